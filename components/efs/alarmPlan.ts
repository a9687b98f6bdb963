import type * as pulumi from "@pulumi/pulumi";
import type { AlarmGroup } from "../cloudwatch/alarmGroup";
import type { AlarmTopics } from "../cloudwatch/severity";

const RUNBOOK = "docs/runbooks/file-system-alarms.md";

/**
 * The alarms of a file system, by the end of their names.
 *
 * https://docs.aws.amazon.com/efs/latest/ug/efs-metrics.html
 */
export function fileSystemAlarms(
  called: string,
  fileSystemId: pulumi.Input<string>,
  topics: AlarmTopics,
): AlarmGroup {
  const specs: AlarmGroup["specs"] = {
    "io-limit": {
      severity: "warning",
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
  return { about: `File system ${called}`, runbook: RUNBOOK, topics, specs };
}
