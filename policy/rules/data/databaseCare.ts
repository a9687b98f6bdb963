import { describe, type Graph, type Node, type Resource } from "../../graph";
import { securityHub, securityHubUrl, wellArchitected } from "../../frameworks";
import type { Properties } from "../../known";
import type { Report, Rule } from "../../rule";
import type { Settings } from "../../settings";
import { types } from "../../types";

const tags = ["rds"];
const databases = [...types.rdsInstance, ...types.rdsCluster];

/** A replica takes backups, engine and final snapshot from what it replicates. */
function isReplica({ props }: Resource): boolean {
  return ["replicateSourceDb", "replicationSourceIdentifier"].some((key) => props.isSet(key));
}

/** The parameter by which each engine refuses connections without TLS, and its value. */
const tlsParameters: Readonly<Record<string, { name: string; on: readonly string[] }>> = {
  postgres: { name: "rds.force_ssl", on: ["1"] },
  mysql: { name: "require_secure_transport", on: ["1", "ON"] },
  mariadb: { name: "require_secure_transport", on: ["1", "ON"] },
};

/** From version 15 on, PostgreSQL's own default of rds.force_ssl in RDS is 1. */
function defaultIsTls(version: string | undefined): boolean {
  return Number.parseInt(version ?? "", 10) >= 15;
}

/** The number at the end of a parameter group's family: `postgres17`. */
function familyVersion(group: Node): string | undefined {
  return /^postgres(\d+)/.exec(group.props.string("family") ?? "")?.[1];
}

/** Says of each parameter group once what is wrong with it, however many databases have it. */
function checkTls(graph: Graph, database: Node, seen: Set<Node>, report: Report): void {
  const cluster = types.rdsCluster.some((type) => type === database.type);
  const property = cluster ? "dbClusterParameterGroupName" : "parameterGroupName";
  const groups = cluster ? types.clusterParameterGroup : types.parameterGroup;
  const engine = database.props.string("engine") ?? (isReplica(database) ? "postgres" : "");
  const parameter = tlsParameters[engine];
  if (!parameter) return;
  const { certain, external } = graph.references(database, property, groups);
  const [group] = certain;
  const line = `parameters of the parameter group: { name: "${parameter.name}", value: "${parameter.on[0] ?? ""}" }`;
  const postgres = engine === "postgres";
  if (!group) {
    const fine = postgres && defaultIsTls(database.props.string("engineVersion"));
    if (fine || isReplica(database)) return;
    const problem = `${describe(database)} accepts connections without TLS`;
    if (external.length > 0) {
      report.unsure(database, `${problem}, unless ${external.join()} says otherwise`, line);
    } else report.violation(database, `${problem}: it has no parameter group of its own`, line);
    return;
  }
  if (seen.has(group)) return;
  seen.add(group);
  const set = group.inputs
    .objects("parameters")
    .find((each) => each.string("name") === parameter.name);
  if (!set && postgres && defaultIsTls(familyVersion(group))) return;
  if (set && parameter.on.includes(set.string("value") ?? "")) return;
  report.violation(
    group,
    `${describe(group)} lets clients of ${describe(database)} connect without TLS`,
    `${line}${set ? ` (now "${set.string("value") ?? "not known"}")` : ""}`,
  );
}

function checkBackups(database: Resource, report: Report, settings: Settings): void {
  const { props } = database;
  const least = settings.minimumDatabaseBackupDays;
  if (isReplica(database)) return;
  const days = props.number("backupRetentionPeriod");
  if (!props.isUnknown("backupRetentionPeriod") && (days ?? 0) < least) {
    report.violation(
      database,
      `${describe(database)} can be restored to the last ${days ?? 0} days only`,
      `backupRetentionPeriod: ${least} or more`,
    );
  }
  if (props.boolean("skipFinalSnapshot") === true) {
    report.violation(
      database,
      `${describe(database)} takes no snapshot when it is deleted`,
      "skipFinalSnapshot: false, and a finalSnapshotIdentifier",
    );
  }
}

/** The least `maxAllocatedStorage` for an allocation: AWS's own advice, so that it can grow twice. */
function leastRoom(allocated: number): number {
  return Math.ceil((allocated * 126) / 100);
}

