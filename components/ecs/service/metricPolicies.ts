import type * as pulumi from "@pulumi/pulumi";
import * as appautoscaling from "@pulumi/aws/appautoscaling";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type { ServiceDescription } from "./description";
import {
  PER_TASK_EXPRESSION,
  PER_TASK_UNTIL_NONE,
  type MetricScaling,
  type StepScaling,
} from "./scalingPlan";

/** Seconds between two steps: outwards soon, inwards only when the load is surely gone. */
export const COOLDOWNS = { SCALE_OUT_COOLDOWN: 60, SCALE_IN_COOLDOWN: 300 } as const;

/** What a policy is about, besides its metric. */
export interface Followed {
  readonly service: ServiceDescription;
  readonly clusterName: pulumi.Input<string>;
  readonly serviceName: pulumi.Output<string>;
  /** Application Auto Scaling's name of what it scales. */
  readonly scaled: Pick<
    appautoscaling.PolicyArgs,
    "serviceNamespace" | "scalableDimension" | "resourceId"
  >;
  readonly steps: (
    plan: Pick<StepScaling, "steps">,
  ) => appautoscaling.PolicyArgs["stepScalingPolicyConfiguration"];
}

/** Policies by which a service's tasks follow a metric: one that keeps it at its target, and one for sudden load. */
export function followMetric(
  name: string,
  plan: MetricScaling,
  followed: Followed,
  child: pulumi.CustomResourceOptions,
): void {
  const { scaled, service } = followed;
  new appautoscaling.Policy(
    name,
    {
      ...scaled,
      policyType: "TargetTrackingScaling",
      targetTrackingScalingPolicyConfiguration: {
        targetValue: plan.target,
        scaleInCooldown: COOLDOWNS.SCALE_IN_COOLDOWN,
        scaleOutCooldown: COOLDOWNS.SCALE_OUT_COOLDOWN,
        customizedMetricSpecification: plan.perTask ? perTask(plan, followed) : alone(plan),
      },
    },
    child,
  );
  for (const own of plan.steps) {
    const policy = new appautoscaling.Policy(
      `${name}-steps`,
      {
        ...scaled,
        policyType: "StepScaling",
        stepScalingPolicyConfiguration: followed.steps(own),
      },
      child,
    );
    new cloudwatch.MetricAlarm(
      `${name}-steps`,
      {
        alarmDescription: `${service.name} adds tasks in AWS: ${plan.called} above ${own.threshold}. docs/runbooks/service-alarms.md`,
        namespace: plan.metric.namespace,
        metricName: plan.metric.metricName,
        dimensions: plan.metric.dimensions,
        statistic: plan.metric.statistic,
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        threshold: own.threshold,
        period: 60,
        evaluationPeriods: 1,
        treatMissingData: "notBreaching",
        alarmActions: [policy.arn],
        tags: { Name: `${name}-steps` },
      },
      child,
    );
  }
}

function alone({ metric }: MetricScaling): pulumi.Inputs {
  const { namespace, metricName, statistic } = metric;
  return { namespace, metricName, statistic, dimensions: listed(metric.dimensions) };
}

/** Divided by the tasks that run, which Container Insights counts. */
function perTask(plan: MetricScaling, { clusterName, serviceName }: Followed): pulumi.Inputs {
  const { namespace, metricName, statistic, dimensions } = plan.metric;
  const load = { namespace, metricName, dimensions: listed(dimensions) };
  const tasks = runningTasks(clusterName, serviceName);
  const counted = { ...tasks, dimensions: listed(tasks.dimensions) };
  const { hidden } = plan;
  const expression = hidden === undefined ? PER_TASK_EXPRESSION : PER_TASK_UNTIL_NONE;
  const query = (id: string, metric: pulumi.Inputs, stat: string) => ({
    id,
    metricStat: { metric, stat },
    returnData: false,
  });
  return {
    metrics: [
      query("load", load, statistic),
      ...(hidden === undefined
        ? []
        : [query("hidden", { ...load, metricName: hidden }, statistic)]),
      query("tasks", counted, "Average"),
      { id: "share", expression, label: "For each task", returnData: true },
    ],
  };
}

/** How many tasks of a service run. */
export function runningTasks(clusterName: pulumi.Input<string>, serviceName: pulumi.Input<string>) {
  return {
    namespace: "ECS/ContainerInsights",
    metricName: "RunningTaskCount",
    dimensions: { ClusterName: clusterName, ServiceName: serviceName },
  };
}

/** A metric of a queue. */
export function sqsMetric(queue: string, metricName: string) {
  return { namespace: "AWS/SQS", metricName, dimensions: { QueueName: queue } };
}

function listed(dimensions: Readonly<Record<string, pulumi.Input<string>>>): pulumi.Inputs[] {
  return Object.entries(dimensions).map(([name, value]) => ({ name, value }));
}
