import type * as pulumi from "@pulumi/pulumi";
import type { AlarmSpec } from "../cloudwatch/alarm";

const RUNBOOK = "docs/runbooks/file-system-alarms.md";

/**
 * The alarms of a file system, by the end of their names.
 *
 * https://docs.aws.amazon.com/efs/latest/ug/efs-metrics.html
 */
export function planFileSystemAlarms(
  called: string,
  fileSystemId: pulumi.Input<string>,
): Record<string, AlarmSpec> {
  return {
    "io-limit": {
      description: `File system ${called}: over 90 % of the operations that it takes, for a quarter of an hour; clients wait. ${RUNBOOK}`,
      namespace: "AWS/EFS",
      dimensions: { FileSystemId: fileSystemId },
      metricName: "PercentIOLimit",
      statistic: "Maximum",
      comparison: ">",
      threshold: 90,
      evaluationPeriods: 3,
      treatMissingData: "notBreaching", // Nobody has it mounted.
    },
  };
}
