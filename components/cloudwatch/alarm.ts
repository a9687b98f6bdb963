import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import type { Severity } from "./severity";

/** What an alarm watches and when it goes off. */
export interface AlarmSpec {
  /** What has happened and what to do, for who is woken by it. */
  readonly description: string;
  readonly severity: Severity;
  /** Namespace of the metric, such as `AWS/RDS`. */
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, pulumi.Input<string>>>;
  readonly statistic: "Average" | "Maximum" | "Minimum" | "SampleCount" | "Sum";
  readonly comparison: "<" | "<=" | ">" | ">=";
  readonly threshold: number;
  /**
   * Length of one period, in seconds: 10, 20, 30 or a multiple of 60.
   * @default 300
   */
  readonly periodInSeconds?: number;
  /**
   * Periods that are looked at.
   * @default 1
   */
  readonly evaluationPeriods?: number;
  /**
   * Periods among these that must be past the threshold.
   * @default all of them
   */
  readonly datapointsToAlarm?: number;
  /**
   * What no data means. `breaching` where silence is the failure (a link that is gone sends no
   * metric), `notBreaching` where it is the usual state (no errors to count).
   */
  readonly treatMissingData: "breaching" | "notBreaching" | "ignore" | "missing";
}

/**
 * An alarm on one metric, which notifies topics when it goes off and when it ends.
 *
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
 *
 * @param topicArns None where an alarm over several of them speaks for it.
 */
export function metricAlarm(
  name: string,
  spec: AlarmSpec,
  topicArns: readonly pulumi.Input<string>[],
  opts: pulumi.CustomResourceOptions,
): cloudwatch.MetricAlarm {
  return new cloudwatch.MetricAlarm(
    name,
    {
      alarmDescription: spec.description,
      namespace: spec.namespace,
      metricName: spec.metricName,
      dimensions: { ...spec.dimensions },
      statistic: spec.statistic,
      comparisonOperator: comparisonOperators[spec.comparison],
      threshold: spec.threshold,
      period: spec.periodInSeconds ?? 300,
      evaluationPeriods: spec.evaluationPeriods ?? 1,
      datapointsToAlarm: spec.datapointsToAlarm ?? spec.evaluationPeriods ?? 1,
      treatMissingData: spec.treatMissingData,
      alarmActions: [...topicArns],
      okActions: [...topicArns],
      tags: { Name: name },
    },
    opts,
  );
}

/** CloudWatch's words for how a value is compared with the threshold. */
const comparisonOperators = {
  "<": "LessThanThreshold",
  "<=": "LessThanOrEqualToThreshold",
  ">": "GreaterThanThreshold",
  ">=": "GreaterThanOrEqualToThreshold",
} as const;
