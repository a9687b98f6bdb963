import type { PlatformConfig } from "./types";

type Database = PlatformConfig["databases"][number];

/** A valid configuration with what its sections leave to each other, and to the stack's role. */
export function settled(config: PlatformConfig): PlatformConfig {
  return { ...config, databases: config.databases.map((each) => settledDatabase(config, each)) };
}

function settledDatabase({ backup, recovery }: PlatformConfig, database: Database): Database {
  // AWS Backup takes the retention of an instance over where its plan has continuous backups.
  const continuous = backup.plans[database.backupPlan]?.rules.continuous;
  const { backupRetentionInDays = continuous?.retentionInDays ?? 14 } = database;
  const restoreFrom = recovery?.restore?.databases[database.name] ?? database.restoreFrom;
  return { ...database, backupRetentionInDays, ...(restoreFrom && { restoreFrom }) };
}
