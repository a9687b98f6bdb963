import type { ConfigRule } from "../../rule";
import { databasesSpanZones, databaseFeatures, databaseNames } from "./databases";
import { backupJobsStart } from "./backupJobs";
import { proxyZones } from "./proxyZones";
import { replicaNames } from "./replicaNames";
import { retiringDatabases } from "./retiring";
import { databaseRetention, databasesAreRestored, databasesReplicate } from "./databaseBackups";

/** Rules about databases. */
export const databaseRules: readonly ConfigRule[] = [
  databasesSpanZones,
  databaseFeatures,
  databaseNames,
  replicaNames,
  proxyZones,
  databaseRetention,
  backupJobsStart,
  databasesAreRestored,
  databasesReplicate,
  retiringDatabases,
];
