import { text } from "../schema/leaves";

const ARN = /^arn:[\w-]+:iam::(\d{12}|aws):policy\/[\w+=,.@/-]+$/;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html */
export const permissionsBoundarySchema = text((value) =>
  ARN.test(value)
    ? undefined
    : "is not the ARN of a managed policy (such as arn:aws:iam::123456789012:policy/landbridge-bootstrap/landbridge-prod-boundary)",
)
  .meta({ allowed: "ARN of a managed policy", pattern: ARN.source })
  .optional()
  .meta({
    description:
      "Managed policy that every role of the stack carries as its permissions boundary: the most that it may ever be allowed. Without it roles carry none. bootstrap/ makes one for each stack, and lets nobody deploy without it (docs/bootstrap.md).",
    examples: ["arn:aws:iam::123456789012:policy/landbridge-bootstrap/landbridge-prod-boundary"],
  });
