import {
  runningParts,
  type RecoveryStrategy,
  type RunningParts,
} from "../components/recovery/strategies";
import type { PlatformConfig } from "./types";

type Database = PlatformConfig["databases"][number];
type FileShare = PlatformConfig["fileShares"][number];

/** What the stack that a standby follows has made, and exports beside its configuration. */
export interface PrimaryMade {
  /** As far as its copies and replicas go. */
  readonly strategy: RecoveryStrategy;
  /** ARNs of its databases. */
  readonly databases: Readonly<Record<string, string>>;
  /** Replicas of its file shares' buckets, in the recovery Region. */
  readonly files: Readonly<Record<string, ReplicaBucket>>;
}

/** A bucket in the recovery Region, and its key. */
export interface ReplicaBucket {
  readonly bucketName: string;
  readonly arn: string;
  readonly kmsKeyArn: string;
}

/** What follows from a valid configuration, the stack's role and what its primary has made. */
export interface Settled {
  /** What of the platform runs in the stack. */
  readonly parts: RunningParts;
  readonly databases: readonly (Database & { readonly replicaOf?: string })[];
  readonly fileShares: readonly (FileShare & { readonly replica?: ReplicaBucket })[];
}

/** A stack's configuration, with what follows from it. */
export type StackConfig = Omit<PlatformConfig, keyof Settled> & Settled;

/** A valid configuration with what its sections leave to each other, and to the stack's role. */
export function settled(config: PlatformConfig, made?: PrimaryMade): StackConfig {
  const parts = runningParts(config.recovery);
  const databases = config.databases.map((each) => {
    const database = withRetention(config, each);
    if (parts.replicas) return asReplica(database, made?.databases[each.name]);
    const restoreFrom = config.recovery?.restore?.databases[each.name] ?? each.restoreFrom;
    // An update by a blue/green deployment would make another instance of a replica that is promoted.
    const blueGreenUpdates = config.recovery?.role !== "active" && each.blueGreenUpdates;
    return { ...database, blueGreenUpdates, ...(restoreFrom && { restoreFrom }) };
  });
  const fileShares = config.fileShares.map((each) => {
    const replica = config.recovery?.role === "active" ? made?.files[each.name] : undefined;
    return { ...each, ...(replica && { replica }) };
  });
  if (parts.serves) return { ...config, parts, databases, fileShares };
  const cluster = { ...config.cluster, capacity: asleep(config.cluster.capacity) };
  // Services come with their load balancer, once there is something for them to run on.
  const loadBalancer = {
    ...{ ...config.loadBalancer, certificateArn: undefined, certificateAuthorityArn: undefined },
  };
  const idle = { services: [], fileGateways: [], fileShares: [], loadBalancer };
  return { ...config, parts, databases, cluster, ...idle };
}

/** AWS Backup takes the retention of an instance over where its plan has continuous backups. */
function withRetention({ backup }: PlatformConfig, database: Database): Database {
  const continuous = backup.plans[database.backupPlan]?.rules.continuous;
  const { backupRetentionInDays = continuous?.retentionInDays ?? 14 } = database;
  return { ...database, backupRetentionInDays };
}

/** A replica serves nobody yet: what only clients need comes with its promotion. */
function asReplica(database: Database, replicaOf: string | undefined) {
  const alone = { readReplicas: 0, proxy: false, blueGreenUpdates: false };
  return { ...database, ...alone, ...(replicaOf !== undefined && { replicaOf }) };
}

/** The classes are there, and nothing runs in them. */
function asleep(
  capacity: PlatformConfig["cluster"]["capacity"],
): PlatformConfig["cluster"]["capacity"] {
  return Object.fromEntries(
    Object.entries(capacity).map(([name, each]) => [
      name,
      { ...each, minSize: 0, onDemandBaseCapacity: 0 },
    ]),
  );
}
