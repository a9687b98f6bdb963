import * as pulumi from "@pulumi/pulumi";
import type * as iam from "@pulumi/aws/iam";
import type { AwsContext } from "../awsContext";

/** Classes of data with a customer key of their own in every stack. */
export const keyClasses = ["database", "storage", "backup", "logs", "compute"] as const;

/** Class of data that the platform's keys are made for. */
export type KeyClass = (typeof keyClasses)[number];

/** What a key may encrypt: a class of data, alarms on their way to people, the account's records, or what the fleet's nodes report. */
export type KeyDataClass = KeyClass | "alarms" | "audit" | "fleet";

type Statement = (context: AwsContext) => iam.PolicyStatement;

/**
 * The policy of a class's key. The account's own roles may administer it as their IAM policies say,
 * and use it through the services that hold data of the class; AWS's services use it where listed.
 *
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 */
export function keyPolicy(dataClass: KeyDataClass, context: AwsContext): iam.PolicyDocument {
  const { through, statements } = access[dataClass];
  return {
    Version: "2012-10-17",
    Statement: [
      administration(context),
      ...(through.length > 0 ? useThrough(through, context) : []),
      ...statements.map((statement) => statement(context)),
    ],
  };
}

/** Who gets at the data of each class: services on behalf of a caller, and services by themselves. */
const access: Record<
  KeyDataClass,
  { readonly through: readonly string[]; readonly statements: readonly Statement[] }
> = {
  // Secrets Manager holds the databases' passwords; AWS Backup copies their snapshots.
  database: { through: ["rds", "secretsmanager", "backup"], statements: [] },
  // Storage Gateway reads and writes S3 by a role of its own.
  storage: { through: ["s3", "elasticfilesystem", "backup"], statements: [] },
  // Recovery points are restored by the service that they came from.
  backup: { through: ["backup", "rds", "s3", "ec2"], statements: [backupReports] },
  logs: { through: [], statements: [cloudWatchLogs] },
  // Disks, images, what ECS Exec and Session Manager transmit, what servers and routers prove themselves by, and
  // calls that did not start a job.
  compute: {
    through: ["ec2", "ecr", "secretsmanager", "sqs", "ssm"],
    statements: [autoScaling, execSessions],
  },
  alarms: { through: ["sns"], statements: [alarmPublishers] },
  // Config writes as a role of the account, through S3.
  audit: { through: ["s3"], statements: [trails] },
  // Nodes write as their own roles, through S3.
  fleet: { through: ["s3"], statements: [inventorySyncs] },
};

const use = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*"];

/** In a key policy this is the key itself, never another. */
const thisKey = "*";

/** Administration, without use; without it nobody could change the key. */
function administration({ partition, accountId }: AwsContext): iam.PolicyStatement {
  return {
    Sid: "AccountAdministration",
    Effect: "Allow",
    Principal: account({ partition, accountId }),
    Action: [
      "kms:CancelKeyDeletion",
      "kms:CreateAlias",
      "kms:DeleteAlias",
      "kms:Describe*",
      "kms:DisableKey",
      "kms:DisableKeyRotation",
      "kms:EnableKey",
      "kms:EnableKeyRotation",
      "kms:Get*",
      "kms:List*",
      "kms:PutKeyPolicy",
      "kms:RevokeGrant",
      "kms:RotateKeyOnDemand",
      "kms:ScheduleKeyDeletion",
      "kms:TagResource",
      "kms:UntagResource",
      "kms:UpdateAlias",
      "kms:UpdateKeyDescription",
    ],
    Resource: thisKey,
  };
}

