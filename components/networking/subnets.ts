import * as pulumi from "@pulumi/pulumi";
import * as ec2 from "@pulumi/aws/ec2";
import { planSubnets, type SubnetTier } from "./subnetCidrs";

/** Arguments of {@link Subnets}. */
export interface SubnetsArgs {
  /** ID of the VPC. */
  readonly vpcId: pulumi.Input<string>;
  /** CIDR of the VPC, /16 to /20, from which every subnet takes its fixed block. */
  readonly vpcCidr: string;
  /** Region, such as `eu-west-1`. */
  readonly region: pulumi.Input<string>;
  /** Tier that the subnets make up. */
  readonly tier: SubnetTier;
  /** Letters of the availability zones, one subnet each. */
  readonly availabilityZones: readonly string[];
  /**
   * ID of a route table that all the subnets share.
   * @default one each, so that a zone's traffic can stay in the zone
   */
  readonly routeTableId?: pulumi.Output<string>;
  /**
   * Tags besides `Name`, `landbridge:tier` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/** One subnet of a tier, with the route table that it uses. */
export interface ZoneSubnet {
  /** Letter of the availability zone. */
  readonly zone: string;
  readonly subnetId: pulumi.Output<string>;
  readonly routeTableId: pulumi.Output<string>;
}

/**
 * One tier of a VPC: a subnet per availability zone, and its route tables, left without routes. Nothing gets a public address by itself, in the public tier either: only NAT gateways
 * live there, and they bring their own.
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html
 */
export class Subnets extends pulumi.ComponentResource {
  /** The subnets, in alphabetical order of their zones. */
  public readonly zones: readonly ZoneSubnet[];
  /** IDs of the subnets, in zone order. */
  public readonly subnetIds: pulumi.Output<string>[];
  /** IDs of the route tables that the subnets use, in zone order. */
  public readonly routeTableIds: pulumi.Output<string>[];

  constructor(name: string, args: SubnetsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:networking:Subnets", name, {}, opts);
    const child = { parent: this };
    const tagged = (resource: string) => ({
      ...args.tags,
      Name: resource,
      "landbridge:tier": args.tier,
    });
    const ownRouteTable = (resource: string) =>
      new ec2.RouteTable(resource, { vpcId: args.vpcId, tags: tagged(resource) }, child).id;

    this.zones = planSubnets(args.vpcCidr, args.tier, args.availabilityZones).map((planned) => {
      const zoneName = `${name}-${planned.zone}`;
      const subnet = new ec2.Subnet(
        zoneName,
        {
          vpcId: args.vpcId,
          availabilityZone: pulumi.interpolate`${args.region}${planned.zone}`,
          cidrBlock: planned.cidrBlock,
          mapPublicIpOnLaunch: false,
          tags: tagged(zoneName),
        },
        child,
      );
      const routeTableId = args.routeTableId ?? ownRouteTable(`${zoneName}-routes`);
      new ec2.RouteTableAssociation(
        `${zoneName}-association`,
        { subnetId: subnet.id, routeTableId },
        child,
      );
      return { zone: planned.zone, subnetId: subnet.id, routeTableId };
    });

    this.subnetIds = this.zones.map((zone) => zone.subnetId);
    this.routeTableIds = this.zones.map((zone) => zone.routeTableId);
    this.registerOutputs({ subnetIds: this.subnetIds, routeTableIds: this.routeTableIds });
  }
}
