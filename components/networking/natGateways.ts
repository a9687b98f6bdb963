import * as pulumi from "@pulumi/pulumi";
import * as ec2 from "@pulumi/aws/ec2";
import type { ZoneSubnet } from "./subnets";

/**
 * `per-zone`: one NAT gateway in each zone, so that losing a zone cuts off that zone only.
 * `single`: one for all zones: cheaper, and its zone's failure cuts off every zone.
 * `none`: the private tier reaches the internet not at all, and AWS by VPC endpoints only.
 */
export type NatGatewayMode = "per-zone" | "single" | "none";

/** Arguments of {@link NatGateways}. */
export interface NatGatewaysArgs {
  /** How many gateways there are. */
  readonly mode: NatGatewayMode;
  /** Letter of the zone that has the gateway when `mode` is `single`. */
  readonly singleGatewayZone: string | undefined;
  /** Subnets of the public tier, where the gateways live. */
  readonly publicZones: readonly ZoneSubnet[];
  /** Subnets of the private tier, whose route tables get a default route. */
  readonly privateZones: readonly ZoneSubnet[];
  /** Internet gateway of the VPC: NAT gateways need it to be there first. */
  readonly internetGateway: ec2.InternetGateway;
  /**
   * Tags besides `Name` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * The way out of the private tier: NAT gateways with fixed public addresses, and the default route
 * of each private subnet through its own zone's gateway.
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
 */
export class NatGateways extends pulumi.ComponentResource {
  /** Public addresses that traffic from the private tier comes from, in zone order. */
  public readonly publicIps: pulumi.Output<string>[];
  /** IDs of the gateways, in zone order. */
  public readonly natGatewayIds: pulumi.Output<string>[];

  constructor(name: string, args: NatGatewaysArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:networking:NatGateways", name, {}, opts);
    const child = { parent: this };

    const gateways = args.publicZones
      .filter((publicZone) => holdsGateway(args, publicZone.zone))
      .map(({ zone, subnetId }) => {
        const address = new ec2.Eip(
          `${name}-${zone}-address`,
          { domain: "vpc", tags: { ...args.tags, Name: `${name}-${zone}` } },
          child,
        );
        const gateway = new ec2.NatGateway(
          `${name}-${zone}`,
          {
            subnetId,
            allocationId: address.allocationId,
            tags: { ...args.tags, Name: `${name}-${zone}` },
          },
          { ...child, dependsOn: [args.internetGateway] },
        );
        return { zone, id: gateway.id, publicIp: address.publicIp };
      });

    for (const { zone, routeTableId } of args.privateZones) {
      const gateway = gateways.find((each) => each.zone === zone || args.mode === "single");
      if (gateway) {
        new ec2.Route(
          `${name}-${zone}-route`,
          { routeTableId, destinationCidrBlock: "0.0.0.0/0", natGatewayId: gateway.id },
          child,
        );
      }
    }

    this.natGatewayIds = gateways.map((gateway) => gateway.id);
    this.publicIps = gateways.map((gateway) => gateway.publicIp);
    this.registerOutputs({ natGatewayIds: this.natGatewayIds, publicIps: this.publicIps });
  }
}

function holdsGateway({ mode, singleGatewayZone }: NatGatewaysArgs, zone: string): boolean {
  return mode === "per-zone" || (mode === "single" && zone === singleGatewayZone);
}
