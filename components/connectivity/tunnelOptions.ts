import type * as ec2 from "@pulumi/aws/ec2";
import type * as pulumi from "@pulumi/pulumi";
import type { TunnelPair } from "./tunnelInsideCidrs";

/**
 * What both ends of a tunnel agree on, strong options only: the data centre's files are written from
 * the same values. AES-256-GCM brings its own integrity; SHA-2 is for the key exchange.
 *
 * https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html
 */
export const tunnelCryptography = {
  ikeVersion: "ikev2",
  encryption: "AES256-GCM-16",
  integrity: ["SHA2-384", "SHA2-512"],
  /** Elliptic curves P-256, P-384 and P-521. */
  dhGroups: [19, 20, 21],
  /** Seconds. */
  phase1Lifetime: 28800,
  phase2Lifetime: 3600,
  dpdTimeout: 30,
} as const;

/** Everything about tunnels that a VPN connection takes. */
export type TunnelArgs = Pick<
  ec2.VpnConnectionArgs,
  Extract<keyof ec2.VpnConnectionArgs, `tunnel${1 | 2}${string}`>
>;

/**
 * The options of a connection's two tunnels, AWS's defaults being as old as its oldest customer.
 * Either end may start a tunnel and restarts it when the other falls silent; AWS's own maintenance
 * waits for a word from the data centre.
 */
export function tunnelArgs(insideCidrs: TunnelPair, logGroupArn: pulumi.Input<string>): TunnelArgs {
  const [first, second] = insideCidrs;
  return { ...oneTunnel(1, first, logGroupArn), ...oneTunnel(2, second, logGroupArn) };
}

function oneTunnel(tunnel: 1 | 2, insideCidr: string, logGroupArn: pulumi.Input<string>) {
  const { ikeVersion, encryption, integrity, dhGroups, ...seconds } = tunnelCryptography;
  const options = {
    InsideCidr: insideCidr,
    IkeVersions: [ikeVersion],
    Phase1EncryptionAlgorithms: [encryption],
    Phase1IntegrityAlgorithms: integrity,
    Phase1DhGroupNumbers: dhGroups,
    Phase1LifetimeSeconds: seconds.phase1Lifetime,
    Phase2EncryptionAlgorithms: [encryption],
    Phase2IntegrityAlgorithms: integrity,
    Phase2DhGroupNumbers: dhGroups,
    Phase2LifetimeSeconds: seconds.phase2Lifetime,
    DpdTimeoutAction: "restart",
    DpdTimeoutSeconds: seconds.dpdTimeout,
    StartupAction: "start",
    EnableTunnelLifecycleControl: true,
    LogOptions: {
      cloudwatchLogOptions: {
        logEnabled: true,
        logGroupArn,
        logOutputFormat: "json",
        bgpLogEnabled: true,
        bgpLogGroupArn: logGroupArn,
        bgpLogOutputFormat: "json",
      },
    },
  };
  const named = Object.entries(options).map(([option, value]) => [
    `tunnel${tunnel}${option}`,
    value,
  ]);
  return Object.fromEntries(named) as TunnelArgs;
}
