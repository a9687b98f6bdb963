import type * as pulumi from "@pulumi/pulumi";
import type * as rds from "@pulumi/aws/rds";
import type { GeneratedCredentials } from "./credentials";
import type { PostgresInstanceArgs } from "./postgresArgs";
import { restoreArgs } from "./restoreArgs";

/** What an instance with data of its own says, and a replica takes from what it replicates. */
export function ownData(
  args: PostgresInstanceArgs,
  generated: GeneratedCredentials | undefined,
): Partial<rds.InstanceArgs> {
  return {
    engine: "postgres",
    ...versionAndStorage(args),
    dbName: args.databaseName,
    username: args.masterUsername,
    ...(generated
      ? { password: generated.password }
      : { manageMasterUserPassword: true, masterUserSecretKmsKeyId: args.kmsKeyArn }),
    backupRetentionPeriod: args.backupRetentionInDays ?? 14,
    backupWindow: args.backupWindow,
    deleteAutomatedBackups: false,
    skipFinalSnapshot: false,
    finalSnapshotIdentifier: `${args.identifier}-final`,
    allowMajorVersionUpgrade: args.allowMajorVersionUpgrade ?? false,
    ...(args.blueGreenUpdates && { blueGreenUpdate: { enabled: true } }),
    ...restoreArgs(args.restoreFrom, (source, time) => ({
      ...(source.startsWith("arn:")
        ? { sourceDbInstanceAutomatedBackupsArn: source }
        : { sourceDbInstanceIdentifier: source }),
      ...(time === "latest" ? { useLatestRestorableTime: true } : { restoreTime: time }),
    })),
  };
}

/**
 * Once a snapshot is restored, the provider modifies the instance to the version and storage that are given. RDS
 * rejects both where what was restored is ahead: a newer minor version, storage that has grown by itself.
 */
function versionAndStorage({ restoreFrom, engineVersion, allocatedStorage }: PostgresInstanceArgs) {
  const keeps = restoreFrom !== undefined && (restoreFrom.keepsVersionAndStorage ?? true);
  return keeps ? {} : { engineVersion, allocatedStorage };
}

/**
 * What AWS Backup takes over with the first continuous backup: the plan's rule is where it changes from then on. RDS
 * rejects other retentions ("retention period is managed by AWS Backup"), and the window drifts.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/point-in-time-recovery-retention-period.html
 * https://github.com/crossplane-contrib/provider-aws/pull/1357,
 * https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/2167
 */
const OF_AWS_BACKUP = ["backupRetentionPeriod", "backupWindow"];

/**
 * How Pulumi treats an instance that comes from another one.
 *
 * A restore takes the key of what is restored, and so do replicas beside the restored instance. A promoted instance
 * becomes a replica again as another instance only: the provider's update can't elect a new source, and reports of
 * no replacement that the old one's name has to be free first.
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_RestoreDBInstanceFromDBSnapshot.html
 */
export function instanceOptions(args: PostgresInstanceArgs): pulumi.CustomResourceOptions {
  return {
    ignoreChanges: [
      ...(args.restoreFrom === undefined ? [] : ["kmsKeyId"]),
      ...(args.continuousBackups ? OF_AWS_BACKUP : []),
    ],
    ...(args.restoreFrom !== undefined && {
      // A restore of terabytes takes hours; the provider gives up after 40 minutes.
      customTimeouts: { create: "6h", update: "6h" },
    }),
    ...(args.replicaOf !== undefined && {
      replaceOnChanges: ["replicateSourceDb"],
      deleteBeforeReplace: true,
    }),
  };
}

/** A replica can have no final snapshot. */
export function replicaArgs(replicateSourceDb: string): Partial<rds.InstanceArgs> {
  return { replicateSourceDb, skipFinalSnapshot: true };
}
