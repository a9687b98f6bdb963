import type * as pulumi from "@pulumi/pulumi";
import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import { getPartitionOutput } from "@pulumi/aws/getPartition";
import { getRegionOutput } from "@pulumi/aws/getRegion";

/** Where a component's provider works: what ARNs and service principals are made of. */
export interface AwsContext {
  /** Account ID, twelve digits. */
  readonly accountId: pulumi.Output<string>;
  /** Partition: `aws`, `aws-us-gov`, `aws-cn` or `aws-eusc`. */
  readonly partition: pulumi.Output<string>;
  /** Domain of the partition's service principals, such as `amazonaws.com`. */
  readonly dnsSuffix: pulumi.Output<string>;
  /** Region, such as `eu-west-1`. */
  readonly region: pulumi.Output<string>;
}

/**
 * Asks the provider of `parent` where it works. A component asks once and hands the answer to its
 * parts, so that a preview makes few calls.
 */
export function awsContext(parent: pulumi.Resource): AwsContext {
  const partition = getPartitionOutput({}, { parent });
  return {
    accountId: getCallerIdentityOutput({}, { parent }).accountId,
    partition: partition.partition,
    dnsSuffix: partition.dnsSuffix,
    region: getRegionOutput({}, { parent }).region,
  };
}
