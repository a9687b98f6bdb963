import ipaddr from "ipaddr.js";

/** An IPv4 CIDR block as a range of unsigned 32-bit numbers, ends included. */
export interface CidrRange {
  readonly prefix: number;
  readonly first: number;
  readonly last: number;
}

/** Blocks that never reach the internet: RFC 1918, and RFC 6598's shared address space. */
export const PRIVATE_BLOCKS = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];

/** "This network", loopback, link-local, and multicast with all that is reserved above it. */
const UNROUTABLE_BLOCKS = ["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3"];

/** The range of a block written as `a.b.c.d/n`; undefined when the text is no such block. */
export function parseCidr(text: string): CidrRange | undefined {
  if (!ipaddr.IPv4.isValidCIDRFourPartDecimal(text) || !/\/(0|[1-9]\d?)$/.test(text)) {
    return undefined;
  }
  const prefix = Number(text.slice(text.indexOf("/") + 1));
  const first = toNumber(ipaddr.IPv4.networkAddressFromCIDR(text));
  return { prefix, first, last: first + 2 ** (32 - prefix) - 1 };
}

/** The same block with its host bits cleared: `10.1.2.3/16` gives `10.1.0.0/16`. */
export function networkBlock(text: string): string {
  const { prefix } = known(text);
  return `${ipaddr.IPv4.networkAddressFromCIDR(text).toString()}/${prefix}`;
}

/** Whether two blocks share an address. */
export function cidrsOverlap(one: string, other: string): boolean {
  const [a, b] = [known(one), known(other)];
  return a.first <= b.last && b.first <= a.last;
}

/** Whether every address of `inner` is in `outer`. */
export function cidrContains(outer: string, inner: string): boolean {
  const [a, b] = [known(outer), known(inner)];
  return a.first <= b.first && b.last <= a.last;
}

/** Whether the whole block lies in private address space. */
export function isPrivateCidr(text: string): boolean {
  return PRIVATE_BLOCKS.some((block) => cidrContains(block, text));
}

/** Whether the block holds only addresses that a network's hosts can have. */
export function isUnicastCidr(text: string): boolean {
  return !UNROUTABLE_BLOCKS.some((block) => cidrsOverlap(block, text));
}

/** Whether the block holds addresses that a network's hosts can have, maybe among others. */
export function hasUnicast(text: string): boolean {
  return !UNROUTABLE_BLOCKS.some((block) => cidrContains(block, text));
}

/** Whether the text is one IPv4 address, in four decimal parts. */
export function isIpv4Address(text: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(text);
}

function known(text: string): CidrRange {
  const range = parseCidr(text);
  if (range === undefined) {
    throw new Error(`${JSON.stringify(text)} is not an IPv4 CIDR block`);
  }
  return range;
}

function toNumber(address: ipaddr.IPv4): number {
  return address.octets.reduce((sum, octet) => sum * 256 + octet, 0);
}
