import * as ipaddr from "ipaddr.js";

/** Rules of a security group in a direction, where nobody has asked AWS for more. */
// https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups
export const RULES_PER_GROUP = 60;

/** Security groups of a network interface: AWS multiplies the rules of a group with it, and has 1,000 in all. */
const GROUPS_PER_INTERFACE = 5;

/** A range of ports. */
export interface Ports {
  readonly from: number;
  readonly to: number;
}

/** What one security group admits: each source at each range of ports. */
export interface AdmittingGroup {
  readonly sources: readonly string[];
  readonly ports: readonly Ports[];
}

/**
 * How many of a group's rules sources get: half. A source less moves all that come after it, and a rule that moves is
 * made before the old one goes, so that for a moment a group has what it had and what it gets.
 */
export function heldByGroup(rules: number): number {
  return Math.floor(rules / 2);
}

/**
 * Security groups that together admit every source at every port: the first holds what it can, and the rest is in
 * more groups of the same interface. Where even five don't hold them, a rule admits all ports from the first to the
 * last one: what stands behind the interface answers on no others. Any other list of sources takes its place in one
 * update.
 *
 * @param sources CIDR blocks, in the order of config: a further one at the end moves no other.
 * @throws RangeError where AWS has no room for them on an interface.
 */
export function planAdmission(
  sources: readonly string[],
  ports: readonly Ports[],
  rulesPerGroup: number = RULES_PER_GROUP,
): readonly AdmittingGroup[] {
  const blocks = aggregate(sources);
  const whole = {
    from: Math.min(...ports.map(({ from }) => from)),
    to: Math.max(...ports.map(({ to }) => to)),
  };
  const sizeWith = (each: number): number => Math.floor(heldByGroup(rulesPerGroup) / each);
  const fits = (each: number): boolean => blocks.length <= sizeWith(each) * GROUPS_PER_INTERFACE;
  const used = fits(ports.length) ? ports : [whole];
  if (!fits(used.length)) {
    const most = admissionRoom(rulesPerGroup);
    throw new RangeError(`${blocks.length} networks: an interface admits ${most} at most`);
  }
  const size = sizeWith(used.length);
  const groups = Math.max(1, Math.ceil(blocks.length / size));
  return Array.from({ length: groups }, (_, i) => ({
    sources: blocks.slice(i * size, (i + 1) * size),
    ports: used,
  }));
}

/** How many networks an interface can admit. */
export function admissionRoom(rulesPerGroup: number = RULES_PER_GROUP): number {
  return heldByGroup(rulesPerGroup) * GROUPS_PER_INTERFACE;
}

/**
 * The same addresses in fewer blocks: two halves of a block become it, and a block inside another one is left out.
 * Blocks keep the place of the first one that they are made of.
 */
export function aggregate(cidrs: readonly string[]): string[] {
  const sorted = cidrs
    .map((cidr, place) => ({ ...parse(cidr), place }))
    .sort((one, other) => one.first - other.first || one.prefix - other.prefix);
  const blocks: (Block & { place: number })[] = [];
  for (const block of sorted) {
    let last = block;
    // What was made of two may fit to the one before.
    for (let before = blocks.at(-1); before; before = blocks.at(-1)) {
      const join = joined(before, last);
      if (!join) break;
      blocks.pop();
      last = { ...join, place: Math.min(before.place, last.place) };
    }
    blocks.push(last);
  }
  return blocks
    .sort((one, other) => one.place - other.place)
    .map(({ first, prefix }) => `${dotted(first)}/${prefix}`);
}

/** Whether a block has all addresses of another one. */
export function covers(outer: string, inner: string): boolean {
  return contains(parse(outer), parse(inner));
}

interface Block {
  readonly first: number;
  readonly prefix: number;
}

function parse(cidr: string): Block {
  const [address, prefix] = ipaddr.IPv4.parseCIDR(cidr);
  return { first: address.octets.reduce((sum, octet) => sum * 256 + octet, 0), prefix };
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}

/** One block with exactly the addresses of two, if there is one. */
function joined(one: Block, other: Block): Block | undefined {
  if (contains(one, other)) return one;
  if (contains(other, one)) return other;
  if (one.prefix !== other.prefix || one.prefix === 0) return undefined;
  const size = 2 ** (32 - one.prefix);
  const first = Math.min(one.first, other.first);
  return Math.abs(one.first - other.first) === size && first % (2 * size) === 0
    ? { first, prefix: one.prefix - 1 }
    : undefined;
}

function contains(outer: Block, inner: Block): boolean {
  const last = ({ first, prefix }: Block): number => first + 2 ** (32 - prefix) - 1;
  return outer.first <= inner.first && last(inner) <= last(outer);
}
