import ipaddr from "ipaddr.js";
import type { Properties, Resource, StackState } from "./state";
import { count, records, text } from "./values";

/** Who may open connections to what, as the security groups have it. */
export interface Reach {
  /** Security groups and networks that something may reach, from left to right. */
  readonly targets: readonly End[];
  readonly sources: readonly Source[];
}

export interface End {
  /** The security group's id, or the network's CIDR block. */
  readonly key: string;
  readonly name: string;
  /** The security group's resource. */
  readonly urn?: string;
}

export interface Source extends End {
  /** What may be reached, by the target's key: ports and what the rules say of them. */
  readonly cells: ReadonlyMap<string, Cell>;
}

export interface Cell {
  readonly ports: readonly string[];
  readonly why: readonly string[];
}

/** A rule of a security group, whichever way it is written. */
interface Rule {
  readonly group: string;
  /** A security group, a CIDR block or a prefix list. */
  readonly peer: string;
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
  readonly description: string;
}

const GROUPS = [
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
];
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

/**
 * The matrix of a stack. Between two groups both have to agree: what leaves the one is what the other lets in. A group counts as part of
 * each network that overlaps the VPC, since its members stand somewhere in there.
 */
export function reach(state: StackState): Reach {
  const groups = state.ofType(...GROUPS);
  const vpcs = state
    .ofType("aws:ec2/vpc:Vpc")
    .map(({ properties }) => text(properties, "cidrBlock"));
  const vpc = vpcs[0] ?? text(state.outputs, "vpcCidrBlock");
  const ingress = rules(state, groups, "ingress", INGRESS);
  const egress = rules(state, groups, "egress", EGRESS);
  const ends = groups.map(endOf);
  const isOutside = ({ peer }: Rule) =>
    isCidr(peer) && (peer.endsWith("/0") || !overlap(peer, vpc));
  const admitted = [...new Set(ingress.map(({ peer }) => peer))].filter((peer) => isCidr(peer));
  const left = [...new Set(egress.filter(isOutside).map(({ peer }) => peer))];
  const networks = sorted(left).map((cidr) => ({ key: cidr, name: networkName(cidr, vpc) }));
  const fromNetwork = (cidr: string): Source => {
    const cells = ends.map(({ key }): [string, Cell] => {
      const open = ingress.filter(({ group, peer }) => group === key && contains(peer, cidr));
      return [key, cellOf(open)];
    });
    return { key: cidr, name: networkName(cidr, vpc), cells: filled(cells) };
  };
  const fromGroup = (end: End): Source => {
    const leaves = egress.filter(({ group }) => group === end.key);
    const inside = ends.map(({ key }): [string, Cell] => {
      const open = ingress.filter(
        ({ group, peer }) => group === key && (peer === end.key || overlap(peer, vpc)),
      );
      const out = leaves.filter(({ peer }) => peer === key || overlap(peer, vpc));
      return [key, cellOf(agreed(out, open))];
    });
    const outside = networks.map(({ key }): [string, Cell] => [
      key,
      cellOf(leaves.filter(({ peer }) => isCidr(peer) && contains(peer, key))),
    ]);
    return { ...end, cells: filled([...inside, ...outside]) };
  };
  const sources = [...merged(sorted(admitted).map(fromNetwork)), ...ends.map(fromGroup)].filter(
    ({ cells }) => cells.size > 0,
  );
  const reached = new Set(sources.flatMap(({ cells }) => [...cells.keys()]));
  return { targets: [...ends, ...networks].filter(({ key }) => reached.has(key)), sources };
}

function endOf({ id, urn, name, properties }: Resource): End {
  return { key: id, urn, name: text(properties, "description") || name };
}

/** Rules that are resources of their own, and those that a group has in itself. */
function rules(
  { resources }: StackState,
  groups: readonly Resource[],
  inline: string,
  type: string,
): Rule[] {
  const own = resources
    .filter((each) => each.type === type)
    .map(({ properties }) => rule(text(properties, "securityGroupId"), properties));
  const within = groups.flatMap(({ id, properties }) =>
    records(properties, inline).flatMap((each) => {
      const peers = ["cidrBlocks", "ipv6CidrBlocks", "securityGroups", "prefixListIds"];
      const named = peers.flatMap((key) =>
        Array.isArray(each[key]) ? (each[key] as string[]) : [],
      );
      const all = each["self"] === true ? [...named, id] : named;
      return all.map((peer) => ({ ...rule(id, { ...each, ipProtocol: each["protocol"] }), peer }));
    }),
  );
  return [...own, ...within];
}

