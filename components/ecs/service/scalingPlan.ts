import type { Autoscaling, ServiceDescription } from "./description";

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
  return { min: replicas.cloud, max: autoscaling?.maxReplicas ?? replicas.cloud };
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
  return (["cpu", "memory"] as const).flatMap((metric) => {
    const own = steps.filter((step) => step.metric === metric).sort((a, b) => a.above - b.above);
    const threshold = own[0]?.above;
    if (threshold === undefined) {
      return [];
    }
    const bounds = own.map(({ above, add }, index) => {
      const next = own[index + 1]?.above;
      return {
        lowerBound: above - threshold,
        ...(next !== undefined && { upperBound: next - threshold }),
        add,
      };
    });
    return [{ metric, threshold, steps: bounds }];
  });
}

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
