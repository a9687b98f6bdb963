import * as pulumi from "@pulumi/pulumi";
import * as ec2 from "@pulumi/aws/ec2";

/** Arguments of {@link VpcDefaults}. */
export interface VpcDefaultsArgs {
  /** The VPC whose defaults are taken over. */
  readonly vpc: ec2.Vpc;
  /**
   * Tags besides `Name` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * Takes over what AWS puts in every VPC and closes it: the default security group, which whatever
 * names no group would get, admits nothing either way, and the main route table, which a subnet
 * without its own would use, leads nowhere. The default network ACL stays as it is: it is the one of
 * the public and private tiers.
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
 */
export class VpcDefaults extends pulumi.ComponentResource {
  /** ID of the closed default security group. */
  public readonly securityGroupId: pulumi.Output<string>;
  /** ID of the empty main route table. */
  public readonly routeTableId: pulumi.Output<string>;

  constructor(name: string, args: VpcDefaultsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:networking:VpcDefaults", name, {}, opts);
    const tags = { ...args.tags, Name: `${name}-closed` };

    const securityGroup = new ec2.DefaultSecurityGroup(
      `${name}-security-group`,
      { vpcId: args.vpc.id, ingress: [], egress: [], tags },
      { parent: this },
    );
    const routeTable = new ec2.DefaultRouteTable(
      `${name}-routes`,
      { defaultRouteTableId: args.vpc.defaultRouteTableId, routes: [], tags },
      { parent: this },
    );

    this.securityGroupId = securityGroup.id;
    this.routeTableId = routeTable.id;
    this.registerOutputs({
      securityGroupId: this.securityGroupId,
      routeTableId: this.routeTableId,
    });
  }
}
