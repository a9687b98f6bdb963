import type * as pulumi from "@pulumi/pulumi";
import type { AlarmSpec } from "../cloudwatch/alarm";

/** A metric that is 1 while a path works and 0, or nothing, while it does not. */
export interface PathMetric {
  /** Name of the path, unique in the stack. */
  readonly name: string;
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, pulumi.Input<string>>>;
}

/** A virtual interface whose BGP session is watched. */
export interface WatchedLink {
  readonly name: string;
  readonly location: string;
  readonly connectionId: pulumi.Input<string>;
  /** IDs of the ports whose light AWS measures. */
  readonly portIds: readonly pulumi.Input<string>[];
  readonly virtualInterfaceId: pulumi.Input<string>;
}

/** A tunnel that is watched. */
export interface WatchedTunnel {
  readonly name: string;
  readonly vpnConnectionId: pulumi.Input<string>;
  readonly outsideAddress: pulumi.Input<string>;
}

/** BGP over a link. */
// https://docs.aws.amazon.com/directconnect/latest/UserGuide/monitoring-cloudwatch.html
export function linkMetric(link: WatchedLink): PathMetric {
  return {
    name: link.name,
    namespace: "AWS/DX",
    metricName: "VirtualInterfaceBgpStatus",
    dimensions: {
      ConnectionId: link.connectionId,
      VirtualInterfaceId: link.virtualInterfaceId,
      IpAddressFamily: "ipv4",
    },
  };
}

/** A tunnel's IPsec and BGP together. */
// https://docs.aws.amazon.com/vpn/latest/s2svpn/monitoring-cloudwatch-vpn.html
export function tunnelMetric(tunnel: WatchedTunnel): PathMetric {
  return {
    name: tunnel.name,
    namespace: "AWS/VPN",
    metricName: "TunnelState",
    dimensions: { VpnId: tunnel.vpnConnectionId, TunnelIpAddress: tunnel.outsideAddress },
  };
}

/** Goes off when a path has been down at any time in five minutes, or AWS knows nothing of it. */
export function pathDown(metric: PathMetric, description: string): AlarmSpec {
  const { namespace, metricName, dimensions } = metric;
  return {
    severity: "warning",
    description,
    namespace,
    metricName,
    dimensions,
    statistic: "Minimum",
    comparison: "<",
    threshold: 1,
    treatMissingData: "breaching",
  };
}

/** Goes off when the port itself has no light or no partner. */
export function connectionDown(link: WatchedLink): AlarmSpec {
  return {
    severity: "warning",
    description: `Direct Connect link ${link.name} in ${link.location} is down. docs/runbooks/dx-failover.md`,
    namespace: "AWS/DX",
    metricName: "ConnectionState",
    dimensions: { ConnectionId: link.connectionId },
    statistic: "Minimum",
    comparison: "<",
    threshold: 1,
    treatMissingData: "breaching",
  };
}

/** One term of CloudWatch metric math. */
export interface MathTerm {
  readonly id: string;
  readonly expression?: string;
  readonly path?: PathMetric;
}

/**
 * The metric "running on the failover path": 1 while no link works and a tunnel does, else 0. Silence
 * counts as down. The last term is the result.
 */
export function failoverTerms(
  links: readonly PathMetric[],
  tunnels: readonly PathMetric[],
): MathTerm[] {
  const terms = (letter: string, paths: readonly PathMetric[]) =>
    paths.map((path, index) => ({ id: `${letter}${index + 1}`, path }));
  const [direct, vpn] = [terms("link", links), terms("tunnel", tunnels)];
  const best = (of: readonly MathTerm[]) =>
    `MAX([${of.map(({ id }) => `FILL(${id}, 0)`).join(", ")}])`;
  const expression = `IF(${best(direct)} < 1 AND ${best(vpn)} > 0, 1, 0)`;
  return [...direct, ...vpn, { id: "failover", expression }];
}

/**
 * A Metrics Insights query for the weakest light that reaches AWS's side of a port: one lane or four,
 * it names none of them.
 */
export function lightLevelQuery(connectionId: string): string {
  return `SELECT MIN(ConnectionLightLevelRx) FROM SCHEMA("AWS/DX", ConnectionId, OpticalLaneNumber) WHERE ConnectionId = '${connectionId}'`;
}
