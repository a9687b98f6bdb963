import * as pulumi from "@pulumi/pulumi";
import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as lb from "@pulumi/aws/lb";
import { alarmGroup } from "../cloudwatch/alarmGroup";
import type { AlarmTopics } from "../cloudwatch/severity";
import type { ServiceDescription, Side } from "../ecs/service/description";
import { targetGroups, type TargetGroupPlan } from "../ecs/service/sides";
import type { LoadBalancerFront } from "./internalLoadBalancer";
import { conditionsKey, listenerPriority } from "./listenerPriorities";
import { routeConditions, sideStickiness, targetGroupOptions } from "./routeOptions";
import { targetGroupAlarms } from "./targetGroupAlarms";

/** Arguments of {@link ServiceRoute}. */
export interface ServiceRouteArgs {
  readonly service: ServiceDescription;
  readonly vpcId: pulumi.Input<string>;
  readonly zoneName: pulumi.Input<string>;
  readonly loadBalancer: LoadBalancerFront;
  /** Addresses of the servers of the service's site. */
  readonly serverAddresses: readonly string[];
  /** What runs before the servers get requests: a component's own dependencies are not its parts'. */
  readonly after: readonly pulumi.Resource[];
  readonly alarmTopics: AlarmTopics;
  readonly tags: Readonly<Record<string, string>>;
}

/** Suffixes of target groups, whose names have 32 characters: ECS's launch types, for short. */
const SUFFIX: Record<Side, string> = { cloud: "ec2", onPrem: "ext" };

/** A target group belongs to one load balancer: on another one, the service has others. */
function suffixOf(side: Side, { loadBalancer = 1 }: ServiceDescription): string {
  return loadBalancer === 1 ? SUFFIX[side] : `${side === "cloud" ? "c" : "x"}${loadBalancer}`;
}

/**
 * A service's way from the load balancer: a target group for each side, the servers of its site as
 * targets, and its one rule, which shares requests between the sides.
 *
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html
 */
export class ServiceRoute extends pulumi.ComponentResource {
  public readonly targetGroupArns: Readonly<Partial<Record<Side, pulumi.Output<string>>>>;
  /** The parts of the ARNs that CloudWatch and autoscaling know the groups by. */
  public readonly targetGroupArnSuffixes: Readonly<Partial<Record<Side, pulumi.Output<string>>>>;
  /** Alarms that, going off during a deployment in AWS, undo it. */
  public readonly deploymentAlarmNames: readonly pulumi.Output<string>[];
  /** Priority of the listener rule. */
  public readonly priority: number;

  constructor(name: string, args: ServiceRouteArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:elb:ServiceRoute", name, {}, opts);
    const child = { parent: this };
    const { service, loadBalancer, zoneName } = args;
    this.priority = listenerPriority({
      ...service,
      conditions: conditionsKey(service.conditions),
    });

    const groups = targetGroups(service).map((plan) => ({
      plan,
      group: targetGroup(`${name}-${suffixOf(plan.side, service)}`, plan, args, child),
    }));
    const servers = groups.flatMap(({ plan, group }) =>
      plan.hasServers
        ? register(`${name}-${suffixOf(plan.side, service)}`, group, args, child)
        : [],
    );
    new lb.ListenerRule(
      `${name}-rule`,
      {
        listenerArn: loadBalancer.httpsListenerArn,
        priority: this.priority,
        conditions: routeConditions(service, zoneName),
        actions: [
          {
            type: "forward",
            forward: {
              targetGroups: groups.map(({ plan, group }) => ({
                arn: group.arn,
                weight: plan.weight,
              })),
              ...sideStickiness(service, groups.length),
            },
          },
        ],
        tags: { ...args.tags, Name: name },
      },
      { ...child, dependsOn: [...servers, ...args.after] }, // Servers are targets before requests come.
    );
    const alarms = watch(name, groups, args, child);

    const bySide = (pick: (group: lb.TargetGroup) => pulumi.Output<string>) =>
      Object.fromEntries(groups.map(({ plan, group }) => [plan.side, pick(group)]));
    this.targetGroupArns = bySide(({ arn }) => arn);
    this.targetGroupArnSuffixes = bySide(({ arnSuffix }) => arnSuffix);
    this.deploymentAlarmNames = alarms.map((alarm) => alarm.name);
    this.registerOutputs({
      targetGroupArns: this.targetGroupArns,
      targetGroupArnSuffixes: this.targetGroupArnSuffixes,
      deploymentAlarmNames: this.deploymentAlarmNames,
      priority: this.priority,
    });
  }
}

