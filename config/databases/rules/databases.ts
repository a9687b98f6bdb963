import { servedNames } from "../../../components/rds/servedNames";
import { show } from "../../phrases";
import type { Problem } from "../../errors";
import type { ConfigDraft } from "../../types";
import type { ConfigRule } from "../../rule";

type Database = NonNullable<NonNullable<ConfigDraft["databases"]>[number]>;

/** What RDS does not do together with credentials of its own, or in a cluster. */
export const databaseFeatures: ConfigRule = {
  summary:
    "A database with read replicas or blue/green updates has `credentials: generated`; a `multi-az-cluster` has neither, no proxy, an instance class with local disks and no storage autoscaling; every other database has `storage.maxAllocated`; `insights: advanced` is for instances.",
  check: ({ databases }) =>
    (databases ?? []).flatMap((database, index) =>
      (database === undefined ? [] : complaints(database)).map(([key, text]) => ({
        path: ["databases", index, ...key.split(".")],
        text,
      })),
    ),
};

export const databasesSpanZones: ConfigRule = {
  summary:
    "A database needs two Availability Zones, a `multi-az-cluster` three; a production database is Multi-AZ.",
  check: ({ environmentType, databases, network }) => {
    const zones = network?.availabilityZones?.length;
    return (databases ?? []).flatMap((database, index): Problem[] => {
      const { deployment } = database ?? {};
      const path = ["databases", index, "deployment"];
      const least = deployment === "multi-az-cluster" ? 3 : 2;
      if (deployment === "single-az-instance" && environmentType === "production") {
        return [
          {
            path,
            text: `"${deployment}" is lost with its zone; a production database is multi-az-instance or multi-az-cluster`,
          },
        ];
      }
      if (deployment === undefined || zones === undefined || zones >= least) {
        return [];
      }
      return [
        {
          path,
          text: `"${deployment}" needs ${least} Availability Zones; landbridge:network.availabilityZones has ${zones}`,
        },
      ];
    });
  },
};

export const databaseNames: ConfigRule = {
  summary:
    "No two databases serve the same name, in the private zone and to services: their `serves`, or else their own, with `-ro` for replicas. One whose name another one serves goes by its own with `-old`.",
  check: ({ databases }) => {
    const labels = servedNames(databases ?? []);
    return labels.flatMap((label, index): Problem[] => {
      const first = labels.indexOf(label);
      // Duplicate names are reported where the list is checked.
      const bothNamed = databases?.[index]?.name === databases?.[first]?.name;
      if (label === undefined || first === index || bothNamed) {
        return [];
      }
      return [
        {
          path: ["databases", index, databases?.[index]?.serves === undefined ? "name" : "serves"],
          text: `"${label}" is what databases[${first}] serves; change that one's serves in the same update`,
        },
      ];
    });
  },
};

function complaints(database: Database): [string, string][] {
  const { deployment, credentials, readReplicas = 0, blueGreenUpdates, storage } = database;
  const cluster = deployment === "multi-az-cluster";
  const found: [string, string][] = [];
  if (credentials === "managed" && readReplicas > 0) {
    found.push([
      "credentials",
      `"managed" rules out readReplicas (${readReplicas}): RDS replicates no PostgreSQL instance whose password it keeps itself; use generated`,
    ]);
  }
  if (credentials === "managed" && blueGreenUpdates) {
    found.push([
      "credentials",
      '"managed" rules out blueGreenUpdates: RDS makes no blue/green deployment of an instance whose password it keeps itself; use generated',
    ]);
  }
  if (!cluster && deployment !== undefined && storage && storage.maxAllocated === undefined) {
    found.push([
      "storage.maxAllocated",
      "is missing; it must be 126 % of allocated at least, so that the database does not stop when its storage is full",
    ]);
  }
  return cluster ? [...found, ...clusterComplaints(database)] : found;
}

function clusterComplaints(database: Database): [string, string][] {
  const { instanceClass, readReplicas = 0, blueGreenUpdates, proxy, storage, insights } = database;
  const found: [string, string][] = [];
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/multi-az-db-clusters-concepts.html
  const without = (key: string, value: unknown, why: string) =>
    found.push([key, `${show(value)} is not for a multi-az-cluster, ${why}`]);
  if (readReplicas > 0) {
    without("readReplicas", readReplicas, "which has two readable standbys of its own");
  }
  if (blueGreenUpdates) {
    without("blueGreenUpdates", true, "which upgrades its standbys first");
  }
  if (proxy) {
    without("proxy", true, "whose writer endpoint fails over in seconds by itself");
  }
  if (storage?.maxAllocated !== undefined) {
    without(
      "storage.maxAllocated",
      storage.maxAllocated,
      "which does not grow by itself; leave it out",
    );
  }
  if (instanceClass !== undefined && !/^db\.[a-z]+\d+[a-z]*d[a-z]*\./.test(instanceClass)) {
    without(
      "instanceClass",
      instanceClass,
      "whose classes have local disks (such as db.r6gd.large)",
    );
  }
  if (insights === "advanced") {
    without("insights", insights, "which has the standard mode only");
  }
  return found;
}
