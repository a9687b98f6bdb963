import { describe, type Graph, type Node } from "../../graph";
import { nist, securityHub, securityHubUrl, wellArchitected } from "../../frameworks";
import { isDefaultRoute, networkOf, routeLine, type Route } from "../../reading/network";
import type { Rule } from "../../rule";
import type { Settings, Tier } from "../../settings";
import { types } from "../../types";
import { zoneOf } from "../../reading/zones";

const tags = ["vpc", "network"];
const layersUrl =
  "https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_network_protection_create_layers.html";

/** A zone by its name; one that the preview does not know is not compared. */
function inZone(subnet: Node): string {
  return `${describe(subnet)} (${zoneOf(subnet) ?? "zone not known yet"})`;
}

/** Whether a subnet's tag says that it is isolated. */
function isIsolated(graph: Graph, subnet: Node, settings: Settings): boolean {
  return networkOf(graph).tier(subnet, settings) === "isolated";
}

/** The way out of a subnet. Routes to an internet gateway, or maybe to one, are the business of rules 7 and 45. */
function wayOut(graph: Graph, subnet: Node): Route | undefined {
  return networkOf(graph)
    .defaultRoutes(subnet)
    .find(({ target }) => target === "nat-gateway" || target === "other");
}

/** What a subnet is called in messages: by what it says, or by what it is. */
function tierName(tier: Tier | undefined): string {
  return tier ? `the ${tier} tier` : "no public route";
}

