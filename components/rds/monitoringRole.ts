import * as pulumi from "@pulumi/pulumi";
import * as iam from "@pulumi/aws/iam";
import type { AwsContext } from "../awsContext";
import { serviceTrust } from "../iam/serviceTrust";

/**
 * ARN of a role by which RDS sends Enhanced Monitoring's metrics.
 *
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html
 */
export function monitoringRole(
  name: string,
  context: AwsContext,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const role = new iam.Role(
    `${name}-role`,
    {
      description: "Lets RDS send Enhanced Monitoring's metrics to CloudWatch Logs",
      assumeRolePolicy: pulumi.jsonStringify(serviceTrust("monitoring.rds.amazonaws.com", context)),
      tags: { Name: `${name}-role` },
    },
    opts,
  );
  const attachment = new iam.RolePolicyAttachment(
    `${name}-policy`,
    {
      role: role.name,
      policyArn: pulumi.interpolate`arn:${context.partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole`,
    },
    opts,
  );
  // RDS tries the role at once: it must have its policy by then.
  return pulumi.all([role.arn, attachment.id]).apply(([arn]) => arn);
}
