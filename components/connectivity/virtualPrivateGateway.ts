import * as pulumi from "@pulumi/pulumi";
import * as ec2 from "@pulumi/aws/ec2";
import { connectedRouteTables, type ConnectedVpc, type Hub, type VpnTarget } from "./hub";

/** Arguments of {@link VirtualPrivateGateway}. */
export interface VirtualPrivateGatewayArgs {
  /** The VPC that the gateway is attached to. */
  readonly vpc: ConnectedVpc;
  /** AWS's ASN in BGP sessions of VPN tunnels. It can't be changed: another means another gateway. */
  readonly amazonSideAsn: number;
  /**
   * Tags besides `Name` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * The VPC's own gateway to the data centre, for Direct Connect and for VPN: for the same prefix AWS
 * prefers Direct Connect and falls back to the VPN by itself.
 *
 * https://docs.aws.amazon.com/directconnect/latest/UserGuide/virtualgateways.html
 */
export class VirtualPrivateGateway extends pulumi.ComponentResource implements Hub {
  public readonly kind = "virtual-private-gateway";
  public readonly gatewayId: pulumi.Output<string>;
  public readonly vpnTarget: VpnTarget;
  public readonly replacedWith: pulumi.Resource;

  constructor(
    name: string,
    args: VirtualPrivateGatewayArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("landbridge:connectivity:VirtualPrivateGateway", name, {}, opts);

    const gateway = new ec2.VpnGateway(
      `${name}-vgw`,
      {
        vpcId: args.vpc.vpcId,
        amazonSideAsn: String(args.amazonSideAsn),
        tags: { ...args.tags, Name: name },
      },
      // A VPC takes one gateway: the old one goes first, and the connections on it before that.
      { parent: this, deleteBeforeReplace: true },
    );

    this.gatewayId = gateway.id;
    this.vpnTarget = { vpnGatewayId: gateway.id };
    this.replacedWith = gateway;
    this.registerOutputs({ gatewayId: this.gatewayId });
  }
}

/** Arguments of {@link RoutePropagation}. */
export interface RoutePropagationArgs {
  readonly vpc: ConnectedVpc;
  /** ID of the virtual private gateway. */
  readonly vpnGatewayId: pulumi.Input<string>;
  /**
   * What has to be there first. AWS asks to enable propagation only after the Direct Connect gateway
   * is associated; routes may come out wrong otherwise.
   * @default nothing
   */
  readonly after?: readonly pulumi.Resource[];
}

/**
 * What the gateway learns by BGP, in every private and isolated route table.
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/WorkWithRouteTables.html#EnableDisableRouteProp
 */
export class RoutePropagation extends pulumi.ComponentResource {
  constructor(name: string, args: RoutePropagationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:connectivity:RoutePropagation", name, {}, opts);
    const { vpc, vpnGatewayId, after = [] } = args;
    for (const table of connectedRouteTables(vpc)) {
      new ec2.VpnGatewayRoutePropagation(
        `${name}-${table.name}`,
        { routeTableId: table.routeTableId, vpnGatewayId },
        { parent: this, dependsOn: [...after] },
      );
    }
    this.registerOutputs({});
  }
}
