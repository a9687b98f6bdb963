import type { Cloud, Draft } from "../../provider/cloud";
import { AwsError, refuseWhile } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import { blocks, isUnset, text } from "../../provider/values";
import { matches, plan } from "../shared/planChecks";

export const parameterGroupType = "aws:rds/parameterGroup:ParameterGroup";
export const clusterGroupType = "aws:rds/clusterParameterGroup:ClusterParameterGroup";

/** Parameters that PostgreSQL reads when it starts: RDS applies them with a restart only. */
const staticParameters = new Set([
  "max_connections",
  "shared_buffers",
  "shared_preload_libraries",
  "max_worker_processes",
  "max_wal_senders",
  "max_replication_slots",
  "rds.logical_replication",
  "wal_buffers",
  "max_prepared_transactions",
  "max_locks_per_transaction",
  "track_activity_query_size",
]);

const families = /^(aurora-)?(postgres|postgresql|mysql|mariadb|oracle|sqlserver)[\w.-]*\d[\w.-]*$/;

const group = {
  id: ({ inputs }: Draft) => String(inputs["name"]),
  spellName: (name: string) => name.toLowerCase(),
  defaults: { description: "Managed by Pulumi" },
  plan: plan(
    matches("name", /^[a-z](?!.*--)[a-z0-9-]{0,254}$/, "a letter first, then a-z0-9-"),
    matches("family", families, "a family such as postgres17"),
  ),
  rules: parameterRules,
};

export const rdsGroups: Service = {
  [parameterGroupType]: {
    ...group,
    arnResource: ({ id }) => `pg:${id}`,
    deletable: ({ id }, cloud) =>
      refuseWhile(cloud, id, { "aws:rds/instance:Instance": "parameterGroupName" }),
  },
  [clusterGroupType]: {
    ...group,
    arnResource: ({ id }) => `cluster-pg:${id}`,
    deletable: ({ id }, cloud) =>
      refuseWhile(cloud, id, { "aws:rds/cluster:Cluster": "dbClusterParameterGroupName" }),
  },
};

function parameterRules({ inputs }: Draft): void {
  for (const { name, applyMethod = "immediate" } of blocks(inputs["parameters"])) {
    if (!staticParameters.has(String(name)) || applyMethod === "pending-reboot") continue;
    throw new AwsError(
      "InvalidParameterCombination",
      `cannot use immediate apply method for static parameter: ${String(name)}`,
    );
  }
}

/** A database takes parameter groups of its engine's major version only. */
export function familyRules(cloud: Cloud, type: string, name: unknown, version: unknown): void {
  if (isUnset(name) || text(version) === undefined) return;
  const found = cloud.find(type, name, "DBParameterGroupNotFound", "DB parameter group");
  const family = text(found.attributes["family"]);
  const wanted = `postgres${String(version).split(".")[0] ?? ""}`;
  if (!family?.startsWith("postgres") || family === wanted) return;
  throw new AwsError(
    "InvalidParameterCombination",
    `The Parameter Group ${found.id} with DBParameterGroupFamily ${family} cannot be used for this instance. Please use a Parameter Group with DBParameterGroupFamily ${wanted}`,
  );
}

/** A major version is left upwards only, and only when that is said to be meant. */
export function upgradeRules({ inputs, previous }: Draft): void {
  const from = Number.parseInt(text(previous?.attributes["engineVersion"]) ?? "", 10);
  const to = Number.parseInt(text(inputs["engineVersion"]) ?? "", 10);
  if (Number.isNaN(from) || Number.isNaN(to) || from === to) return;
  if (to < from) {
    throw new AwsError(
      "InvalidParameterCombination",
      `Cannot upgrade ${String(inputs["engine"])} from ${from} to ${to}`,
    );
  }
  if (inputs["allowMajorVersionUpgrade"] === true) return;
  throw new AwsError(
    "InvalidParameterCombination",
    "The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version.",
  );
}
