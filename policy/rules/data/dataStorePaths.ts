import { parseCidr, type Cidr } from "../../reading/cidr";
import { describe, type Graph, type Node } from "../../graph";
import { securityHub, securityHubUrl } from "../../frameworks";
import type { Properties } from "../../known";
import type { Rule } from "../../rule";
import type { Settings } from "../../settings";
import { types } from "../../types";

/** One way into a security group. */
interface Way {
  /** The resource that opens it, and the property to change. */
  readonly on: Node;
  readonly line: string;
  /** A network outside, or the security group that it comes from. */
  readonly from: string | Node;
}

/** Private address space, which does not route on the internet. */
const privateBlocks = [
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10",
  "fc00::/7",
];

/** What runs programs that may pass on what they are sent, and where its security groups are. */
const members: readonly {
  readonly holders: readonly string[];
  readonly property: string;
  /** The object that the property is in. */
  readonly within?: string;
}[] = [
  { holders: types.ecsService, property: "securityGroups", within: "networkConfiguration" },
  { holders: types.lambdaFunction, property: "securityGroupIds", within: "vpcConfig" },
  { holders: [...types.instance, ...types.launchTemplate], property: "vpcSecurityGroupIds" },
  { holders: types.launchTemplate, property: "securityGroups", within: "networkInterfaces" },
  { holders: types.launchConfiguration, property: "securityGroups" },
];

/** The security groups of a stack, and the ways into each. */
class Paths {
  readonly #ways = new Map<Node, Way[]>();

  constructor(
    private readonly graph: Graph,
    private readonly inside: readonly Cidr[],
  ) {
    for (const rule of graph.ofType(types.securityGroupIngressRule)) {
      this.#read(
        rule,
        rule.inputs,
        undefined,
        ["cidrIpv4", "cidrIpv6"],
        ["referencedSecurityGroupId"],
      );
    }
    for (const rule of graph.ofType(types.securityGroupRule)) {
      if (rule.inputs.string("type") !== "ingress") continue;
      this.#read(
        rule,
        rule.inputs,
        undefined,
        ["cidrBlocks", "ipv6CidrBlocks"],
        ["sourceSecurityGroupId"],
      );
    }
    for (const group of graph.ofType(types.securityGroup)) {
      for (const ingress of group.inputs.objects("ingress")) {
        this.#read(group, ingress, "ingress", ["cidrBlocks", "ipv6CidrBlocks"], ["securityGroups"]);
      }
    }
    this.#readMembers();
  }

  /** The way from outside to a group, by as many groups as it takes: the outermost first. */
  fromOutside(group: Node, seen: Set<Node> = new Set()): Way[] | undefined {
    seen.add(group);
    for (const way of this.#ways.get(group) ?? []) {
      if (typeof way.from === "string") return [way];
      if (seen.has(way.from)) continue; // Looked at already: it leads nowhere, or here.
      const before = this.fromOutside(way.from, seen);
      if (before) return [...before, way];
    }
    return undefined;
  }

  /** Who gets into a program by one of its groups is a member of all the others, too. */
  #readMembers(): void {
    for (const { holders, property, within } of members) {
      for (const on of this.graph.ofType(holders)) {
        for (const props of within === undefined ? [on.props] : on.props.objects(within)) {
          const { certain } = this.graph.references(
            on,
            within ?? property,
            types.securityGroup,
            props,
            property,
          );
          const line = within === undefined ? property : `${within}.${property}`;
          for (const group of certain) {
            const others = certain.filter((other) => other !== group);
            this.#add(
              group,
              others.map((from) => ({ on, line, from })),
            );
          }
        }
      }
    }
  }

  #add(group: Node, ways: readonly Way[]): void {
    this.#ways.set(group, [...(this.#ways.get(group) ?? []), ...ways]);
  }

  #read(
    on: Node,
    props: Properties,
    list: string | undefined,
    cidrs: string[],
    groups: string[],
  ): void {
    const into = list
      ? [on]
      : this.graph.references(on, "securityGroupId", types.securityGroup).certain;
    const at = (key: string): string => (list ? `${list}[].${key}` : key);
    const ways: Way[] = [
      ...cidrs.flatMap((key) =>
        props
          .strings(key)
          .filter((text) => this.#isOutside(text))
          .map((from) => ({ on, line: at(key), from })),
      ),
      ...groups.flatMap((key) =>
        this.graph
          .references(on, list ?? key, types.securityGroup, props, key)
          .certain.map((from) => ({ on, line: at(key), from })),
      ),
    ];
    for (const group of into) this.#add(group, ways);
  }

  #isOutside(text: string): boolean {
    const cidr = parseCidr(text);
    return cidr !== undefined && !this.inside.some((block) => contains(block, cidr));
  }
}

function contains(outer: Cidr, inner: Cidr): boolean {
  if (outer.address.kind() !== inner.address.kind() || outer.prefix > inner.prefix) return false;
  return inner.address.match(outer.address, outer.prefix);
}

/** The VPCs' and the data centre's networks, where they are known; else private address space. */
function insideOf(graph: Graph, settings: Settings): Cidr[] {
  const vpcs = graph
    .ofType([...types.vpc, ...types.vpcCidr])
    .flatMap((vpc) => parseCidr(vpc.props.string("cidrBlock") ?? "") ?? []);
  const known = [...vpcs, ...settings.dataCentreCidrs, ...settings.otherCidrs];
  return vpcs.length > 0 && settings.dataCentreCidrs.length > 0
    ? known
    : privateBlocks.flatMap((block) => parseCidr(block) ?? []);
}

export const dataStorePathRules: readonly Rule[] = [
  {
    number: 10,
    name: "disallow-outside-paths-to-data-stores",
    description:
      "No chain of security groups leads from outside of the VPC and the data centre to a data store.",
    why: "Each rule of a chain looks harmless; together they let a network that nobody thought of speak to the database.",
    severity: "critical",
    framework: securityHub("RDS.2", "RDS DB Instances should prohibit public access"),
    tags: ["network", "rds"],
    remediationSteps:
      "Admit only security groups that nothing outside can reach, and CIDR blocks of the VPC and the data centre (dataCentreCidrs of configure-policy-pack).",
    url: securityHubUrl("rds", "RDS.2"),
    checkStack(graph, report, settings) {
      const paths = new Paths(graph, insideOf(graph, settings));
      for (const store of graph.ofType(types.dataStore)) {
        for (const property of ["vpcSecurityGroupIds", "securityGroupIds", "securityGroups"]) {
          for (const group of graph.references(store, property, types.securityGroup).certain) {
            const path = paths.fromOutside(group);
            const [first] = path ?? [];
            if (!path || !first) continue;
            const chain = path
              .slice(1)
              .map(({ from }) => (typeof from === "string" ? from : describe(from)));
            report.violation(
              store,
              `${describe(store)} can be reached from ${typeof first.from === "string" ? first.from : describe(first.from)}, which is neither the VPC nor the data centre${chain.length > 0 ? `, by ${chain.join(" and ")}` : ""}`,
              `${first.line} of ${describe(first.on)}`,
            );
          }
        }
      }
    },
  },
];
