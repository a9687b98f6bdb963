import * as pulumi from "@pulumi/pulumi";
import * as iam from "@pulumi/aws/iam";
import type { AwsContext } from "../awsContext";
import { serviceTrust } from "../iam/serviceTrust";

/** ECR makes repositories by a role where these have a key or tags. */
export function creationRole(
  name: string,
  kmsKeyArn: pulumi.Input<string>,
  { tags }: { readonly tags?: Readonly<Record<string, string>> },
  context: AwsContext,
  opts: pulumi.CustomResourceOptions,
): iam.Role {
  const { partition, accountId } = context;
  const role = new iam.Role(
    `${name}-role`,
    {
      description: "Lets ECR make encrypted, tagged repositories by itself",
      assumeRolePolicy: pulumi.jsonStringify(serviceTrust("ecr.amazonaws.com", context)),
      tags: { ...tags, Name: name },
    },
    opts,
  );
  new iam.RolePolicy(
    `${name}-policy`,
    {
      role: role.name,
      policy: pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: ["ecr:CreateRepository", "ecr:ReplicateImage", "ecr:TagResource"],
            Resource: pulumi.interpolate`arn:${partition}:ecr:*:${accountId}:repository/*`,
          },
          {
            Effect: "Allow",
            Action: ["kms:CreateGrant", "kms:DescribeKey", "kms:RetireGrant"],
            Resource: kmsKeyArn,
          },
        ],
      } satisfies iam.PolicyDocument),
    },
    opts,
  );
  return role;
}
