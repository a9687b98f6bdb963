import { describe, type Graph, type Node } from "../../graph";
import { wellArchitected } from "../../frameworks";
import type { Properties } from "../../known";
import type { Report, Rule } from "../../rule";
import { types } from "../../types";

/** The target groups that a listener or a rule shares requests between. */
function forwardedTo(graph: Graph, node: Node): Node[] {
  const property = types.listenerRule.some((type) => type === node.type)
    ? "actions"
    : "defaultActions";
  const refer = (within: Properties, key: string): Node[] => {
    const found = graph.references(node, property, types.targetGroup, within, key);
    return [...found.certain, ...found.possible];
  };
  const groups = node.inputs.objects(property).flatMap((action) => [
    ...(action.isSet("targetGroupArn") ? refer(action, "targetGroupArn") : []),
    ...action.objects("forward").flatMap((forward) =>
      forward
        .objects("targetGroups")
        // A group with no weight gets nothing: its targets are no capacity.
        .filter((group) => group.number("weight") !== 0)
        .flatMap((group) => refer(group, "arn")),
    ),
  ]);
  return [...new Set(groups)];
}

/** How many targets a service keeps, in the worst hour of its autoscaling. */
function capacityOf(graph: Graph, service: Node): number {
  const scaled = graph
    .ofType(types.scalableTarget)
    .filter((target) => (target.sources["resourceId"] ?? []).includes(service));
  const least = scaled.flatMap((target) => target.inputs.number("minCapacity") ?? []);
  // Without a word, ECS runs no task at all.
  return least.length > 0 ? Math.min(...least) : (service.inputs.number("desiredCount") ?? 0);
}

/** Targets that a group surely has: tasks that ECS registers, and addresses or instances by hand. */
function targetsOf(graph: Graph, group: Node): { count: number; untold: boolean } {
  const services = graph.ofType(types.ecsService).filter((service) =>
    service.inputs.objects("loadBalancers").some((each) => {
      const refer = (within: Properties, key: string) =>
        graph.references(service, "loadBalancers", types.targetGroup, within, key).certain;
      // Requests are in one of two groups, where ECS moves them: its tasks are in the same one.
      const moved = each.object("advancedConfiguration");
      const alternate = moved ? refer(moved, "alternateTargetGroupArn") : [];
      return [...refer(each, "targetGroupArn"), ...alternate].includes(group);
    }),
  );
  const attached = graph
    .ofType(types.targetGroupAttachment)
    .filter((each) =>
      graph.references(each, "targetGroupArn", types.targetGroup).certain.includes(group),
    );
  const groups = graph
    .ofType(types.autoScalingGroup)
    .some((each) => each.inputs.isSet("targetGroupArns"));
  const count = services.reduce(
    (sum, service) => sum + capacityOf(graph, service),
    attached.length,
  );
  return { count, untold: groups };
}

function checkHealth(group: Node, report: Report): void {
  const check = group.inputs.object("healthCheck");
  if (check?.boolean("enabled") === false || !check?.isSet("path")) {
    const isHttp = ["HTTP", "HTTPS", undefined].includes(group.inputs.string("protocol"));
    if (!isHttp && check?.boolean("enabled") !== false) return;
    report.violation(
      group,
      `${describe(group)} gets requests without a health check of its own`,
      'healthCheck: { path: "/healthz", ... }',
    );
  }
}

function checkCapacity(
  graph: Graph,
  node: Node,
  groups: readonly Node[],
  report: Report,
  least: number,
): void {
  const targets = groups.map((group) => targetsOf(graph, group));
  const count = targets.reduce((sum, each) => sum + each.count, 0);
  if (count >= least || targets.some(({ untold }) => untold)) return;
  report.violation(
    node,
    `${describe(node)} leads to ${["no target", "one target"][count] ?? `${count} targets`} at the lowest`,
    `minCapacity or desiredCount of the service behind ${groups.map(describe).join(" and ")}: ${least}`,
  );
}

/** What leads requests to target groups. */
function forwarders(graph: Graph): Node[] {
  return graph.ofType([...types.listenerRule, ...types.listener]);
}

export const exposureRules: readonly Rule[] = [
  {
    number: 6,
    name: "disallow-public-load-balancers",
    description: "Every load balancer is internal.",
    why: "Applications here are for the company's own networks; a load balancer with public addresses puts them on the internet in one line.",
    severity: "critical",
    framework: wellArchitected("SEC05-BP02", "Control traffic flow within your network layers"),
    tags: ["elb", "network"],
    remediationSteps:
      "Set internal to true: AWS's default is a load balancer with public addresses.",
    url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#load-balancer-scheme",
    locked: true,
    types: [...types.loadBalancer, ...types.classicLoadBalancer],
    check(resource, report) {
      const { props } = resource;
      // Gateway load balancers have no addresses that anyone connects to.
      if (props.boolean("internal") === true || props.isUnknown("internal")) return;
      if (props.string("loadBalancerType") === "gateway") return;
      report.violation(resource, `${describe(resource)} has public addresses`, "internal: true");
    },
  },
  {
    number: 52,
    name: "require-target-health-checks",
    description: "What a listener leads to has a health check of its own.",
    why: "Without one, a load balancer asks for / and takes any answer for health, or asks nothing: nobody notices a broken target until users do.",
    severity: "high",
    framework: wellArchitected(
      "REL11-BP01",
      "Monitor all components of the workload to detect failures",
    ),
    tags: ["elb", "ecs", "resilience"],
    remediationSteps:
      "Give the target group a healthCheck with the path that says whether it is well.",
    url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
    checkStack(graph, report) {
      const groups = forwarders(graph).flatMap((node) => forwardedTo(graph, node));
      for (const group of new Set(groups)) checkHealth(group, report);
    },
  },
  {
    number: 53,
    name: "configure-service-capacity",
    description:
      "What a listener leads to has two targets at least: by ECS at its lowest, or registered.",
    why: "With one target, each deployment and each failure is an outage.",
    severity: "high",
    framework: wellArchitected("REL10-BP01", "Deploy the workload to multiple locations"),
    tags: ["elb", "ecs", "resilience"],
    remediationSteps:
      "Give the service behind it a desiredCount of two or more; where it is autoscaled, the minCapacity.",
    url: "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_fault_isolation_multiaz_region_system.html",
    checkStack(graph, report, { minimumTargets }) {
      for (const node of forwarders(graph)) {
        const groups = forwardedTo(graph, node);
        if (groups.length > 0) checkCapacity(graph, node, groups, report, minimumTargets);
      }
    },
  },
];
