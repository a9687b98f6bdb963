/** A parameter of a DB parameter group, and when a change of it is applied. */
export interface PlannedParameter {
  readonly name: string;
  readonly value: string;
  /** Dynamic parameters change at once, static ones with the next restart. */
  readonly applyMethod: "immediate" | "pending-reboot";
}

/** Parameters of a PostgreSQL database, and the parameter group's family. */
export interface ParameterPlan {
  /** Family of the engine's major version, such as `postgres17`. */
  readonly family: string;
  readonly parameters: readonly PlannedParameter[];
}

/**
 * Parameters that no database can do without; a plan that sets them otherwise is rejected.
 *
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html
 */
const REQUIRED_PARAMETERS: Readonly<Record<string, string>> = { "rds.force_ssl": "1" };

/** What the platform sets unless the database's own parameters say otherwise. */
const defaults: Readonly<Record<string, string>> = {
  log_connections: "1",
  log_disconnections: "1",
  log_lock_waits: "1",
  // Statements that change the schema; and any that take a second, whose values may be data.
  log_statement: "ddl",
  log_min_duration_statement: "1000",
  log_parameter_max_length: "0",
  ssl_min_protocol_version: "TLSv1.2",
};

/**
 * Parameters that take effect with a restart only; RDS rejects applying them at once. The rest of
 * PostgreSQL's are dynamic.
 *
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.PostgreSQL.CommonDBATasks.Parameters.html
 */
const staticParameters: ReadonlySet<string> = new Set([
  "autovacuum_freeze_max_age",
  "autovacuum_max_workers",
  "autovacuum_multixact_freeze_max_age",
  "huge_pages",
  "max_connections",
  "max_files_per_process",
  "max_locks_per_transaction",
  "max_logical_replication_workers",
  "max_pred_locks_per_transaction",
  "max_prepared_transactions",
  "max_replication_slots",
  "max_wal_senders",
  "max_worker_processes",
  "old_snapshot_threshold",
  "pg_stat_statements.max",
  "rds.logical_replication",
  "shared_buffers",
  "shared_preload_libraries",
  "track_activity_query_size",
  "track_commit_timestamp",
  "wal_buffers",
]);

/** The family and the parameters of a database, in alphabetical order. */
export function planParameters(
  engineVersion: string,
  own: Readonly<Record<string, string>> = {},
): ParameterPlan {
  for (const [name, value] of Object.entries(REQUIRED_PARAMETERS)) {
    if (own[name] !== undefined && own[name] !== value) {
      throw new RangeError(`${name} is ${value} in every database; "${own[name]}" was asked for`);
    }
  }
  const values = { ...defaults, ...own, ...REQUIRED_PARAMETERS };
  const parameters = Object.entries(values)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => ({
      name,
      value,
      applyMethod: staticParameters.has(name)
        ? ("pending-reboot" as const)
        : ("immediate" as const),
    }));
  return { family: `postgres${majorVersion(engineVersion)}`, parameters };
}

/** `17` of `17.6`: since version 10, the first number alone is the major version. */
export function majorVersion(engineVersion: string): number {
  const major = /^(\d{2,})(\.\d+)?$/.exec(engineVersion)?.[1];
  if (major === undefined) {
    throw new RangeError(`"${engineVersion}" is not a version of PostgreSQL, such as 17 or 17.6`);
  }
  return Number(major);
}
