import * as pulumi from "@pulumi/pulumi";
import type { AlarmTopics } from "../cloudwatch/severity";
import { AdoptedTransitGateway } from "./adoptedTransitGateway";
import { ConnectivityAlarms } from "./connectivityAlarms";
import { planConnectivity, type ConnectivitySettings } from "./connectivityPlan";
import { deviceSides, linkSides, type DataCentreSide } from "./dataCentreSide";
import { DirectConnect } from "./directConnect";
import type { ConnectedVpc, Hub } from "./hub";
import { SiteToSiteVpn } from "./siteToSiteVpn";
import { LinkRouting, TransitGateway } from "./transitGateway";
import { RoutePropagation, VirtualPrivateGateway } from "./virtualPrivateGateway";

/** Arguments of {@link Connectivity}. */
export interface ConnectivityArgs extends ConnectivitySettings {
  /** The VPC that becomes one network with the data centre. */
  readonly vpc: ConnectedVpc;
  /** CIDR of the VPC. */
  readonly vpcCidr: string;
  /** CIDRs of the data centre. */
  readonly onPremisesCidrs: readonly string[];
  /** ARN of the customer KMS key that encrypts tunnels' logs; it must admit CloudWatch Logs. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** ARN of the customer KMS key that encrypts the keys of tunnels and links; it must admit Systems Manager. */
  readonly secretsKeyArn: pulumi.Input<string>;
  /**
   * Keep tunnels' logs in AWS when they leave the stack.
   * @default true
   */
  readonly retainOnDelete?: boolean;
  /**
   * Whether Pulumi rejects deletion and replacement of ordered ports: people waited weeks for their cross-connects.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /** ARNs of the topics that get the alarms. */
  readonly alarmTopics: AlarmTopics;
  /**
   * Tags besides `Name` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * The VPC and the data centre as one network: a hub, Direct Connect and VPN as the mode says, routes
 * both ways, and alarms on every path.
 *
 * https://docs.aws.amazon.com/whitepapers/latest/aws-vpc-connectivity-options/aws-direct-connect-site-to-site-vpn.html
 */
export class Connectivity extends pulumi.ComponentResource {
  /** ID of the hub, a virtual private gateway or a transit gateway. */
  public readonly gatewayId: pulumi.Output<string>;
  /** ID of the Direct Connect gateway, unless the mode has none. */
  public readonly dxGatewayId: pulumi.Output<string> | undefined;
  /** What the data centre has to set up; keys by the names of the parameters that hold them. */
  public readonly dataCentreSide: pulumi.Output<DataCentreSide>;

  constructor(name: string, args: ConnectivityArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:connectivity:Connectivity", name, {}, opts);
    const child = { parent: this };
    const plan = planConnectivity(args, args.vpcCidr);
    const { tags, secretsKeyArn, deletionProtection } = args;
    const { logsKeyArn: kmsKeyArn, retainOnDelete } = args;
    const logs = { kmsKeyArn, retainOnDelete, ...args.vpn?.logs };

    const hub = this.makeHub(name, args);
    const { devices, links: planned, allowedPrefixes, directConnect } = plan;
    const dx = { hub, allowedPrefixes, links: planned, secretsKeyArn, deletionProtection, tags };
    const direct =
      directConnect &&
      new DirectConnect(`${name}-dx`, { ...dx, gateway: directConnect.gateway }, child);
    const end = { target: hub.vpnTarget, replaceWith: (hub as Hub).replacedWith };
    const vpn =
      devices.length > 0
        ? new SiteToSiteVpn(`${name}-vpn`, { ...end, devices, logs, secretsKeyArn, tags }, child)
        : undefined;
    this.makeRoutes(name, args, { hub, direct, vpn });
    this.watch(name, args, { hub, direct, vpn });

    const links = direct?.links ?? [];
    const tunnels = vpn?.tunnels ?? [];
    this.gatewayId = hub.gatewayId;
    this.dxGatewayId = direct?.dxGatewayId;
    this.dataCentreSide = pulumi.output({
      hub: hub.kind,
      vpcCidr: args.vpcCidr,
      advertisedCidrs: allowedPrefixes,
      onPremisesCidrs: args.onPremisesCidrs,
      customerSideAsn: args.customerSideAsn,
      devices: deviceSides(devices, tunnels),
      links: linkSides(links, args.directConnect?.gateway.amazonSideAsn),
    });
    this.registerOutputs({
      gatewayId: this.gatewayId,
      dxGatewayId: this.dxGatewayId,
      dataCentreSide: this.dataCentreSide,
    });
  }

  private makeHub(name: string, args: ConnectivityArgs): AnyHub {
    const { transitGateway } = args;
    if (transitGateway && args.mode === "transit-gateway") {
      return new AdoptedTransitGateway(
        `${name}-hub`,
        { ...args, transitGateway },
        { parent: this },
      );
    }
    return args.hub === "virtual-private-gateway"
      ? new VirtualPrivateGateway(`${name}-hub`, args, { parent: this })
      : new TransitGateway(`${name}-hub`, args, { parent: this });
  }

  /** Routes between the VPC and what the links know. */
  private makeRoutes(name: string, { vpc }: ConnectivityArgs, { hub, direct, vpn }: Paths): void {
    if (hub instanceof VirtualPrivateGateway) {
      const after = direct ? [direct.association] : [];
      const args = { vpc, vpnGatewayId: hub.gatewayId, after };
      new RoutePropagation(`${name}-routes`, args, { parent: this });
    } else if (hub instanceof TransitGateway) {
      const dx = direct
        ? [{ name: "dx", attachmentId: direct.association.transitGatewayAttachmentId }]
        : [];
      const attachments = [...dx, ...(vpn?.attachments ?? [])];
      new LinkRouting(`${name}-routes`, { hub, attachments }, { parent: this });
    }
  }

  private watch(name: string, args: ConnectivityArgs, { hub, direct, vpn }: Paths): void {
    const links = (direct?.links ?? []).flatMap(({ link, placed }) =>
      placed.virtualInterface
        ? [
            {
              name: link.name,
              location: link.location,
              connectionId: placed.connectionId,
              portIds: placed.portIds,
              virtualInterfaceId: placed.virtualInterface.id,
            },
          ]
        : [],
    );
    const tunnels = vpn?.tunnels ?? [];
    if (links.length + tunnels.length > 0) {
      new ConnectivityAlarms(
        `${name}-alarms`,
        { topics: args.alarmTopics, gatewayId: hub.gatewayId, links, tunnels },
        { parent: this },
      );
    }
  }
}

type AnyHub = VirtualPrivateGateway | TransitGateway | AdoptedTransitGateway;

/** The hub and what ends on it. */
interface Paths {
  readonly hub: AnyHub;
  readonly direct: DirectConnect | undefined;
  readonly vpn: SiteToSiteVpn | undefined;
}
