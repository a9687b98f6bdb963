import type * as pulumi from "@pulumi/pulumi";
import type { AlarmGroup } from "../../cloudwatch/alarmGroup";
import type { AlarmTopics } from "../../cloudwatch/severity";

/**
 * What says that a job did not start. A schedule has a group of its own, as its metrics have no other dimension.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/monitoring-cloudwatch.html
 */
export function scheduleAlarms(
  job: string,
  groupName: pulumi.Input<string>,
  topics: AlarmTopics,
): AlarmGroup {
  const counted = {
    namespace: "AWS/Scheduler",
    dimensions: { ScheduleGroup: groupName },
    statistic: "Sum",
    comparison: ">=",
    threshold: 1,
    treatMissingData: "notBreaching",
  } as const;
  const specs: AlarmGroup["specs"] = {
    "target-errors": {
      ...counted,
      severity: "warning",
      description: `AWS refused to start job ${job}, and tries again as its schedule says: is a server of the cluster registered, and may the schedule start it? docs/runbooks/job-alarms.md`,
      metricName: "TargetErrorCount",
    },
    dropped: {
      ...counted,
      severity: "critical",
      description: `Job ${job} did not start and will not be tried again: its dead-letter queue has the reason. Start it by npm run task. docs/runbooks/job-alarms.md`,
      metricName: "InvocationDroppedCount",
    },
  };
  return { about: `Job ${job}`, runbook: "docs/runbooks/job-alarms.md", topics, specs };
}
