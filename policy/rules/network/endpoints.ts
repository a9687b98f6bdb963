import { describe, type Graph, type Node } from "../../graph";
import { wellArchitected } from "../../frameworks";
import { networkOf } from "../../reading/network";
import type { Rule } from "../../rule";
import { types } from "../../types";

/** What the agents of an ECS container instance talk to, by the last part of the service's name. */
const needed = [
  "ecr.api",
  "ecr.dkr",
  "ecs",
  "ecs-agent",
  "ecs-telemetry",
  "logs",
  "s3",
  "ssm",
  "ssmmessages",
];

/** The Auto Scaling groups that ECS fills with container instances. */
function capacityGroups(graph: Graph): Node[] {
  return graph.ofType(types.capacityProvider).flatMap((provider) => {
    const property = "autoScalingGroupProvider";
    const within = provider.props.object(property);
    const of = types.autoScalingGroup;
    return graph.references(provider, property, of, within, "autoScalingGroupArn").certain;
  });
}

/** The VPCs that container instances are in. */
function vpcsOfCapacity(graph: Graph): Node[] {
  const network = networkOf(graph);
  const subnets = capacityGroups(graph).flatMap(
    (group) => graph.references(group, "vpcZoneIdentifiers", types.subnet).certain,
  );
  return [...new Set(subnets.flatMap((subnet) => network.vpc(subnet) ?? []))];
}

export const endpointRules: readonly Rule[] = [
  {
    number: 11,
    name: "require-private-endpoints",
    description:
      "A VPC with ECS container instances has the VPC endpoints that their agents and image pulls need.",
    why: "Without endpoints, images, logs and commands leave the VPC and come back through NAT: they stop with it, and pay for it by the gigabyte.",
    severity: "medium",
    framework: wellArchitected("SEC05-BP02", "Control traffic flow within your network layers"),
    tags: ["vpc", "ecs", "network"],
    remediationSteps: `Make an aws.ec2.VpcEndpoint of each: ${needed.join(", ")}; of s3 a gateway endpoint.`,
    url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html",
    checkStack(graph, report) {
      const endpoints = graph.ofType(types.vpcEndpoint);
      for (const vpc of vpcsOfCapacity(graph)) {
        const there = endpoints.filter((endpoint) =>
          graph.references(endpoint, "vpcId", types.vpc).certain.includes(vpc),
        );
        const names = there.map((endpoint) => endpoint.props.string("serviceName") ?? "");
        const untold = there.filter(({ props }) => props.isUnknown("serviceName")).length;
        const missing = needed.filter(
          (service) => !names.some((name) => name.endsWith(`.${service}`)),
        );
        if (missing.length === 0) continue;
        const problem = `${describe(vpc)} has ECS container instances, and no endpoint of ${missing.join(", ")}`;
        const change = `add an aws.ec2.VpcEndpoint with vpcId of ${describe(vpc)} for each`;
        if (missing.length <= untold) report.unsure(vpc, problem, change);
        else report.violation(vpc, problem, change);
      }
    },
  },
];
