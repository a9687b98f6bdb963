import type { AlarmSpec } from "../cloudwatch/alarm";
import { shiftingOf } from "../ecs/service/sides";
import type { ServiceDescription } from "../ecs/service/description";
import type { TargetGroupPlan } from "../ecs/service/sides";
import { isNetworkProtocol } from "./networkProtocol";

/** One alarm of a target group. */
export interface TargetGroupAlarm {
  readonly suffix: string;
  /** Whether a deployment of the cloud side is undone when it goes off meanwhile. */
  readonly undoesDeployment: boolean;
  readonly spec: Omit<AlarmSpec, "dimensions">;
}

/** Errors a minute from which on a service is broken rather than unlucky. */
const ERRORS = 10;

/**
 * What is watched in a target group: errors that targets answer with, and targets that are missing.
 * Servers without a task are unhealthy all the time, so healthy ones are counted, not unhealthy ones. A network load
 * balancer does not know what targets answer: there it is tasks in AWS that fail their checks.
 */
export function targetGroupAlarms(
  { name, replicas, protocol, placement, deployment, failover }: ServiceDescription,
  { side, hasServers }: TargetGroupPlan,
): TargetGroupAlarm[] {
  // Requests are in one of two groups, whichever it is: healthyOfBoth counts them together.
  const moves = shiftingOf({ placement, deployment }) !== undefined;
  const expected = moves
    ? 0
    : (side === "cloud" ? replicas.cloud : 0) + (hasServers ? replicas.onPrem : 0);
  const where = side === "cloud" ? (hasServers ? "on both sides" : "in AWS") : "on premises";
  const instead =
    placement === "both" && failover !== undefined
      ? "its failover moves its requests where none is left"
      : "weights do not fail over by themselves";
  const isNetwork = isNetworkProtocol(protocol);
  const namespace = isNetwork ? "AWS/NetworkELB" : "AWS/ApplicationELB";
  const common = { namespace, periodInSeconds: 60 } as const;
  const errors: TargetGroupAlarm[] = [
    {
      suffix: "errors",
      undoesDeployment: side === "cloud",
      spec: {
        ...common,
        severity: "critical",
        description: `${name}: its targets ${where} answer with errors (5xx). docs/runbooks/service-alarms.md`,
        metricName: "HTTPCode_Target_5XX_Count",
        statistic: "Sum",
        comparison: ">=",
        threshold: ERRORS,
        evaluationPeriods: 3,
        treatMissingData: "notBreaching",
      },
    },
  ];
  const unhealthy: TargetGroupAlarm[] = [
    {
      suffix: "unhealthy",
      undoesDeployment: true,
      spec: {
        ...common,
        severity: "warning",
        description: `${name}: tasks ${where} fail their health checks. docs/runbooks/service-alarms.md`,
        metricName: "UnHealthyHostCount",
        statistic: "Minimum",
        comparison: ">=",
        threshold: 1,
        evaluationPeriods: 3,
        treatMissingData: "notBreaching",
      },
    },
  ];
  return [
    ...(isNetwork ? [] : errors),
    ...(isNetwork && !hasServers ? unhealthy : []),
    ...(expected === 0
      ? []
      : [
          {
            suffix: "healthy",
            undoesDeployment: false,
            spec: {
              ...common,
              severity: expected === 1 ? "critical" : "warning",
              description: `${name}: fewer healthy targets ${where} than ${expected}; ${instead} (docs/runbooks/move-a-service.md)`,
              metricName: "HealthyHostCount",
              statistic: "Minimum",
              comparison: "<",
              threshold: expected,
              evaluationPeriods: 5,
              treatMissingData: "breaching",
            },
          } satisfies TargetGroupAlarm,
        ]),
    // Requests that no target gets are no errors of a target.
    ...(expected < 2
      ? []
      : [
          {
            suffix: "none-healthy",
            undoesDeployment: false,
            spec: {
              ...common,
              severity: "critical",
              description: `${name}: no healthy target ${where}; ${instead} (docs/runbooks/move-a-service.md)`,
              metricName: "HealthyHostCount",
              statistic: "Maximum",
              comparison: "<",
              threshold: 1,
              evaluationPeriods: 3,
              treatMissingData: "breaching",
            },
          } satisfies TargetGroupAlarm,
        ]),
  ];
}
