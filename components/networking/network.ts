import type * as pulumi from "@pulumi/pulumi";
import type { SubnetTier } from "./subnetCidrs";

/** A VPC as whatever runs in it sees it: made by the stack, or there before it. Lists of ids are in alphabetical order of the zones. */
export interface Network {
  /** Whether it was there before the stack, and is its owner's. */
  readonly isAdopted: boolean;
  readonly vpcId: pulumi.Output<string>;
  readonly cidrBlock: pulumi.Output<string>;
  /** Letters of the availability zones, in alphabetical order. */
  readonly availabilityZones: readonly string[];
  /** The block that holds each tier's subnets: what a firewall rule names. */
  readonly tierCidrBlocks: Readonly<Record<SubnetTier, string>>;
  readonly privateSubnetIds: pulumi.Output<string>[];
  readonly isolatedSubnetIds: pulumi.Output<string>[];
  readonly privateRouteTableIds: pulumi.Output<string>[];
  readonly isolatedRouteTableIds: pulumi.Output<string>[];
  /** IDs of the interface endpoints, by service. */
  readonly interfaceEndpointIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** DNS names of the interface endpoints, by service. */
  readonly interfaceEndpointDnsNames: Readonly<Record<string, pulumi.Output<string>>>;
  /** ID of the interface endpoints' security group, unless there are none. */
  readonly endpointSecurityGroupId: pulumi.Output<string> | undefined;
  /** What a stack exports of its network. */
  readonly outputs: Readonly<Record<string, pulumi.Input<unknown>>>;
}
