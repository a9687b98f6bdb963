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
    ...restoreArgs(args.restoreFrom, (source, time) => ({
      ...(source.startsWith("arn:")
        ? { sourceDbInstanceAutomatedBackupsArn: source }
        : { sourceDbInstanceIdentifier: source }),
      ...(time === "latest" ? { useLatestRestorableTime: true } : { restoreTime: time }),
    })),
  };
}

/** A replica can have no final snapshot. */
export function replicaArgs(replicateSourceDb: string): Partial<rds.InstanceArgs> {
  return { replicateSourceDb, skipFinalSnapshot: true };
}
