import { createHash } from "node:crypto";
import * as ipaddr from "ipaddr.js";

/** Blocks of 169.254.0.0/16 that AWS keeps for itself. */
// https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html
export const reservedTunnelBlocks = [
  "169.254.0.0/30",
  "169.254.1.0/30",
  "169.254.2.0/30",
  "169.254.3.0/30",
  "169.254.4.0/30",
  "169.254.5.0/30",
  "169.254.169.252/30",
] as const;

/** The inside CIDRs of a VPN connection's two tunnels. */
export type TunnelPair = readonly [string, string];

/**
 * Pairs come from 169.254.64.0/18, which holds none of the reserved blocks: 2,048 of them, each a /29
 * cut in two.
 */
const pool = { first: [169, 254, 64, 0], pairs: 2048 } as const;

/**
 * Inside CIDRs for a device's two tunnels. They depend on the VPC and the device's name alone, so
 * that another device, added or taken away, moves nobody's; and stacks that end on the same device
 * get different ones. Two devices of one stack may draw the same pair: the configuration's rules
 * find that and ask for `insideCidrs`.
 *
 * @param vpcCidr - CIDR of the VPC
 * @param device - name of the data centre's device
 */
export function planTunnelInsideCidrs(vpcCidr: string, device: string): TunnelPair {
  const digest = createHash("sha256").update(`${vpcCidr} ${device}`).digest();
  const pair = digest.readUInt32BE(0) % pool.pairs;
  return [block(pair * 2), block(pair * 2 + 1)];
}

/** The two hosts of a tunnel's /30: the first is AWS's end, the second the data centre's. */
export function tunnelAddresses(insideCidr: string): { amazon: string; customer: string } {
  const [network] = ipaddr.IPv4.parseCIDR(insideCidr);
  const [a, b, c, d = 0] = network.octets;
  return { amazon: [a, b, c, d + 1].join("."), customer: [a, b, c, d + 2].join(".") };
}

/** The /30 at a place in the pool. */
function block(index: number): string {
  const [a, b, c] = pool.first;
  return `${a}.${b}.${c + Math.floor(index / 64)}.${(index % 64) * 4}/30`;
}
