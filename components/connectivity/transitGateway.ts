import * as pulumi from "@pulumi/pulumi";
import * as tgw from "@pulumi/aws/ec2transitgateway";
import type { ConnectedVpc, Hub, VpnTarget } from "./hub";
import { routeToTransitGateway } from "./vpcAttachment";

/** Arguments of {@link TransitGateway}. */
export interface TransitGatewayArgs {
  /** The VPC that is attached, in each of its zones. */
  readonly vpc: ConnectedVpc;
  /** AWS's ASN in BGP sessions of VPN tunnels. */
  readonly amazonSideAsn: number;
  /** CIDRs of the data centre: the VPC's route tables lead them to the gateway. */
  readonly onPremisesCidrs: readonly string[];
  /**
   * Tags besides `Name` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A transit gateway with route tables of its own: what comes from a VPC can reach the data centre,
 * what comes from the data centre can reach the VPC, and VPCs that are attached later can't reach
 * each other unless configured to. Tunnels share traffic (ECMP).
 *
 * https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-isolated.html
 */
export class TransitGateway extends pulumi.ComponentResource implements Hub {
  public readonly kind = "transit-gateway";
  public readonly gatewayId: pulumi.Output<string>;
  public readonly vpnTarget: VpnTarget;
  /** ID of the route table that VPCs look up: it knows the way to the data centre. */
  public readonly vpcRouteTableId: pulumi.Output<string>;
  /** ID of the route table that links to the data centre look up: it knows the way to the VPC. */
  public readonly linkRouteTableId: pulumi.Output<string>;

  constructor(name: string, args: TransitGatewayArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:connectivity:TransitGateway", name, {}, opts);
    const child = { parent: this };
    const tagged = (Name: string) => ({ ...args.tags, Name });

    const gateway = new tgw.TransitGateway(
      `${name}-tgw`,
      {
        amazonSideAsn: args.amazonSideAsn,
        description: "VPCs and the data centre",
        autoAcceptSharedAttachments: "disable",
        defaultRouteTableAssociation: "disable",
        defaultRouteTablePropagation: "disable",
        vpnEcmpSupport: "enable",
        tags: tagged(name),
      },
      child,
    );
    const routeTable = (suffix: string) =>
      new tgw.RouteTable(
        `${name}-${suffix}`,
        { transitGatewayId: gateway.id, tags: tagged(`${name}-${suffix}`) },
        child,
      );
    const vpcTable = routeTable("from-vpcs");
    const linkTable = routeTable("from-data-centre");

    const attachment = new tgw.VpcAttachment(
      `${name}-vpc`,
      {
        transitGatewayId: gateway.id,
        vpcId: args.vpc.vpcId,
        subnetIds: [...args.vpc.privateSubnetIds],
        transitGatewayDefaultRouteTableAssociation: false,
        transitGatewayDefaultRouteTablePropagation: false,
        tags: tagged(`${name}-vpc`),
      },
      child,
    );
    connect(`${name}-vpc`, attachment.id, { lookUp: vpcTable.id, knownTo: linkTable.id }, this);
    routeToTransitGateway(name, { ...args, transitGatewayId: gateway.id, attachment }, this);

    this.gatewayId = gateway.id;
    this.vpnTarget = { transitGatewayId: gateway.id };
    this.vpcRouteTableId = vpcTable.id;
    this.linkRouteTableId = linkTable.id;
    this.registerOutputs({
      gatewayId: this.gatewayId,
      vpcRouteTableId: this.vpcRouteTableId,
      linkRouteTableId: this.linkRouteTableId,
    });
  }
}

/** A Direct Connect gateway or a VPN connection on the transit gateway. */
export interface LinkAttachment {
  readonly name: string;
  readonly attachmentId: pulumi.Input<string>;
}

/** Arguments of {@link LinkRouting}. */
export interface LinkRoutingArgs {
  readonly hub: TransitGateway;
  readonly attachments: readonly LinkAttachment[];
}

/** Lets the links to the data centre look up the VPC, and VPCs the data centre. */
export class LinkRouting extends pulumi.ComponentResource {
  constructor(name: string, args: LinkRoutingArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:connectivity:LinkRouting", name, {}, opts);
    const { linkRouteTableId, vpcRouteTableId } = args.hub;
    for (const { name: link, attachmentId } of args.attachments) {
      const tables = { lookUp: linkRouteTableId, knownTo: vpcRouteTableId };
      connect(`${name}-${link}`, attachmentId, tables, this);
    }
    this.registerOutputs({});
  }
}

/** Which route table an attachment looks up, and which one learns the way to it. */
function connect(
  name: string,
  transitGatewayAttachmentId: pulumi.Input<string>,
  tables: { lookUp: pulumi.Input<string>; knownTo: pulumi.Input<string> },
  parent: pulumi.Resource,
): void {
  new tgw.RouteTableAssociation(
    `${name}-association`,
    { transitGatewayAttachmentId, transitGatewayRouteTableId: tables.lookUp },
    { parent },
  );
  new tgw.RouteTablePropagation(
    `${name}-propagation`,
    { transitGatewayAttachmentId, transitGatewayRouteTableId: tables.knownTo },
    { parent },
  );
}
