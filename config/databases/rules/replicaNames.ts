import type { Problem } from "../../errors";
import type { ConfigDraft } from "../../types";
import type { ConfigRule } from "../../rule";

type Database = NonNullable<ConfigDraft["databases"]>[number];

export const replicaNames: ConfigRule = {
  summary:
    "No database has the name of another one's replicas: `<name>-ro-<number>` in RDS, `<name>-ro` in the private zone.",
  check: ({ databases = [] }) =>
    databases.flatMap((database, index): Problem[] => {
      const { name, serves } = { ...database };
      const label = serves ?? name;
      return databases.flatMap((other, i): Problem[] => {
        const taken = replicasOf(other);
        const isTaken = name !== undefined && taken.identifiers.includes(name);
        if (i === index || (!isTaken && label !== taken.label)) return [];
        return [
          {
            path: ["databases", index, isTaken || serves === undefined ? "name" : "serves"],
            text: `"${isTaken ? name : (label ?? "")}" is what replicas of databases[${i}] are called; choose another`,
          },
        ];
      });
    }),
};

/** What the replicas of a database are called. A cluster has its own, under one name. */
function replicasOf(database: Database): { identifiers: string[]; label: string | undefined } {
  const { name = "", serves = name, readReplicas = 0, deployment } = { ...database };
  const identifiers = Array.from({ length: readReplicas }, (_, i) => `${name}-ro-${i + 1}`);
  const hasReaders = readReplicas > 0 || deployment === "multi-az-cluster";
  return { identifiers, label: name !== "" && hasReaders ? `${serves}-ro` : undefined };
}
