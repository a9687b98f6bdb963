import type { AlarmSpec } from "../cloudwatch/alarm";
import type { AlarmGroup } from "../cloudwatch/alarmGroup";
import type { AlarmTopics } from "../cloudwatch/severity";

const GIB = 2 ** 30;
const RUNBOOK = "docs/runbooks/database-alarms.md";

/** What the alarms of a database depend on. */
export interface DatabaseAlarmFacts {
  /** Identifier of the DB instance that is watched. */
  readonly identifier: string;
  readonly instanceClass: string;
  /** Storage to begin with, in GiB. */
  readonly allocatedStorage: number;
  /** How far it grows by itself, in GiB; undefined when it doesn't. */
  readonly maxAllocatedStorage: number | undefined;
  /** Value of the parameter `max_connections`, when the database sets one of its own. */
  readonly maxConnections: number | undefined;
  /** Whether the instance is a read replica. */
  readonly isReplica: boolean;
}

/** One DB instance of a database. */
export interface DatabaseMember extends DatabaseAlarmFacts {
  /** What the names of its alarms have for it; nothing for the one that writes. */
  readonly suffix: string;
}

/** The alarms of a database's instances. */
export function databaseAlarms(
  identifier: string,
  members: readonly DatabaseMember[],
  topics: AlarmTopics,
): AlarmGroup {
  const specs = members.flatMap(({ suffix, ...facts }) =>
    Object.entries(planDatabaseAlarms(facts)).map(
      ([end, spec]) => [suffix === "" ? end : `${suffix}-${end}`, spec] as const,
    ),
  );
  const about = `Database ${identifier}`;
  return { about, runbook: RUNBOOK, topics, specs: Object.fromEntries(specs) };
}

/** The alarms of one DB instance, by the end of their names. */
export function planDatabaseAlarms(facts: DatabaseAlarmFacts): Record<string, AlarmSpec> {
  const { identifier, allocatedStorage, maxAllocatedStorage } = facts;
  const metric = {
    severity: "warning",
    namespace: "AWS/RDS",
    dimensions: { DBInstanceIdentifier: identifier },
    // An instance that reports nothing is down, or is being replaced: RDS's own events say so.
    treatMissingData: "missing",
  } as const;
  const connections = facts.maxConnections ?? defaultMaxConnections(facts.instanceClass);
  const growth = maxAllocatedStorage === undefined ? "" : ` of at most ${maxAllocatedStorage} GiB`;
  return {
    cpu: {
      ...metric,
      description: `Database ${identifier}: CPU above 80 % for 15 minutes. Look at the top SQL in Database Insights; a larger instanceClass is an in-place change. ${RUNBOOK}`,
      metricName: "CPUUtilization",
      statistic: "Average",
      comparison: ">",
      threshold: 80,
      evaluationPeriods: 3,
    },
    connections: {
      ...metric,
      description: `Database ${identifier}: above 80 % of its ${connections} connections. Look for a service that leaks them; proxy: true pools them. ${RUNBOOK}`,
      metricName: "DatabaseConnections",
      statistic: "Maximum",
      comparison: ">",
      threshold: Math.floor(connections * 0.8),
      evaluationPeriods: 2,
    },
    // Autoscaling acts when a tenth has been free for five minutes: an hour of less means that it
    // has reached its ceiling, or has grown within the last six hours and may not yet again.
    "storage-ceiling": {
      ...metric,
      description: `Database ${identifier}: less than a tenth of its storage free for an hour, so it grows no more${growth}. Raise storage.maxAllocated. ${RUNBOOK}`,
      metricName: "FreeStorageSpace",
      statistic: "Minimum",
      comparison: "<",
      threshold: Math.floor((allocatedStorage * GIB) / 10),
      evaluationPeriods: 12,
    },
    "storage-full": {
      ...metric,
      severity: "critical",
      description: `Database ${identifier}: storage all but full; PostgreSQL stops when it is. Raise storage.allocated and apply at once. ${RUNBOOK}`,
      metricName: "FreeStorageSpace",
      statistic: "Minimum",
      comparison: "<",
      threshold: Math.floor((allocatedStorage * GIB) / 33),
    },
    ...(facts.isReplica && {
      "replica-lag": {
        ...metric,
        description: `Read replica ${identifier}: more than a minute behind, or not replicating. Readers see old data; look for long transactions. ${RUNBOOK}`,
        metricName: "ReplicaLag",
        statistic: "Maximum",
        comparison: ">",
        threshold: 60,
        evaluationPeriods: 3,
        treatMissingData: "breaching",
      },
    }),
  };
}

/** RDS's own default of `max_connections`: one for each 9,531,392 bytes, 5,000 at most. */
// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html#RDS_Limits.MaxConnections
export function defaultMaxConnections(instanceClass: string): number {
  return Math.min(5000, Math.floor((memoryInGib(instanceClass) * GIB) / 9531392));
}

const SMALL_SIZES: Readonly<Record<string, number>> = { micro: 1, small: 2, medium: 4 };

/** GiB for each vCPU, by the letter that begins a class. */
const GIB_PER_VCPU: Readonly<Record<string, number>> = { c: 2, m: 4, r: 8, t: 4, x: 16, z: 8 };

/** Memory of an instance class, from AWS's naming; RDS itself keeps a part of it. */
export function memoryInGib(instanceClass: string): number {
  const [, family = "", size = ""] = instanceClass.split(".");
  const small = SMALL_SIZES[size];
  if (small !== undefined) {
    return small;
  }
  const multiple = /^(\d*)xlarge$/.exec(size)?.[1];
  const vcpus = multiple === undefined ? 2 : 4 * Number(multiple || 1);
  return vcpus * (GIB_PER_VCPU[family.charAt(0)] ?? 4);
}
