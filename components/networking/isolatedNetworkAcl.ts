import * as pulumi from "@pulumi/pulumi";
import * as ec2 from "@pulumi/aws/ec2";
import { aggregate } from "./admission";
import type { ZoneSubnet } from "./subnets";

/** Arguments of {@link IsolatedNetworkAcl}. */
export interface IsolatedNetworkAclArgs {
  /** ID of the VPC. */
  readonly vpcId: pulumi.Input<string>;
  /** Subnets of the isolated tier. */
  readonly zones: readonly ZoneSubnet[];
  /**
   * CIDRs that the tier may talk with: the VPC's, then the data centre's. New ones go last, so that
   * no rule changes its number. AWS allows 20 rules a direction.
   */
  readonly allowedCidrs: readonly string[];
  /**
   * Tags besides `Name`, `landbridge:tier` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * Network ACL of the isolated tier: the VPC and the data centre, both ways, and nothing else,
 * whatever a security group or a route says.
 *
 * An ACL keeps no state, so the answer to an admitted packet needs a rule as well: every port is
 * open to the listed CIDRs in both directions, ephemeral ports with the rest, and which ports a data
 * store answers on stays with its security group. An ACL can't name AWS's prefix lists, so the S3
 * gateway endpoint doesn't work from behind it; an S3 interface endpoint's own DNS names do.
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
 */
export class IsolatedNetworkAcl extends pulumi.ComponentResource {
  /** ID of the network ACL. */
  public readonly networkAclId: pulumi.Output<string>;

  constructor(name: string, args: IsolatedNetworkAclArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:networking:IsolatedNetworkAcl", name, {}, opts);
    const child = { parent: this };

    const rules = aggregate(args.allowedCidrs).map(allowAll);
    const acl = new ec2.NetworkAcl(
      `${name}-rules`,
      {
        vpcId: args.vpcId,
        ingress: rules,
        egress: rules,
        tags: { ...args.tags, Name: name, "landbridge:tier": "isolated" },
      },
      child,
    );
    for (const { zone, subnetId } of args.zones) {
      new ec2.NetworkAclAssociation(
        `${name}-${zone}-association`,
        { networkAclId: acl.id, subnetId },
        child,
      );
    }

    this.networkAclId = acl.id;
    this.registerOutputs({ networkAclId: this.networkAclId });
  }
}

/** Every protocol and port; AWS requires ports 0 to 0 where the protocol is all of them. */
function allowAll(cidrBlock: string, index: number) {
  return {
    ruleNo: 100 + index * 10,
    action: "allow",
    protocol: "-1",
    fromPort: 0,
    toPort: 0,
    cidrBlock,
  };
}
