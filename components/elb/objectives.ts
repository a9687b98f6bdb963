import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import { OBJECTIVE_CURVE } from "../cloudwatch/charts";
import type { AlarmTopics } from "../cloudwatch/severity";
import {
  badPercent,
  burnRates,
  objectivesOf,
  type BurnRate,
  type Objective,
  type ServiceObjectives,
} from "./objectivePlan";

/** Arguments of {@link watchObjectives}. */
export interface ObjectivesArgs {
  readonly service: {
    readonly name: string;
    /** Left out, it promises nothing. */
    readonly objectives?: ServiceObjectives | undefined;
  };
  readonly loadBalancer: { readonly arnSuffix: pulumi.Input<string> };
  readonly alarmTopics: AlarmTopics;
}

/** Target groups, by what CloudWatch knows them by. */
type Groups = readonly { readonly arnSuffix: pulumi.Input<string> }[];

/**
 * Alarms on how fast a service uses up what may go wrong: of each objective, one that wakes somebody and one for working hours. Each
 * is over two, of a longer and a shorter window, which alone tell nobody.
 *
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function watchObjectives(
  name: string,
  groups: Groups,
  args: ObjectivesArgs,
  opts: pulumi.CustomResourceOptions,
): void {
  const { objectives } = args.service;
  if (!objectives) return;
  for (const objective of objectivesOf(objectives)) {
    for (const rate of burnRates) {
      const called = `${name}-${objective.name}-${rate.name}`;
      const suffix = { long: OBJECTIVE_CURVE, short: "-short" };
      const window = (which: "long" | "short") =>
        windowAlarm(called + suffix[which], { ...args, groups, objective, rate, which }, opts);
      burnAlarm(called, [window("long"), window("short")], { ...args, objective, rate }, opts);
    }
  }
}

interface Burn extends ObjectivesArgs {
  readonly objective: Objective;
  readonly rate: BurnRate;
}

const RUNBOOK = "docs/runbooks/objective-alarms.md";

function windowAlarm(
  name: string,
  args: Burn & { readonly groups: Groups; readonly which: "long" | "short" },
  opts: pulumi.CustomResourceOptions,
): cloudwatch.MetricAlarm {
  const { groups, loadBalancer, objective, rate, service, which } = args;
  const period = rate.windowsInSeconds[which];
  const fewest = which === "long" ? (service.objectives?.fewestRequests ?? 1) : 1;
  const { expression, metrics } = badPercent(objective, groups.length, fewest);
  return new cloudwatch.MetricAlarm(
    name,
    {
      alarmDescription: `${service.name}: promises ${objective.promise}; its budget goes ${rate.times} times as fast as it may, in the last ${period / 60} minutes. ${RUNBOOK}`,
      comparisonOperator: "GreaterThanThreshold",
      threshold: round(objective.budgetPercent * rate.times),
      evaluationPeriods: 1,
      datapointsToAlarm: 1,
      treatMissingData: "notBreaching", // No request, no promise broken.
      metricQueries: [
        {
          id: "bad",
          expression,
          label: `Bad requests in ${period / 60} minutes, percent`,
          returnData: true,
        },
        ...metrics.map(({ id, metricName, stat, group }) => ({
          id,
          metric: {
            namespace: "AWS/ApplicationELB",
            metricName,
            dimensions: {
              LoadBalancer: loadBalancer.arnSuffix,
              TargetGroup: groups[group]?.arnSuffix ?? "",
            },
            period,
            stat,
          },
        })),
      ],
      tags: { Name: name },
    },
    opts,
  );
}

/** Goes off while both windows are past the threshold: the shorter one ends it soon after the trouble. */
function burnAlarm(
  name: string,
  windows: readonly cloudwatch.MetricAlarm[],
  { alarmTopics, objective, rate, service }: Burn,
  opts: pulumi.CustomResourceOptions,
): void {
  const names = pulumi.all(windows.map((alarm) => alarm.name));
  const actions = [alarmTopics[rate.severity]];
  new cloudwatch.CompositeAlarm(
    name,
    {
      // Unique in the account by what makes the names of alarms on metrics so.
      alarmName: names.apply(([first = ""]) => `${name}-${first.split("-").at(-1) ?? first}`),
      alarmDescription: `Service ${service.name} promises ${objective.promise}: ${rate.meaning}, and it goes on. ${RUNBOOK}`,
      alarmRule: names.apply((all) => all.map((each) => `ALARM("${each}")`).join(" AND ")),
      alarmActions: actions,
      okActions: actions,
      tags: { Name: name },
    },
    opts,
  );
}

/** Without the tail that binary fractions have. */
function round(percent: number): number {
  return Number(percent.toFixed(6));
}