/** Roles of the account, as far as their IAM policies go, through these services and no other way. */
function useThrough(services: readonly string[], context: AwsContext): iam.PolicyStatement[] {
  const { region, dnsSuffix } = context;
  const via = {
    "kms:ViaService": services.map((each) => pulumi.interpolate`${each}.${region}.${dnsSuffix}`),
  };
  return [
    {
      Sid: "UseThroughServices",
      Effect: "Allow",
      Principal: account(context),
      Action: [...use, "kms:DescribeKey"],
      Resource: thisKey,
      Condition: { StringEquals: via },
    },
    {
      // Volumes, databases and repositories outlive the call that makes them: they get a grant.
      Sid: "GrantsThroughServices",
      Effect: "Allow",
      Principal: account(context),
      Action: "kms:CreateGrant",
      Resource: thisKey,
      Condition: { StringEquals: via, Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}

/**
 * CloudWatch Logs, for log groups of this account and region only.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
function cloudWatchLogs(context: AwsContext): iam.PolicyStatement {
  const { partition, region, accountId, dnsSuffix } = context;
  const groups = pulumi.interpolate`arn:${partition}:logs:${region}:${accountId}:log-group:*`;
  return {
    Sid: "CloudWatchLogs",
    Effect: "Allow",
    Principal: { Service: pulumi.interpolate`logs.${region}.${dnsSuffix}` },
    Action: use, // DescribeKey has no encryption context: here it would allow nothing.
    Resource: thisKey,
    Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": groups } },
  };
}

/**
 * EC2 Auto Scaling starts instances by its service-linked role. Without the grant, encrypted disks
 * fail to attach and the group ends each instance that it starts. The condition names the role,
 * because a principal must exist, and in a new account AWS makes this one with the first group.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
 */
function autoScaling({ partition, accountId }: AwsContext): iam.PolicyStatement {
  const role = pulumi.interpolate`arn:${partition}:iam::${accountId}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`;
  return {
    Sid: "AutoScaling",
    Effect: "Allow",
    Principal: { AWS: "*" },
    Action: [...use, "kms:DescribeKey", "kms:CreateGrant"],
    Resource: thisKey,
    Condition: {
      StringEquals: { "kms:CallerAccount": accountId },
      ArnEquals: { "aws:PrincipalArn": role },
    },
  };
}

/**
 * AWS Backup's audit reports, which its service-linked role writes to a bucket with this key. As
 * above, a condition names the role: AWS makes it with the account's first report plan.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/create-report-plan-api.html
 */
function backupReports({ partition, accountId }: AwsContext): iam.PolicyStatement {
  const role = pulumi.interpolate`arn:${partition}:iam::${accountId}:role/aws-service-role/reports.backup.amazonaws.com/AWSServiceRoleForBackupReports`;
  return {
    Sid: "BackupReports",
    Effect: "Allow",
    Principal: { AWS: "*" },
    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    Resource: thisKey,
    Condition: {
      StringEquals: { "kms:CallerAccount": accountId },
      ArnEquals: { "aws:PrincipalArn": role },
    },
  };
}

/**
 * Both ends of an ECS Exec session derive its key themselves, through no service: the person who
 * opens it and the role of the task.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
 */
function execSessions(context: AwsContext): iam.PolicyStatement {
  return {
    Sid: "ExecSessions",
    Effect: "Allow",
    Principal: account(context),
    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    Resource: thisKey,
    Condition: { Null: { "kms:EncryptionContext:aws:ssm:SessionId": "false" } },
  };
}

/**
 * What publishes to the topic that people read.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
function alarmPublishers({ accountId }: AwsContext): iam.PolicyStatement {
  return {
    Sid: "AlarmPublishers",
    Effect: "Allow",
    Principal: {
      Service: ["backup.amazonaws.com", "cloudwatch.amazonaws.com", "events.amazonaws.com"],
    },
    Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
    Resource: thisKey,
    Condition: { StringEquals: { "aws:SourceAccount": accountId } },
  };
}

/**
 * Trails of the account. A bucket that asks for its key once, not per object, wants them to decrypt as well.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
 */
function trails({ partition, accountId }: AwsContext): iam.PolicyStatement {
  return {
    Sid: "Trails",
    Effect: "Allow",
    Principal: { Service: "cloudtrail.amazonaws.com" },
    Action: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey*"],
    Resource: thisKey,
    Condition: {
      ArnLike: {
        "aws:SourceArn": pulumi.interpolate`arn:${partition}:cloudtrail:*:${accountId}:trail/*`,
      },
    },
  };
}

/**
 * Systems Manager, as it puts inventories into a bucket.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/inventory-create-resource-data-sync.html
 */
function inventorySyncs({ accountId }: AwsContext): iam.PolicyStatement {
  return {
    Sid: "InventorySyncs",
    Effect: "Allow",
    Principal: { Service: "ssm.amazonaws.com" },
    Action: "kms:GenerateDataKey",
    Resource: thisKey,
    Condition: { StringEquals: { "aws:SourceAccount": accountId } },
  };
}

function account({ partition, accountId }: Pick<AwsContext, "partition" | "accountId">) {
  return { AWS: pulumi.interpolate`arn:${partition}:iam::${accountId}:root` };
}