function checkAutoscaling(database: Resource, props: Properties, report: Report): void {
  // A Multi-AZ cluster does not grow by itself, and Aurora needs no help: instances only.
  const allocated = props.number("allocatedStorage");
  const most = props.number("maxAllocatedStorage") ?? 0;
  if (props.isUnknown("maxAllocatedStorage")) return;
  const least = leastRoom(allocated ?? 0);
  if (most > 0 && most >= least) return;
  report.violation(
    database,
    most === 0
      ? `${describe(database)} stops when its storage is full: autoscaling is off`
      : `${describe(database)} may grow from ${allocated ?? 0} to ${most} GiB only, less than AWS advises`,
    `maxAllocatedStorage: ${allocated === undefined ? "26 % above what it has" : `${least} or more`}`,
  );
}

export const databaseCareRules: readonly Rule[] = [
  {
    number: 28,
    name: "require-tls-to-databases",
    description: "Databases refuse connections without TLS, by their parameter group.",
    why: "Clients fall back to plain text without a word when they are allowed to; over a Direct Connect link that is readable.",
    severity: "high",
    framework: securityHub(
      "RDS.43",
      "RDS DB proxies should require TLS encryption for connections; databases through rds.force_ssl",
    ),
    tags: [...tags, "encryption"],
    remediationSteps:
      "Set rds.force_ssl to 1 (PostgreSQL) or require_secure_transport to 1 (MySQL, MariaDB) in the instance's own parameter group.",
    url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html",
    locked: true,
    checkStack(graph, report) {
      const seen = new Set<Node>();
      for (const database of graph.ofType(databases)) checkTls(graph, database, seen, report);
      for (const proxy of graph.ofType(types.rdsProxy)) {
        if (proxy.props.boolean("requireTls") === true || proxy.props.isUnknown("requireTls"))
          continue;
        report.violation(
          proxy,
          `${describe(proxy)} accepts connections without TLS`,
          "requireTls: true",
        );
      }
    },
  },
  {
    number: 35,
    name: "require-database-backups",
    description:
      "Databases are backed up for seven days or more, and leave a snapshot behind when deleted.",
    why: "AWS's default retention is no backups at all, and the provider's default is to delete without a trace of the data.",
    severity: "critical",
    framework: securityHub("RDS.11", "RDS instances should have automatic backups enabled"),
    tags: [...tags, "data-protection"],
    remediationSteps:
      "Set backupRetentionPeriod to 7 or more, skipFinalSnapshot to false and finalSnapshotIdentifier to a name.",
    url: securityHubUrl("rds", "RDS.11"),
    types: databases,
    check: checkBackups,
  },
  {
    number: 61,
    name: "enable-database-deletion-protection",
    description: "RDS itself refuses to delete a database.",
    why: "Pulumi's protect ends with a line in a program; RDS's own flag also holds against the console and other tools.",
    severity: "high",
    framework: securityHub("RDS.8", "RDS DB instances should have deletion protection enabled"),
    tags: [...tags, "data-protection"],
    remediationSteps: "Set deletionProtection to true.",
    url: securityHubUrl("rds", "RDS.8"),
    types: databases,
    check(database, report) {
      const { props } = database;
      if (props.boolean("deletionProtection") === true || props.isUnknown("deletionProtection"))
        return;
      report.violation(
        database,
        `${describe(database)} can be deleted by anyone who may delete databases`,
        "deletionProtection: true",
      );
    },
  },
  {
    number: 62,
    name: "enable-storage-autoscaling",
    description: "Database instances grow by themselves, with 26 % of room or more.",
    why: "PostgreSQL stops when its disk is full; below 10 % of room AWS rejects autoscaling, below 26 % it acts once at most.",
    severity: "medium",
    framework: wellArchitected("REL07-BP01", "Use automation when obtaining or scaling resources"),
    tags: [...tags, "resilience"],
    remediationSteps: "Set maxAllocatedStorage to 126 % of allocatedStorage or more.",
    url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html",
    types: types.rdsInstance,
    check: (database, report) => checkAutoscaling(database, database.props, report),
  },
];
