import type * as pulumi from "@pulumi/pulumi";
import * as appautoscaling from "@pulumi/aws/appautoscaling";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import { runningTasks, sqsMetric, type Followed } from "./metricPolicies";

/** One, where messages wait and nobody works; else nothing. */
const WAITING_ALONE = "IF(FILL(tasks, 0) < 1 AND FILL(visible, 0) > 0, 1, 0)";

/**
 * Starts the first task of a service that has none, once a message waits: the share of a task says nothing where there is no
 * task. The others come by the queue's target.
 *
 * https://docs.aws.amazon.com/autoscaling/application/userguide/step-scaling-policy-overview.html
 */
export function startFromZero(
  name: string,
  queue: string,
  { service, clusterName, serviceName, scaled }: Followed,
  child: pulumi.CustomResourceOptions,
): void {
  const policy = new appautoscaling.Policy(
    `${name}-first`,
    {
      ...scaled,
      policyType: "StepScaling",
      stepScalingPolicyConfiguration: {
        adjustmentType: "ExactCapacity",
        metricAggregationType: "Maximum",
        cooldown: 60,
        stepAdjustments: [{ metricIntervalLowerBound: "0", scalingAdjustment: 1 }],
      },
    },
    child,
  );
  const visible = sqsMetric(queue, "ApproximateNumberOfMessagesVisible");
  const tasks = runningTasks(clusterName, serviceName);
  new cloudwatch.MetricAlarm(
    `${name}-first`,
    {
      alarmDescription: `${service.name} starts its first task in AWS: a message of ${queue} waits, and no task runs. docs/runbooks/service-alarms.md`,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      evaluationPeriods: 1,
      treatMissingData: "notBreaching",
      metricQueries: [
        { id: "visible", metric: { ...visible, stat: "Maximum", period: 60 } },
        { id: "tasks", metric: { ...tasks, stat: "Maximum", period: 60 } },
        { id: "alone", expression: WAITING_ALONE, label: "Waits alone", returnData: true },
      ],
      alarmActions: [policy.arn],
      tags: { Name: `${name}-first` },
    },
    child,
  );
}
