import * as ssm from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";
import type { AwsContext } from "../awsContext";

/**
 * The advanced tier: more than 1,000 servers outside of EC2 in an account and Region, sessions on them, and a price for
 * each by the hour. The setting is the account's: it stays when this stack goes, since others' servers may need it.
 *
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/fleet-manager-configure-instance-tiers.html
 */
export function activationTier(
  name: string,
  { partition, region, accountId }: AwsContext,
  opts: pulumi.CustomResourceOptions,
): void {
  new ssm.ServiceSetting(
    name,
    {
      settingId: pulumi.interpolate`arn:${partition}:ssm:${region}:${accountId}:servicesetting/ssm/managed-instance/activation-tier`,
      settingValue: "advanced",
    },
    { ...opts, retainOnDelete: true },
  );
}
