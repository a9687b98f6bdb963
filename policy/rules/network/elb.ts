import { describe, type Graph, type Node } from "../../graph";
import { securityHub, securityHubUrl } from "../../frameworks";
import type { Rule } from "../../rule";
import { types } from "../../types";
import { both, few, span, type Span } from "../../reading/zones";

/** Zones that are listed by name. */
function named(node: Node): Span {
  return { zones: node.inputs.strings("availabilityZones"), untold: 0 };
}

/** The zones of a load balancer or group, and the property that says so. */
function spanOfBalancer(graph: Graph, node: Node): { line: string; span: Span } {
  if (types.autoScalingGroup.some((type) => type === node.type)) {
    if (named(node).zones.length > 0) return { line: "availabilityZones", span: named(node) };
    return { line: "vpcZoneIdentifiers", span: span(graph, node, "vpcZoneIdentifiers") };
  }
  if (named(node).zones.length > 0) return { line: "availabilityZones", span: named(node) };
  const mappings = node.inputs.objects("subnetMappings");
  if (mappings.length === 0) return { line: "subnets", span: span(graph, node, "subnets") };
  const spans = mappings.map((mapping) => span(graph, node, "subnetMappings", mapping, "subnetId"));
  return { line: "subnetMappings", span: spans.reduce(both) };
}

export const elbRules: readonly Rule[] = [
  {
    number: 16,
    name: "require-load-balancing-zones",
    description: "Load balancers and Auto Scaling groups span two zones or more.",
    why: "Capacity in one zone goes down with it, and a load balancer there takes everything behind it along.",
    severity: "high",
    framework: securityHub(
      "ELB.13",
      "Application, Network and Gateway Load Balancers should span multiple Availability Zones",
    ),
    tags: ["elb", "autoscaling", "resilience"],
    remediationSteps:
      "Give subnets (load balancer) or vpcZoneIdentifiers (Auto Scaling group) a subnet in each of two zones at least.",
    url: securityHubUrl("elb", "ELB.13"),
    checkStack(graph, report, { minimumZones }) {
      const nodes = graph.ofType([
        ...types.loadBalancer,
        ...types.classicLoadBalancer,
        ...types.autoScalingGroup,
      ]);
      for (const node of nodes) {
        const { line, span } = spanOfBalancer(graph, node);
        if (span.zones.length >= minimumZones) continue;
        const problem = `${describe(node)} spans ${few(span)}`;
        const change = `${line} of ${describe(node)}: add a subnet of another zone`;
        if (span.untold > 0)
          report.unsure(node, `${problem}, as far as this preview can tell`, change);
        else report.violation(node, problem, change);
      }
    },
  },
];