export const subnetRules: readonly Rule[] = [
  {
    number: 3,
    name: "disallow-public-addresses-in-private-subnets",
    description: "Subnets that are not public hand out no public addresses.",
    why: "The address does nothing until a route appears; then everything in the subnet is on the internet at once.",
    severity: "high",
    framework: securityHub(
      "EC2.15",
      "Amazon EC2 subnets should not automatically assign public IP addresses",
    ),
    tags,
    remediationSteps: "Set mapPublicIpOnLaunch to false.",
    url: securityHubUrl("ec2", "EC2.15"),
    locked: true,
    checkStack(graph, report, settings) {
      const network = networkOf(graph);
      for (const subnet of network.subnets) {
        const tier = network.tier(subnet, settings);
        const isPublic = tier === "public" || (!tier && network.internetRoute(subnet));
        if (isPublic || !network.handsOutPublicAddresses(subnet)) continue;
        report.violation(
          subnet,
          `${describe(subnet)} has ${tierName(tier)}, yet hands out public addresses`,
          `mapPublicIpOnLaunch: false`,
        );
      }
    },
  },
  {
    number: 8,
    name: "disallow-isolated-default-route",
    description: "A subnet whose tag says that it is isolated has no default route.",
    why: "Isolated means no way out; without one, whoever gets in cannot carry data off.",
    severity: "high",
    framework: nist("SC-7(5)", "Boundary Protection | Deny by Default, Allow by Exception"),
    tags,
    remediationSteps:
      "Take the default route out of the isolated subnets' route table; reach AWS services by VPC endpoints and the data centre by its own CIDR blocks.",
    url: layersUrl,
    locked: true,
    checkStack(graph, report, settings) {
      for (const subnet of networkOf(graph).subnets) {
        const route = isIsolated(graph, subnet, settings) ? wayOut(graph, subnet) : undefined;
        if (!route) continue;
        report.violation(
          subnet,
          `${describe(subnet)} is isolated, yet ${describe(route.on)} sends ${route.destination} out of it`,
          `destinationCidrBlock or ${routeLine(route)}`,
        );
      }
    },
  },
  {
    number: 54,
    name: "disallow-default-route-of-data-stores",
    description:
      "Subnets of data stores have no default route (advice, unless the setting isolatedDataStores is true).",
    why: "A data store has no business outside. Private subnets with a NAT gateway keep others from getting in, but let data be carried off.",
    severity: "medium",
    framework: nist("SC-7(5)", "Boundary Protection | Deny by Default, Allow by Exception"),
    tags,
    remediationSteps:
      "Give the data store's subnet group subnets of their own, whose route table has no default route.",
    url: layersUrl,
    checkStack(graph, report, settings) {
      const say = settings.isolatedDataStores ? report.violation : report.advice;
      for (const group of graph.ofType(types.subnetGroup)) {
        for (const subnet of graph.references(group, "subnetIds", types.subnet).certain) {
          // What says that it is isolated is rule 8's business.
          if (isIsolated(graph, subnet, settings)) continue;
          const route = wayOut(graph, subnet);
          if (!route) continue;
          say(
            group,
            `${describe(group)} puts data stores into ${describe(subnet)}, and ${describe(route.on)} sends ${route.destination} out of it`,
            `subnetIds of ${describe(group)}: subnets without a default route`,
          );
        }
      }
    },
  },
  {
    number: 15,
    name: "configure-nat-gateway-per-zone",
    description: "Each private subnet leaves through a NAT gateway in its own zone.",
    why: "With one NAT gateway for all, one zone's failure cuts every zone off, and traffic between zones costs money in the meantime.",
    severity: "medium",
    framework: wellArchitected("REL10-BP01", "Deploy the workload to multiple locations"),
    tags: [...tags, "resilience"],
    remediationSteps:
      "Make an aws.ec2.NatGateway in a public subnet of each zone, and give each private subnet's route table a default route to its own.",
    url: "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_fault_isolation_multiaz_region_system.html",
    checkStack(graph, report) {
      const network = networkOf(graph);
      for (const subnet of network.subnets) {
        for (const route of network.defaultRoutes(subnet)) {
          for (const gateway of route.natGateways) {
            if (gateway.props.string("availabilityMode") === "regional") continue;
            const [home] = graph.references(gateway, "subnetId", types.subnet).certain;
            if (!home || !zoneOf(home) || !zoneOf(subnet)) continue;
            if (zoneOf(home) === zoneOf(subnet)) continue;
            report.violation(
              subnet,
              `${inZone(subnet)} leaves through ${describe(gateway)} in ${zoneOf(home)}`,
              `${routeLine(route)}: a NAT gateway in ${zoneOf(subnet)}`,
            );
          }
        }
      }
    },
  },
  {
    number: 45,
    name: "disallow-internet-route-from-private-subnets",
    description:
      "A subnet that says it is private or isolated has no route to an internet gateway.",
    why: "Everything in the subnet was placed there because it must not be on the internet; one line in a route table changes that for all of it.",
    severity: "critical",
    framework: wellArchitected("SEC05-BP01", "Create network layers"),
    tags,
    remediationSteps:
      "Send the private tier's default route to a NAT gateway, and the isolated tier's nowhere. A subnet that must be public says so in its tier tag.",
    url: layersUrl,
    locked: true,
    checkStack(graph, report, settings) {
      const network = networkOf(graph);
      for (const subnet of network.subnets) {
        const tier = network.tier(subnet, settings);
        if (tier !== "private" && tier !== "isolated") continue;
        const route = network.internetRoute(subnet);
        if (route) {
          report.violation(
            subnet,
            `${describe(subnet)} is in the ${tier} tier, yet ${describe(route.on)} leads to an internet gateway`,
            tier === "private" ? `${routeLine(route)}: natGatewayId instead` : routeLine(route),
          );
          continue;
        }
        const unsure = network.unsureRoute(subnet);
        if (!unsure) continue;
        // A default route must be shown not to be open; others may well lead to a VPN gateway.
        const say = isDefaultRoute(unsure) ? report.violation : report.unsure;
        say(
          subnet,
          `${describe(subnet)} is in the ${tier} tier, and nothing shows that the gateway of ${describe(unsure.on)} is no internet gateway`,
          `${routeLine(unsure)}: refer to the gateway itself, where the program makes the route`,
        );
      }
    },
  },
];
