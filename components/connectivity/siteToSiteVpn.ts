import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import { secretParameter } from "../ssm/secretParameter";
import type { VpnTarget } from "./hub";
import { tunnelAddresses, type TunnelPair } from "./tunnelInsideCidrs";
import { tunnelArgs } from "./tunnelOptions";

/** A device of the data centre that VPN tunnels end on. */
export interface VpnDevice {
  /** Name of the device, unique in the stack. */
  readonly name: string;
  /** Its public IPv4 address. */
  readonly ipAddress: string;
  /** Its ASN in BGP sessions. */
  readonly bgpAsn: number;
  /** Inside CIDRs of its two tunnels. */
  readonly insideCidrs: TunnelPair;
}

/** Arguments of {@link SiteToSiteVpn}. */
export interface SiteToSiteVpnArgs {
  /** Where the connections end on AWS's side. */
  readonly target: VpnTarget;
  /**
   * The gateway that connections are replaced with, where they can't be moved off it.
   * @default none
   */
  readonly replaceWith?: pulumi.Resource | undefined;
  /** Devices of the data centre: one VPN connection of two tunnels each. */
  readonly devices: readonly VpnDevice[];
  /** ARN of the customer KMS key that encrypts the pre-shared keys; it must admit Systems Manager. */
  readonly secretsKeyArn: pulumi.Input<string>;
  /** Where tunnels say what they negotiate and what BGP does. */
  readonly logs: VpnLogs;
  /**
   * Tags besides `Name` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Tunnel logs of a {@link SiteToSiteVpn}. */
export interface VpnLogs {
  /** ARN of the customer KMS key that encrypts the log group; it must admit CloudWatch Logs. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /**
   * How long tunnel logs are kept, in days.
   * @default 365
   */
  readonly retentionInDays?: number;
  /**
   * Keep the log group in AWS when it leaves the stack.
   * @default true
   */
  readonly retainOnDelete?: boolean;
}

/** One tunnel, as the alarms and the data centre see it. */
export interface Tunnel {
  readonly name: string;
  readonly device: string;
  readonly vpnConnectionId: pulumi.Output<string>;
  /** AWS's public address of the tunnel. */
  readonly outsideAddress: pulumi.Output<string>;
  /** AWS's ASN. */
  readonly amazonAsn: pulumi.Output<string>;
  readonly insideCidr: string;
  readonly amazonAddress: string;
  readonly customerAddress: string;
  /** Name of the parameter that holds the pre-shared key, which AWS draws. */
  readonly keyParameter: pulumi.Output<string>;
}

/**
 * Site-to-site VPN with BGP to each device of the data centre, strong options only. Its keys are
 * AWS's own: secret in the state, and in parameters for those who set up the devices.
 *
 * https://docs.aws.amazon.com/vpn/latest/s2svpn/VPC_VPN.html
 */
export class SiteToSiteVpn extends pulumi.ComponentResource {
  /** Two tunnels for each device. */
  public readonly tunnels: readonly Tunnel[];
  /** The connections' attachments, where the target is a transit gateway. */
  public readonly attachments: readonly { name: string; attachmentId: pulumi.Output<string> }[];
  /** Name of the tunnels' log group. */
  public readonly logGroupName: pulumi.Output<string>;

  constructor(name: string, args: SiteToSiteVpnArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:connectivity:SiteToSiteVpn", name, {}, opts);
    const child = { parent: this };
    const tagged = (Name: string) => ({ ...args.tags, Name });

    const logGroup = new cloudwatch.LogGroup(
      `${name}-logs`,
      {
        kmsKeyId: args.logs.kmsKeyArn,
        retentionInDays: args.logs.retentionInDays ?? 365,
        tags: tagged(`${name}-logs`),
      },
      { ...child, retainOnDelete: args.logs.retainOnDelete ?? true },
    );
    const connections = args.devices.map((device) => {
      const deviceName = `${name}-${device.name}`;
      const customerGateway = new ec2.CustomerGateway(
        `${deviceName}-gateway`,
        {
          type: "ipsec.1",
          ipAddress: device.ipAddress,
          ...customerAsn(device.bgpAsn),
          deviceName: device.name,
          tags: tagged(deviceName),
        },
        child,
      );
      const connection = new ec2.VpnConnection(
        deviceName,
        {
          type: "ipsec.1",
          customerGatewayId: customerGateway.id,
          ...args.target,
          staticRoutesOnly: false,
          ...tunnelArgs(device.insideCidrs, logGroup.arn),
          tags: tagged(deviceName),
        },
        {
          ...child,
          additionalSecretOutputs: secretOutputs,
          replaceWith: args.replaceWith ? [args.replaceWith] : [],
        },
      );
      return { device, connection };
    });

    this.tunnels = connections.flatMap(({ device, connection }) =>
      ([1, 2] as const).map((number) => ({
        ...tunnel(device, connection, number),
        keyParameter: secretParameter(
          `${name}-${device.name}-key-${number}`,
          {
            description: `Pre-shared key of VPN tunnel ${device.name}-${number}`,
            value: pulumi.secret(connection[`tunnel${number}PresharedKey`]),
            kmsKeyArn: args.secretsKeyArn,
            tags: args.tags,
          },
          child,
        ),
      })),
    );
    this.attachments = connections.map(({ device, connection }) => ({
      name: device.name,
      attachmentId: connection.transitGatewayAttachmentId,
    }));
    this.logGroupName = logGroup.name;
    this.registerOutputs({
      logGroupName: this.logGroupName,
      vpnConnectionIds: connections.map(({ connection }) => connection.id),
    });
  }
}

/** The configuration file that AWS offers holds the keys as well. */
const secretOutputs = [
  "customerGatewayConfiguration",
  "tunnel1PresharedKey",
  "tunnel2PresharedKey",
];

/** AWS has a second argument for ASNs that are past what it took at first. */
function customerAsn(asn: number): Pick<ec2.CustomerGatewayArgs, "bgpAsn" | "bgpAsnExtended"> {
  return asn <= 2147483647 ? { bgpAsn: String(asn) } : { bgpAsnExtended: String(asn) };
}

function tunnel(
  device: VpnDevice,
  connection: ec2.VpnConnection,
  number: 1 | 2,
): Omit<Tunnel, "keyParameter"> {
  const insideCidr = device.insideCidrs[number - 1] ?? "";
  const { amazon, customer } = tunnelAddresses(insideCidr);
  return {
    name: `${device.name}-${number}`,
    device: device.name,
    vpnConnectionId: connection.id,
    outsideAddress: connection[`tunnel${number}Address`],
    amazonAsn: connection[`tunnel${number}BgpAsn`],
    insideCidr,
    amazonAddress: amazon,
    customerAddress: customer,
  };
}
