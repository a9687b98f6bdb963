import type { Autoscaling, MetricStep, ScalingMetric } from "./autoscalingDescription";
import type { ServiceDescription } from "./description";

/** Limits of a service's tasks in AWS. */
export interface ScalingLimits {
  readonly min: number;
  readonly max: number;
}

/** A policy that keeps an average where it should be. */
export interface TargetTracking {
  readonly suffix: "cpu" | "memory" | "requests" | "burst";
  readonly metric:
    | "ECSServiceAverageCPUUtilization"
    | "ECSServiceAverageMemoryUtilization"
    | "ALBRequestCountPerTarget"
    | "requests-per-healthy-target";
  readonly target: number;
}

/** A policy that adds tasks at once, and the alarm that sets it off. */
export interface StepScaling {
  readonly metric: "cpu" | "memory";
  /** The alarm's threshold, in percent; bounds of the steps count from it. */
  readonly threshold: number;
  readonly steps: readonly { lowerBound: number; upperBound?: number; add: number }[];
}

/** Without autoscaling, a service still has limits, both the same: replicas change in one place. */
export function scalingLimits({ replicas, autoscaling }: ServiceDescription): ScalingLimits {
  const min = autoscaling?.toZero ? 0 : replicas.cloud;
  return { min, max: autoscaling?.maxReplicas ?? replicas.cloud };
}

export function targetTracking({ autoscaling, burst }: ServiceDescription): TargetTracking[] {
  const { cpuUtilization, memoryUtilization, requestsPerTarget } = autoscaling ?? {};
  const requests: Pick<TargetTracking, "suffix" | "metric"> = burst
    ? { suffix: "burst", metric: "requests-per-healthy-target" }
    : { suffix: "requests", metric: "ALBRequestCountPerTarget" };
  return [
    ...track({ suffix: "cpu", metric: "ECSServiceAverageCPUUtilization" }, cpuUtilization),
    ...track({ suffix: "memory", metric: "ECSServiceAverageMemoryUtilization" }, memoryUtilization),
    ...track(requests, requestsPerTarget),
  ];
}

export function stepScaling(autoscaling: Autoscaling | undefined): StepScaling[] {
  const steps = autoscaling?.steps ?? [];
  return (["cpu", "memory"] as const).flatMap((metric) =>
    bounds(steps.filter((step) => step.metric === metric)).map((own) => ({ metric, ...own })),
  );
}

/** Steps as an alarm and bounds from its threshold on; none where there is no step. */
function bounds(steps: readonly MetricStep[]): Omit<StepScaling, "metric">[] {
  const own = [...steps].sort((a, b) => a.above - b.above);
  const threshold = own[0]?.above;
  if (threshold === undefined) {
    return [];
  }
  const between = own.map(({ above, add }, index) => {
    const next = own[index + 1]?.above;
    return {
      lowerBound: above - threshold,
      ...(next !== undefined && { upperBound: next - threshold }),
      add,
    };
  });
  return [{ threshold, steps: between }];
}

/** A metric of CloudWatch that tasks follow. */
export interface MetricScaling {
  /** What its policies' names end with. */
  readonly suffix: string;
  /** What it is, in words. */
  readonly called: string;
  readonly metric: Pick<ScalingMetric, "namespace" | "metricName" | "dimensions" | "statistic">;
  readonly target: number;
  readonly perTask: boolean;
  /** A metric whose value counts besides, so that what is being worked off keeps its task. */
  readonly hidden?: string;
  readonly steps: readonly Omit<StepScaling, "metric">[];
}

/**
 * What follows queues and metrics. Of a queue it is the waiting messages for each task: how many wait in all does not change
 * in proportion to the tasks that work them off.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-using-sqs-queue.html
 */
export function metricScaling(autoscaling: Autoscaling | undefined): MetricScaling[] {
  const { queues = [], metrics = [], toZero = false } = autoscaling ?? {};
  return [
    ...queues.map(({ name, messagesPerTask, steps }) => ({
      suffix: `queue-${name}`,
      called: `waiting messages of ${name}`,
      metric: {
        namespace: "AWS/SQS",
        metricName: "ApproximateNumberOfMessagesVisible",
        dimensions: { QueueName: name },
        statistic: "Sum" as const,
      },
      target: messagesPerTask,
      perTask: true,
      ...(toZero && { hidden: "ApproximateNumberOfMessagesNotVisible" }),
      steps: bounds(steps),
    })),
    ...metrics.map(({ name, target, perTask, steps, ...metric }) => ({
      suffix: `metric-${name}`,
      called: name,
      metric,
      target,
      perTask,
      steps: bounds(steps),
    })),
  ];
}

/** CloudWatch metric math: what one task has of a metric, none as if it were one. */
export const PER_TASK_EXPRESSION = "FILL(load, 0) / IF(tasks < 1, 1, tasks)";

/** The same with what tasks have taken and not yet worked off: without it, the last task would be stopped at its work. */
export const PER_TASK_UNTIL_NONE =
  "(FILL(load, 0) + FILL(hidden, 0)) / IF(FILL(tasks, 0) < 1, 1, FILL(tasks, 0))";

/**
 * CloudWatch metric math for bursting: requests a minute for each target that is healthy, on either
 * side. More load raises it, and so does a server that fails; each task in AWS lowers it. It is what
 * target tracking needs to size the cloud side for both reasons with one policy.
 *
 * No requests is zero, not unknown: otherwise the cloud side would never shrink again.
 */
export const BURST_EXPRESSION = "FILL(requests, 0) / IF(healthy < 1, 1, healthy)";

/** The same in numbers, for whoever wants to compute with it. */
export function requestsPerHealthyTarget(requests: number, healthy: number): number {
  return requests / (healthy < 1 ? 1 : healthy);
}

function track(
  { suffix, metric }: Pick<TargetTracking, "suffix" | "metric">,
  target: number | undefined,
): TargetTracking[] {
  return target === undefined ? [] : [{ suffix, metric, target }];
}
