import ipaddr from "ipaddr.js";

/** A block of addresses. */
export interface Cidr {
  readonly text: string;
  readonly address: ipaddr.IPv4 | ipaddr.IPv6;
  readonly prefix: number;
}

/** A CIDR block, or undefined where the text is none. */
export function parseCidr(text: string): Cidr | undefined {
  if (!ipaddr.isValidCIDR(text)) return undefined;
  const [address, prefix] = ipaddr.parseCIDR(text);
  return { text, address, prefix };
}

/** Whether two blocks share an address. */
export function overlap(a: Cidr, b: Cidr): boolean {
  if (a.address.kind() !== b.address.kind()) return false;
  const [wide, narrow] = a.prefix <= b.prefix ? [a, b] : [b, a];
  return narrow.address.match(wide.address, wide.prefix);
}

/** Whether every address of the second block is in the first. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  return outer.prefix <= inner.prefix && overlap(outer, inner);
}

/**
 * Whether a block is everyone, or as good as everyone: 0.0.0.0/0 and ::/0, but also their halves
 * and quarters, which would otherwise be the way round a rule. The widest block that anyone owns
 * privately is 10.0.0.0/8; IPv6's unique local addresses are fc00::/7.
 */
export function isEveryone(text: string): boolean {
  const cidr = parseCidr(text);
  if (!cidr) return false;
  if (cidr.address.kind() === "ipv4") return cidr.prefix < 8;
  const uniqueLocal = parseCidr("fc00::/7");
  return cidr.prefix < 16 && !(uniqueLocal && cidr.prefix >= 7 && overlap(cidr, uniqueLocal));
}
