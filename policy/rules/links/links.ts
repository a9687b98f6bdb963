import { overlap, parseCidr, type Cidr } from "../../reading/cidr";
import { describe, type Graph, type Node } from "../../graph";
import { nist, wellArchitected } from "../../frameworks";
import { ends, hubName, mayMeet, vpcsOf } from "../../reading/hubs";
import { devicesOf, locationsOf } from "../../reading/paths";
import type { Report, Rule } from "../../rule";
import { types } from "../../types";
import { tunnelProblems } from "../../reading/tunnels";

const tags = ["hybrid", "network"];
const dxResiliency =
  "https://docs.aws.amazon.com/directconnect/latest/UserGuide/resiliency_toolkit.html";

/** Both kinds of links of a stack, with where they end. */
function linksOf(graph: Graph) {
  const placed = (nodes: Node[]) => nodes.map((on) => ({ on, ends: ends(graph, on) }));
  return {
    direct: placed(graph.ofType(types.dxGatewayAssociation)),
    vpn: placed(graph.ofType(types.vpnConnection)),
  };
}

/** Every block of addresses of the VPCs behind a link. */
function vpcBlocks(graph: Graph, link: Node): Cidr[] {
  const vpcs = ends(graph, link).hubs.flatMap((hub) =>
    typeof hub === "string" ? [] : vpcsOf(graph, hub),
  );
  const more = graph
    .ofType(types.vpcCidr)
    .filter((each) =>
      graph.references(each, "vpcId", types.vpc).certain.some((vpc) => vpcs.includes(vpc)),
    );
  return [...vpcs, ...more].flatMap((on) => parseCidr(on.props.string("cidrBlock") ?? "") ?? []);
}

function holds(outer: Cidr, inner: Cidr): boolean {
  return outer.prefix <= inner.prefix && overlap(outer, inner);
}

/** Compares what an association advertises to the data centre with the VPCs behind it. */
function comparePrefixes(graph: Graph, association: Node, report: Report): void {
  const line = `allowedPrefixes of ${describe(association)}`;
  const blocks = vpcBlocks(graph, association);
  const texts = association.props.strings("allowedPrefixes");
  const change = `${line}: [${blocks.map(({ text }) => `"${text}"`).join(", ")}]`;
  if (texts.length === 0) {
    // Unset, a virtual private gateway advertises its VPC's block, which is what it should.
    return;
  }
  if (blocks.length === 0) {
    report.unsure(association, `nothing shows which VPC ${describe(association)} advertises`, line);
    return;
  }
  const prefixes = texts.flatMap((text) => parseCidr(text) ?? []);
  for (const block of blocks.filter((each) => !prefixes.some((prefix) => holds(prefix, each)))) {
    report.violation(
      association,
      `${describe(association)} does not advertise ${block.text} of the VPC to the data centre`,
      change,
    );
  }
  for (const prefix of prefixes.filter((each) => !blocks.some((block) => holds(block, each)))) {
    report.violation(
      association,
      `${describe(association)} advertises ${prefix.text} to the data centre, which is more than the VPC (${blocks.map(({ text }) => text).join(", ")})`,
      change,
    );
  }
}

/** A VPN without Direct Connect beside it leads to two devices. */
function checkDevices(graph: Graph, connections: readonly Node[], report: Report): void {
  const devices = devicesOf(graph, connections);
  if (devices.atLeast >= 2) return;
  for (const on of connections) {
    const change = `customerGatewayId of another aws.ec2.VpnConnection: a second device; or an aws.directconnect.GatewayAssociation beside ${describe(on)}`;
    const problem = `${describe(on)} leads to the only device of the data centre, and no Direct Connect is beside it`;
    if (devices.atMost >= 2) report.unsure(on, problem, change);
    else report.violation(on, problem, change);
  }
}

/** Direct Connect without a VPN beside it enters in two locations. */
function checkLocations(graph: Graph, interfaces: readonly Node[], report: Report): void {
  const locations = locationsOf(graph, interfaces);
  if (locations.atLeast >= 2) return;
  for (const on of interfaces) {
    const change = `connectionId of another virtual interface: a connection in a second location; or an aws.ec2.VpnConnection on the gateway that ${describe(on)} leads to`;
    const problem = `${describe(on)} is in the only location of Direct Connect, and no VPN connection takes over when it fails`;
    if (locations.atMost >= 2) report.unsure(on, problem, change);
    else report.violation(on, problem, change);
  }
}

