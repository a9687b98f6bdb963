import * as pulumi from "@pulumi/pulumi";
import * as backup from "@pulumi/aws/backup";
import type * as iam from "@pulumi/aws/iam";
import * as s3 from "@pulumi/aws/s3";
import type { AwsContext } from "../awsContext";
import { awsName } from "../names";
import {
  blockPublicAccess,
  denyPlainHttp,
  encryptByKey,
  keepVersions,
} from "../s3/bucketSafeguards";

/** Arguments of {@link BackupAudit}. */
export interface BackupAuditArgs {
  /** What AWS's names begin with: these must be unique in an account and Region, and stacks may share both. */
  readonly namePrefix: string;
  /** ARN of the customer KMS key of the reports; it must admit AWS Backup's role for reports. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Name of the bucket that access logs are delivered to. */
  readonly logBucket: pulumi.Input<string>;
  /** Account, partition and region. */
  readonly context: AwsContext;
  /** Shortest time that every recovery point must be kept, in days. */
  readonly minRetentionInDays: number;
  /**
   * Regions that must hold copies.
   * @default none
   */
  readonly copyRegions?: readonly string[];
  /**
   * How long reports are kept, in days.
   * @default 400
   */
  readonly reportRetentionInDays?: number;
  /**
   * Whether Pulumi rejects deletion of the reports' bucket, and the bucket to go while it holds any.
   * @default true
   */
  readonly protect?: boolean;
  /**
   * Tags besides `Name` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * Proof for auditors: a framework of controls that AWS evaluates every day, and reports of jobs and of
 * compliance in a bucket. The account must have AWS Config switched on, which records what is evaluated.
 *
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/aws-backup-audit-manager.html
 */
export class BackupAudit extends pulumi.ComponentResource {
  /** ARN of the framework. */
  public readonly frameworkArn: pulumi.Output<string>;
  /** Name of the bucket that the reports go to. */
  public readonly reportBucketName: pulumi.Output<string>;

  constructor(name: string, args: BackupAuditArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:backup:BackupAudit", name, {}, opts);
    const child = { parent: this };
    const tags = { ...args.tags, Name: name };

    const framework = new backup.Framework(
      `${name}-framework`,
      {
        name: awsName("backupAudit", args.namePrefix, name),
        description: "What every recovery point and every resource that holds data must have",
        controls: controls(args),
        tags,
      },
      child,
    );
    const bucket = reportBucket(name, args, child);
    const plans = Object.entries(reports).map(
      ([template, what]) =>
        new backup.ReportPlan(
          `${name}-${what}`,
          {
            name: awsName("backupAudit", args.namePrefix, name, what),
            description: `Daily report of ${what}`,
            reportDeliveryChannel: { formats: ["CSV", "JSON"], s3BucketName: bucket.bucket },
            reportSetting: {
              reportTemplate: template,
              ...(template === "RESOURCE_COMPLIANCE_REPORT" && {
                frameworkArns: [framework.arn],
                numberOfFrameworks: 1,
              }),
            },
            tags,
          },
          child,
        ),
    );
    new s3.BucketPolicy(
      `${name}-reports-policy`,
      { bucket: bucket.id, policy: pulumi.jsonStringify(admitReports(bucket.arn, args.context)) },
      // AWS makes the role that the policy names with the first report plan.
      { ...child, dependsOn: plans },
    );

    this.frameworkArn = framework.arn;
    this.reportBucketName = bucket.bucket;
    this.registerOutputs({
      frameworkArn: this.frameworkArn,
      reportBucketName: this.reportBucketName,
    });
  }
}

const reports = {
  BACKUP_JOB_REPORT: "backup-jobs",
  COPY_JOB_REPORT: "copy-jobs",
  RESTORE_JOB_REPORT: "restore-jobs",
  RESOURCE_COMPLIANCE_REPORT: "compliance",
};

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/controls-and-remediation.html */
function controls({ minRetentionInDays, copyRegions = [] }: BackupAuditArgs) {
  const control = (name: string, parameters: Record<string, string> = {}) => ({
    name,
    inputParameters: Object.entries(parameters).map(([key, value]) => ({ name: key, value })),
  });
  const requiredRetentionDays = String(minRetentionInDays);
  return [
    control("BACKUP_RESOURCES_PROTECTED_BY_BACKUP_PLAN"),
    control("BACKUP_RESOURCES_PROTECTED_BY_BACKUP_VAULT_LOCK"),
    control("BACKUP_RECOVERY_POINT_ENCRYPTED"),
    control("BACKUP_RECOVERY_POINT_MINIMUM_RETENTION_CHECK", { requiredRetentionDays }),
    control("BACKUP_PLAN_MIN_FREQUENCY_AND_MIN_RETENTION_CHECK", {
      requiredFrequencyUnit: "days",
      requiredFrequencyValue: "1",
      requiredRetentionDays,
    }),
    ...(copyRegions.length > 0
      ? [
          control("BACKUP_RESOURCES_PROTECTED_BY_CROSS_REGION", {
            crossRegionList: copyRegions.join(","),
          }),
        ]
      : []),
  ];
}

function reportBucket(
  name: string,
  { kmsKeyArn, logBucket, reportRetentionInDays, protect = true, tags }: BackupAuditArgs,
  child: { parent: pulumi.Resource },
): s3.Bucket {
  const bucket = new s3.Bucket(
    `${name}-reports`,
    {
      forceDestroy: !protect,
      tags: { ...tags, Name: `${name}-reports`, "data-classification": "internal" },
    },
    { ...child, protect },
  );
  const id = bucket.id;
  blockPublicAccess(`${name}-reports-public-access`, id, child);
  encryptByKey(`${name}-reports-encryption`, id, kmsKeyArn, child);
  const versioning = keepVersions(`${name}-reports-versioning`, id, child);
  new s3.BucketLogging(
    `${name}-reports-logging`,
    { bucket: id, targetBucket: logBucket, targetPrefix: `s3/${name}-reports/` },
    child,
  );
  new s3.BucketLifecycleConfiguration(
    `${name}-reports-lifecycle`,
    {
      bucket: id,
      rules: [
        {
          id: "expire",
          status: "Enabled",
          filter: { prefix: "" },
          expiration: { days: reportRetentionInDays ?? 400 },
          noncurrentVersionExpiration: { noncurrentDays: 30 },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
    },
    { ...child, dependsOn: [versioning] },
  );
  return bucket;
}

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/bam-report-permissions.html */
function admitReports(
  bucketArn: pulumi.Input<string>,
  { partition, accountId }: AwsContext,
): iam.PolicyDocument {
  const objects = pulumi.interpolate`${bucketArn}/*`;
  const role = pulumi.interpolate`arn:${partition}:iam::${accountId}:role/aws-service-role/reports.backup.amazonaws.com/AWSServiceRoleForBackupReports`;
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "BackupReports",
        Effect: "Allow",
        Principal: { AWS: role },
        Action: "s3:PutObject",
        Resource: objects,
        Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
      },
      denyPlainHttp(bucketArn),
    ],
  };
}
