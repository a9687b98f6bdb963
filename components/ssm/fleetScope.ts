import type * as pulumi from "@pulumi/pulumi";
import type { AwsContext } from "../awsContext";
import type { FleetBucket } from "./fleetBucket";

/** What the parts of a fleet have in common. */
export interface FleetScope {
  /** Account, partition and Region. */
  readonly context: AwsContext;
  /** What names begin with that are unique in the account and Region. */
  readonly namePrefix: string;
  /** The tag that all nodes have, on either side: its key and its value. */
  readonly tag: { readonly key: string; readonly value: string };
  /** ARN and name of the ECS cluster whose servers the nodes are. */
  readonly cluster: {
    readonly arn: pulumi.Input<string>;
    readonly clusterName: pulumi.Input<string>;
  };
  /** What nodes write to. */
  readonly bucket: FleetBucket;
}

/** All nodes, as associations and maintenance windows find them. */
export function allNodes({ tag }: Pick<FleetScope, "tag">) {
  return [{ key: `tag:${tag.key}`, values: [tag.value] }];
}
