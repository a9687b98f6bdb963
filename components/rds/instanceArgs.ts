import type * as rds from "@pulumi/aws/rds";
import type { GeneratedCredentials } from "./credentials";
import type { PostgresInstanceArgs } from "./postgres";
import type { RestoreFrom } from "./postgresArgs";

/** What an instance with data of its own says, and a replica takes from what it replicates. */
export function ownData(
  args: PostgresInstanceArgs,
  generated: GeneratedCredentials | undefined,
): Partial<rds.InstanceArgs> {
  return {
    engine: "postgres",
    engineVersion: args.engineVersion,
    allocatedStorage: args.allocatedStorage,
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
    ...restoreArgs(args.restoreFrom),
  };
}

/** A replica can have no final snapshot. */
export function replicaArgs(replicateSourceDb: string): Partial<rds.InstanceArgs> {
  return { replicateSourceDb, skipFinalSnapshot: true };
}

function restoreArgs(
  from: RestoreFrom | undefined,
): Pick<rds.InstanceArgs, "snapshotIdentifier" | "restoreToPointInTime"> {
  if (from?.snapshot !== undefined) {
    return { snapshotIdentifier: from.snapshot };
  }
  if (from?.pointInTime === undefined) {
    return {};
  }
  const { source, time } = from.pointInTime;
  return {
    restoreToPointInTime: {
      ...(source.startsWith("arn:")
        ? { sourceDbInstanceAutomatedBackupsArn: source }
        : { sourceDbInstanceIdentifier: source }),
      ...(time === "latest" ? { useLatestRestorableTime: true } : { restoreTime: time }),
    },
  };
}