export const linkRules: readonly Rule[] = [
  {
    number: 17,
    name: "require-links-on-one-gateway",
    description:
      "Where a stack has both, Direct Connect and VPN end on the same gateway, so that one takes over from the other.",
    why: "A gateway chooses between the paths that end on it; a VPN on another gateway never carries what Direct Connect has dropped.",
    severity: "high",
    framework: wellArchitected(
      "REL02-BP02",
      "Provision redundant connectivity between private networks in the cloud and on-premises environments",
    ),
    tags: [...tags, "resilience"],
    remediationSteps:
      "Let the VPN connection and the Direct Connect gateway's association name the same virtual private gateway or transit gateway.",
    url: "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_planning_network_topology_ha_conn_private_networks.html",
    checkStack(graph, report) {
      const { direct, vpn } = linksOf(graph);
      if (direct.length === 0 || vpn.length === 0) return;
      for (const [links, others, kind, line] of [
        [direct, vpn, "VPN connection", "associatedGatewayId"],
        [vpn, direct, "Direct Connect gateway", "vpnGatewayId or transitGatewayId"],
      ] as const) {
        for (const link of links) {
          if (others.some((other) => mayMeet(link.ends, other.ends))) continue;
          report.violation(
            link.on,
            `${describe(link.on)} ends on ${hubName(link.ends)}, where no ${kind} ends`,
            `${line} of ${describe(link.on)}: the gateway of ${describe(others[0]?.on ?? link.on)}`,
          );
        }
      }
    },
  },
  {
    number: 18,
    name: "require-resolver-endpoint-zones",
    description: "Resolver endpoints have addresses in two Availability Zones at least.",
    why: "Names are the first thing that every connection needs: an endpoint in one zone takes both sides down with the zone.",
    severity: "high",
    framework: wellArchitected("REL10-BP01", "Deploy the workload to multiple locations"),
    tags: ["route53", "hybrid", "resilience"],
    remediationSteps: "Give the endpoint ipAddresses in subnets of two Availability Zones or more.",
    url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/best-practices-resolver-endpoint-high-availability.html",
    checkStack(graph, report) {
      for (const endpoint of graph.ofType(types.resolverEndpoint)) {
        const subnets = (endpoint.sources["ipAddresses"] ?? []).filter((source) =>
          types.subnet.some((type) => type === source.type),
        );
        const zones = new Set(subnets.map((subnet) => subnet.props.string("availabilityZone")));
        if (zones.size >= 2) continue;
        const line = `ipAddresses of ${describe(endpoint)}`;
        if (subnets.length === 0) {
          report.unsure(endpoint, `nothing shows the zones of ${describe(endpoint)}`, line);
          continue;
        }
        const zone = [...zones][0] ?? "which is not known yet";
        report.violation(
          endpoint,
          `${describe(endpoint)} is in one zone only, ${zone}`,
          `${line}: subnets of two zones`,
        );
      }
    },
  },
  {
    number: 46,
    name: "require-strong-vpn-tunnels",
    description:
      "VPN tunnels take IKEv2, AES-256-GCM, SHA-2 and Diffie-Hellman groups 19 to 21 only, detect dead peers and are logged.",
    why: "AWS's defaults still admit IKEv1, SHA-1 and group 2, and whoever sits in between chooses the weakest that both ends admit.",
    severity: "high",
    framework: nist(
      "SC-8(1)",
      "Transmission Confidentiality and Integrity | Cryptographic Protection",
    ),
    tags: [...tags, "encryption"],
    remediationSteps:
      "Set IKE versions, algorithms, groups, DPD action and log options of both tunnels; unset means AWS's old defaults.",
    url: "https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html",
    types: types.vpnConnection,
    check(connection, report) {
      for (const { property, problem, wanted } of tunnelProblems(connection.inputs)) {
        report.violation(
          connection,
          `${describe(connection)} ${problem}`,
          `${property}: ${wanted}`,
        );
      }
    },
  },
  {
    number: 47,
    name: "configure-allowed-prefixes",
    description:
      "Direct Connect advertises the VPC's own address blocks to the data centre: all of them and nothing else.",
    why: "Too little, and the data centre has no way back; too much, and it sends AWS traffic that belongs elsewhere.",
    severity: "medium",
    framework: wellArchitected(
      "REL02-BP05",
      "Enforce non-overlapping private IP address ranges in all private address spaces where they are connected",
    ),
    tags: [...tags, "routing"],
    remediationSteps: "Set allowedPrefixes to the cidrBlock of the VPC behind the gateway.",
    url: "https://docs.aws.amazon.com/directconnect/latest/UserGuide/allowed-to-prefixes.html",
    checkStack(graph, report) {
      for (const association of graph.ofType(types.dxGatewayAssociation)) {
        comparePrefixes(graph, association, report);
      }
    },
  },
  {
    number: 48,
    name: "require-second-path",
    description:
      "The way to the data centre survives the loss of a part: Direct Connect has a VPN beside it or enters in two locations, and a VPN alone has two devices.",
    why: "A link alone is one cut fibre away from no link, and a router alone one power supply.",
    severity: "high",
    framework: wellArchitected(
      "REL02-BP02",
      "Provision redundant connectivity between private networks in the cloud and on-premises environments",
    ),
    tags: [...tags, "resilience"],
    remediationSteps:
      "Add an aws.ec2.VpnConnection on the same gateway; or a virtual interface on a connection in another location; or, where there is only a VPN, one to another aws.ec2.CustomerGateway.",
    url: dxResiliency,
    checkStack(graph, report) {
      const { direct, vpn } = linksOf(graph);
      const interfaces = graph.ofType(types.virtualInterface);
      if (vpn.length > 0) {
        if (direct.length === 0) {
          checkDevices(
            graph,
            vpn.map(({ on }) => on),
            report,
          );
        }
      } else if (interfaces.length > 0) {
        checkLocations(graph, interfaces, report);
      } else {
        for (const { on } of direct) {
          report.unsure(
            on,
            `no virtual interface of this stack leads to ${describe(on)}, and no VPN connection is beside it`,
            `an aws.ec2.VpnConnection on the gateway of ${describe(on)}, unless two locations lead there already`,
          );
        }
      }
    },
  },
];
