import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type { AlarmTopics } from "../cloudwatch/severity";

/** Arguments of {@link BackupNotifications}. */
export interface BackupNotificationsArgs {
  /** Name and ARN of the vault whose jobs are watched. */
  readonly vaultName: pulumi.Input<string>;
  readonly vaultArn: pulumi.Input<string>;
  /** ARNs of the topics that are notified; they must admit EventBridge and CloudWatch. */
  readonly topics: AlarmTopics;
  /**
   * Tags besides `Name` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * Says which backup, copy or restore job failed or expired, and goes off when a whole day passes
 * without any recovery point: a plan that selects nothing fails no job.
 *
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html
 */
export class BackupNotifications extends pulumi.ComponentResource {
  /** ARN of the rule that reports failed jobs. */
  public readonly ruleArn: pulumi.Output<string>;

  constructor(name: string, args: BackupNotificationsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:backup:BackupNotifications", name, {}, opts);
    const child = { parent: this };

    const rule = new cloudwatch.EventRule(
      `${name}-rule`,
      {
        description: "Backup, copy and restore jobs that did not do what they should",
        eventPattern: pulumi.jsonStringify(failedJobs(args.vaultArn)),
        tags: { ...args.tags, Name: name },
      },
      child,
    );
    new cloudwatch.EventTarget(
      `${name}-target`,
      { rule: rule.name, arn: args.topics.warning, targetId: "alarms" },
      child,
    );
    new cloudwatch.MetricAlarm(
      `${name}-none-completed`,
      {
        alarmDescription:
          "No recovery point was made for a day: is anything selected, and are the services opted in? docs/runbooks/backup-alarms.md",
        namespace: "AWS/Backup",
        metricName: "NumberOfBackupJobsCompleted",
        dimensions: { BackupVaultName: args.vaultName },
        statistic: "Sum",
        comparisonOperator: "LessThanThreshold",
        threshold: 1,
        period: 24 * 60 * 60,
        evaluationPeriods: 1,
        treatMissingData: "breaching",
        alarmActions: [args.topics.critical],
        okActions: [args.topics.critical],
        tags: { ...args.tags, Name: `${name}-none-completed` },
      },
      child,
    );

    this.ruleArn = rule.arn;
    this.registerOutputs({ ruleArn: this.ruleArn });
  }
}

/** Restore jobs name no vault and a `status`; the others name the vault and a `state`. */
function failedJobs(vaultArn: pulumi.Input<string>) {
  const failed = ["FAILED", "EXPIRED", "ABORTED", "PARTIAL"];
  return {
    source: ["aws.backup"],
    "detail-type": ["Backup Job State Change", "Copy Job State Change", "Restore Job State Change"],
    detail: {
      $or: [
        { state: failed, backupVaultArn: [vaultArn] },
        { state: failed, sourceBackupVaultArn: [vaultArn] },
        { status: failed },
      ],
    },
  };
}
