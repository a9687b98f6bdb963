import { z } from "zod";
import type { GovernanceService } from "../../components/governance/governanceServices";

/** Whose a service is. */
const OWNERS = ["existing", "own", "none"] as const;

const service = (description: string) => z.enum(OWNERS).default("existing").meta({ description });

const services = {
  config: service(
    "AWS Config: what resources the account has and how they change. `backup.audit` and Security Hub read it. One recorder in a Region of an account.",
  ),
  cloudTrail: service(
    "CloudTrail: who called which operation, in every Region, encrypted and with digests. Where there is no trail, EventBridge knows of no call, and a job that ECS finds no place for is not reported.",
  ),
  guardDuty: service(
    "GuardDuty with runtime monitoring of instances and their containers. One detector in a Region of an account.",
  ),
  securityHub: service("Security Hub with AWS's own standards. Once in a Region of an account."),
  accessAnalyzer: service(
    "IAM Access Analyzer: who gets in from outside of the account, and access that nobody has used for 90 days, which AWS charges for by role.",
  ),
  inspector: service("Inspector: known weaknesses of EC2 instances and of images in ECR."),
} satisfies Record<GovernanceService, z.ZodType>;

export const governanceSchema = z
  .strictObject({
    ...services,
    retentionInDays: z.int().min(90).max(3650).default(365).meta({
      description:
        "How long the records of Config and CloudTrail are kept, where the stack makes these.",
      unit: "days",
    }),
  })
  .prefault({})
  .meta({
    description:
      "What watches the account, service by service. existing: an organisation, another stack or a person has it; this stack makes nothing. own: this stack makes it. none: nobody has it. Each is of the whole account in the stack's Region: of several stacks there, one says own.",
  });
