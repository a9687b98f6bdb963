import * as pulumi from "@pulumi/pulumi";
import * as lb from "@pulumi/aws/lb";
import type { Side } from "../ecs/service/description";
import { targetGroups, type TargetGroupPlan } from "../ecs/service/sides";
import type { LoadBalancerFront } from "./internalLoadBalancer";
import { conditionsKey, listenerPriority } from "./listenerPriorities";
import { withLogin } from "./login";
import { watchObjectives } from "./objectives";
import { redirectRules } from "./redirects";
import { routeConditions, sideStickiness, targetGroupOptions } from "./routeOptions";
import {
  healthyOfBoth,
  registerServers,
  suffixOf,
  watchTargets,
  type HealthAlarms,
  type TargetsArgs,
} from "./targets";

/** Arguments of {@link ServiceRoute}. */
export interface ServiceRouteArgs extends TargetsArgs {
  readonly vpcId: pulumi.Input<string>;
  readonly zoneName: pulumi.Input<string>;
  readonly loadBalancer: LoadBalancerFront;
  readonly tags: Readonly<Record<string, string>>;
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
  /** Alarms on the healthy targets of each side. */
  public readonly healthAlarms: Readonly<Partial<Record<Side, HealthAlarms>>>;
  /** Priority of the listener rule. */
  public readonly priority: number;
  /** ARN of the listener rule. */
  public readonly ruleArn: pulumi.Output<string>;
  /** Where ECS puts the next version of a service whose requests it moves. */
  public readonly alternateTargetGroupArn: pulumi.Output<string> | undefined;

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
      group: targetGroup(`${name}-${suffixOf(plan, service)}`, plan, args, child),
    }));
    const servers = groups.flatMap(({ plan, group }) =>
      plan.hasServers
        ? registerServers(`${name}-${suffixOf(plan, service)}`, group, args, child)
        : [],
    );
    const rule = new lb.ListenerRule(
      `${name}-rule`,
      {
        listenerArn: loadBalancer.httpsListenerArn,
        priority: this.priority,
        conditions: routeConditions(service, zoneName),
        actions: withLogin(service, loadBalancer.login, {
          type: "forward",
          forward: {
            targetGroups: groups.map(({ plan, group }) => ({
              arn: group.arn,
              weight: plan.weight,
            })),
            ...sideStickiness(service, groups.length),
          },
        }),
        tags: { ...args.tags, Name: name },
      },
      {
        ...child,
        dependsOn: [...servers, ...args.after], // Servers are targets before requests come.
        ...(service.weightsMoved && { ignoreChanges: ["actions[0].forward.targetGroups"] }),
      },
    );
    redirectRules(name, args, child);
    const watched = watchTargets(name, groups, args, child);
    const targets = groups.map(({ group }) => group);
    watchObjectives(name, targets, args, child);

    const alternate = groups.find(({ plan }) => plan.isAlternate)?.group;
    if (alternate !== undefined) healthyOfBoth(name, targets, args, child);
    const own = groups.filter(({ plan }) => !plan.isAlternate);
    const bySide = (pick: (group: lb.TargetGroup) => pulumi.Output<string>) =>
      Object.fromEntries(own.map(({ plan, group }) => [plan.side, pick(group)]));
    this.targetGroupArns = bySide(({ arn }) => arn);
    this.targetGroupArnSuffixes = bySide(({ arnSuffix }) => arnSuffix);
    this.healthAlarms = watched.health;
    this.deploymentAlarmNames = watched.undoing.map((alarm) => alarm.name);
    this.ruleArn = rule.arn;
    this.alternateTargetGroupArn = alternate?.arn;
    this.registerOutputs({
      targetGroupArns: this.targetGroupArns,
      targetGroupArnSuffixes: this.targetGroupArnSuffixes,
      deploymentAlarmNames: this.deploymentAlarmNames,
      priority: this.priority,
      ruleArn: this.ruleArn,
      alternateTargetGroupArn: this.alternateTargetGroupArn,
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