function targetGroup(
  name: string,
  plan: TargetGroupPlan,
  { service, vpcId, tags }: ServiceRouteArgs,
  child: pulumi.CustomResourceOptions,
): lb.TargetGroup {
  const { healthCheck: check } = service;
  if (check === undefined) {
    throw new Error(`service ${service.name}: healthCheck is missing`);
  }
  return new lb.TargetGroup(
    name,
    {
      vpcId,
      targetType: "ip",
      protocol: service.protocol,
      port: plan.port,
      ...targetGroupOptions(service),
      loadBalancingAlgorithmType: plan.algorithm,
      deregistrationDelay: service.deregistrationDelayInSeconds,
      healthCheck: {
        enabled: true,
        protocol: service.protocol,
        port: "traffic-port",
        path: check.path,
        matcher: check.matcher,
        interval: check.intervalInSeconds,
        timeout: check.timeoutInSeconds,
        healthyThreshold: check.healthyThreshold,
        unhealthyThreshold: check.unhealthyThreshold,
      },
      tags: { ...tags, Name: name },
    },
    // Each target has a port of its own, which checks go to: a group's is for those registered without one. With another
    // port the rule would lead to a new group before any task is in it.
    { ...child, ignoreChanges: ["port"] },
  );
}

/**
 * ECS registers no external instances: their addresses are registered here, each with the fixed port.
 * A server without a task is unhealthy, and gets no requests.
 */
function register(
  name: string,
  group: lb.TargetGroup,
  { service, serverAddresses, after }: ServiceRouteArgs,
  child: pulumi.CustomResourceOptions,
): lb.TargetGroupAttachment[] {
  return serverAddresses.map(
    (address) =>
      new lb.TargetGroupAttachment(
        `${name}-${address.replaceAll(".", "-")}`,
        {
          targetGroupArn: group.arn,
          targetId: address,
          port: service.hostPort,
          availabilityZone: "all", // An address outside of the VPC is in none of its zones.
        },
        { ...child, dependsOn: [...after] },
      ),
  );
}

/** The alarms of both sides, which speak as one; those that a deployment in AWS answers for are returned. */
function watch(
  name: string,
  groups: readonly { readonly plan: TargetGroupPlan; readonly group: lb.TargetGroup }[],
  { service, loadBalancer, alarmTopics }: ServiceRouteArgs,
  child: pulumi.CustomResourceOptions,
): cloudwatch.MetricAlarm[] {
  const planned = groups.flatMap(({ plan, group }) => {
    const dimensions = { LoadBalancer: loadBalancer.arnSuffix, TargetGroup: group.arnSuffix };
    return targetGroupAlarms(service, plan).map(({ suffix, undoesDeployment, spec }) => ({
      suffix: `${suffixOf(plan.side, service)}-${suffix}`,
      undoesDeployment,
      spec: { ...spec, dimensions },
    }));
  });
  const specs = Object.fromEntries(planned.map(({ suffix, spec }) => [suffix, spec]));
  const about = `Service ${service.name}`;
  const runbook = "docs/runbooks/service-alarms.md";
  const made = alarmGroup(name, { about, runbook, topics: alarmTopics, specs }, child);
  return planned.flatMap(({ suffix, undoesDeployment }) =>
    undoesDeployment ? (made[suffix] ?? []) : [],
  );
}
