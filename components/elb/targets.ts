import type * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as lb from "@pulumi/aws/lb";
import { alarmGroup } from "../cloudwatch/alarmGroup";
import type { AlarmTopics, Severity } from "../cloudwatch/severity";
import type { ServiceDescription, Side } from "../ecs/service/description";
import type { TargetGroupPlan } from "../ecs/service/sides";
import { targetGroupAlarms } from "./targetGroupAlarms";

/** What a service's target groups, targets and alarms are made from, whichever load balancer they are of. */
export interface TargetsArgs {
  readonly service: ServiceDescription;
  readonly loadBalancer: { readonly arnSuffix: pulumi.Input<string> };
  /** Addresses of the servers of the service's site. */
  readonly serverAddresses: readonly string[];
  /** What runs before the servers get requests: a component's own dependencies are not its parts'. */
  readonly after: readonly pulumi.Resource[];
  readonly alarmTopics: AlarmTopics;
}

/** Suffixes of target groups, whose names have 32 characters: ECS's launch types, for short. */
const SUFFIX: Record<Side, string> = { cloud: "ec2", onPrem: "ext" };

/** A target group belongs to one load balancer: on another one, the service has others. */
export function suffixOf(
  { side, isAlternate }: Pick<TargetGroupPlan, "side" | "isAlternate">,
  { loadBalancer = 1 }: ServiceDescription,
): string {
  if (isAlternate) return loadBalancer === 1 ? "alt" : `a${loadBalancer}`;
  return loadBalancer === 1 ? SUFFIX[side] : `${side === "cloud" ? "c" : "x"}${loadBalancer}`;
}

/**
 * ECS registers no external instances: their addresses are registered here, each with the fixed port.
 * A server without a task is unhealthy, and gets no requests.
 */
export function registerServers(
  name: string,
  group: lb.TargetGroup,
  { service, serverAddresses, after }: TargetsArgs,
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

/** A target group, and what it is for. */
export interface PlannedGroup {
  readonly plan: TargetGroupPlan;
  readonly group: lb.TargetGroup;
}

/** The alarms of a service's target groups. */
export interface WatchedTargets {
  /** Those that undo a deployment in AWS when they go off meanwhile. */
  readonly undoing: readonly cloudwatch.MetricAlarm[];
  /** Those on healthy targets, by side: that there is none, and that there are fewer than there should be. */
  readonly health: Readonly<Partial<Record<Side, HealthAlarms>>>;
}

/** The alarms on the healthy targets of a side. Where it has one task, both are the same. */
export interface HealthAlarms {
  readonly none: cloudwatch.MetricAlarm;
  readonly fewer: cloudwatch.MetricAlarm;
}

/** Makes the alarms of both sides, which speak as one. */
export function watchTargets(
  name: string,
  groups: readonly PlannedGroup[],
  { service, loadBalancer, alarmTopics }: TargetsArgs,
  child: pulumi.CustomResourceOptions,
): WatchedTargets {
  const planned = groups.flatMap(({ plan, group }) => {
    const dimensions = { LoadBalancer: loadBalancer.arnSuffix, TargetGroup: group.arnSuffix };
    return targetGroupAlarms(service, plan).map(({ suffix, undoesDeployment, spec }) => ({
      suffix: `${suffixOf(plan, service)}-${suffix}`,
      undoesDeployment,
      spec: { ...spec, dimensions },
    }));
  });
  const specs = Object.fromEntries(planned.map(({ suffix, spec }) => [suffix, spec]));
  const about = `Service ${service.name}`;
  const runbook = "docs/runbooks/service-alarms.md";
  const made = alarmGroup(name, { about, runbook, topics: alarmTopics, specs }, child);
  const health = groups.flatMap(({ plan }) => {
    const fewer = made[`${suffixOf(plan, service)}-healthy`];
    const none = made[`${suffixOf(plan, service)}-none-healthy`] ?? fewer;
    return fewer && none ? [[plan.side, { none, fewer }] as const] : [];
  });
  return {
    undoing: planned.flatMap(({ suffix, undoesDeployment }) =>
      undoesDeployment ? (made[suffix] ?? []) : [],
    ),
    health: Object.fromEntries(health),
  };
}

/** Targets that are missing in AWS, where requests are in one of two groups: the healthy ones of both are counted. */
export function healthyOfBoth(
  name: string,
  groups: readonly lb.TargetGroup[],
  args: TargetsArgs,
  child: pulumi.CustomResourceOptions,
): void {
  const { cloud: expected } = args.service.replicas;
  if (expected > 0) countHealthy(`${name}-both-none-healthy`, "critical", 1, groups, args, child);
  if (expected > 1) {
    countHealthy(`${name}-both-healthy`, "warning", expected, groups, args, child);
  }
}

function countHealthy(
  name: string,
  severity: Severity,
  least: number,
  groups: readonly lb.TargetGroup[],
  { service, loadBalancer, alarmTopics }: TargetsArgs,
  child: pulumi.CustomResourceOptions,
): void {
  const ids = groups.map((_, i) => `group${i + 1}`);
  const periods = severity === "critical" ? 3 : 5;
  new cloudwatch.MetricAlarm(
    name,
    {
      alarmDescription: `${service.name}: ${least === 1 ? "no healthy target" : `fewer healthy targets than ${least}`} in AWS. docs/runbooks/service-alarms.md`,
      comparisonOperator: "LessThanThreshold",
      threshold: least,
      evaluationPeriods: periods,
      datapointsToAlarm: periods,
      treatMissingData: "breaching",
      metricQueries: [
        {
          id: "healthy",
          // A group without targets sends nothing.
          expression: ids.map((id) => `FILL(${id}, 0)`).join(" + "),
          label: "Healthy targets of both groups",
          returnData: true,
        },
        ...groups.map(({ arnSuffix }, i) => ({
          id: ids[i] ?? "",
          metric: {
            namespace: "AWS/ApplicationELB",
            metricName: "HealthyHostCount",
            dimensions: { LoadBalancer: loadBalancer.arnSuffix, TargetGroup: arnSuffix },
            period: 60,
            stat: "Minimum",
          },
        })),
      ],
      alarmActions: [alarmTopics[severity]],
      okActions: [alarmTopics[severity]],
      tags: { Name: name },
    },
    child,
  );
}