function rule(group: string, from: Properties): Rule {
  const protocol = text(from, "ipProtocol");
  const isAll = protocol === "-1";
  const peers = ["referencedSecurityGroupId", "cidrIpv4", "cidrIpv6", "prefixListId"];
  return {
    group,
    peer: peers.map((key) => text(from, key)).find(Boolean) ?? "",
    protocol: isAll ? "all" : protocol,
    from: isAll ? 0 : Number(text(from, "fromPort") || 0),
    to: isAll ? 65535 : Number(text(from, "toPort") || 65535),
    description: text(from, "description"),
  };
}

/** What both ends allow. */
function agreed(out: readonly Rule[], open: readonly Rule[]): Rule[] {
  return out.flatMap((leaving) =>
    open.flatMap((entering) => {
      const all = [leaving.protocol, entering.protocol];
      const protocol = all.find((each) => each !== "all") ?? "all";
      const isSame = all.every((each) => each === "all" || each === protocol);
      const from = Math.max(leaving.from, entering.from);
      const to = Math.min(leaving.to, entering.to);
      return isSame && from <= to ? [{ ...entering, protocol, from, to }] : [];
    }),
  );
}

function cellOf(found: readonly Rule[]): Cell {
  const byPorts = new Map<string, Set<string>>();
  for (const each of [...found].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const ports = portsOf(each);
    byPorts.set(ports, (byPorts.get(ports) ?? new Set()).add(each.protocol));
  }
  const ports = [...byPorts].map(([range, protocols]) => {
    const named = [...protocols].sort().join("+");
    if (named === "all") return "everything";
    return named === "tcp" ? range : `${range} ${named}`;
  });
  const why = [...new Set(found.map(({ description }) => description))].filter(Boolean).sort();
  return { ports, why };
}

function portsOf({ from, to }: Rule): string {
  if (from <= 1 && to >= 65535) return "all ports";
  return from === to ? String(from) : `${from}-${to}`;
}

function filled(cells: readonly [string, Cell][]): Map<string, Cell> {
  return new Map(cells.filter(([, { ports }]) => ports.length > 0));
}

/** Networks that may do the same are one row: servers of a site, mostly. */
function merged(sources: readonly Source[]): Source[] {
  const same = new Map<string, Source[]>();
  for (const each of sources) {
    const key = JSON.stringify([...each.cells]);
    same.set(key, [...(same.get(key) ?? []), each]);
  }
  return [...same.values()].flatMap(([first, ...rest]) => {
    if (first === undefined) return [];
    const names = [first, ...rest].map(({ name }) => name);
    const name =
      names.length > 4
        ? `${names[0] ?? ""} and ${count(names.length - 1, "more")}`
        : names.join(", ");
    return [{ ...first, name }];
  });
}

function isCidr(peer: string): boolean {
  return ipaddr.isValidCIDR(peer);
}

/** Whether a peer is a network that all of another one is in, IPv4 or IPv6. */
function contains(peer: string, cidr: string): boolean {
  if (!isCidr(peer)) return false;
  const [outer, outerBits] = ipaddr.parseCIDR(peer);
  const [inner, innerBits] = ipaddr.parseCIDR(cidr);
  return outer.kind() === inner.kind() && outerBits <= innerBits && inner.match(outer, outerBits);
}

function overlap(peer: string, vpc: string): boolean {
  return isCidr(peer) && isCidr(vpc) && (contains(peer, vpc) || contains(vpc, peer));
}

/** A network as people write it. */
function networkName(cidr: string, vpc: string): string {
  if (cidr.endsWith("/0")) return "Anywhere";
  return cidr === vpc ? `VPC ${cidr}` : cidr.replace(/\/32$/, "");
}

/** Networks by address, large ones first. */
function sorted(cidrs: readonly string[]): string[] {
  const key = (cidr: string) => {
    const [address, bits] = ipaddr.parseCIDR(cidr);
    const bytes = address.toByteArray().map((byte) => String(byte).padStart(3, "0"));
    return `${bytes.join(".")} ${String(bits).padStart(3, "0")}`;
  };
  return [...cidrs].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
