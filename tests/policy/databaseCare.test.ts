import type { Program } from "../support/policy";
import { itJudges, type Case } from "./cases";

const instance = "aws:rds/instance:Instance";
const group = "aws:rds/parameterGroup:ParameterGroup";

const database =
  (inputs: Record<string, unknown>): Case["program"] =>
  (program) => {
    program.add(instance, "db", inputs);
  };

/** A database with a parameter group of the same program. */
function withParameters(engine: string, family: string, parameters: unknown[]): Case["program"] {
  return (program) => {
    const outputs = { name: "parameters-name" };
    const parameterGroup = program.add(group, "parameters", { family, parameters }, { outputs });
    program.add(instance, "db", { engine, parameterGroupName: parameterGroup.output("name") });
  };
}

const on = (name: string, value: string) => [{ name, value }];
const unrelated: Case = {
  what: "what is no database of RDS",
  program: (program: Program) => void program.add("aws:sqs/queue:Queue", "queue", {}),
};

itJudges("require-tls-to-databases", [
  {
    what: "a parameter group that refuses connections without TLS",
    program: withParameters("postgres", "postgres14", on("rds.force_ssl", "1")),
  },
  {
    what: "one that allows them",
    program: withParameters("postgres", "postgres17", on("rds.force_ssl", "0")),
    rejects: ["parameters"],
    says: /"parameters" lets clients of aws\.rds\.Instance "db" connect without TLS.*\n.*rds\.force_ssl", value: "1" } \(now "0"\)/,
  },
  {
    what: "one that says nothing, from PostgreSQL 15 on",
    program: withParameters("postgres", "postgres15", []),
  },
  {
    what: "one that says nothing, before that",
    program: withParameters("postgres", "postgres14", []),
    rejects: ["parameters"],
  },
  {
    what: "no parameter group, from PostgreSQL 15 on, and a replica's silence",
    program: (program) => {
      program.add(instance, "db", { engine: "postgres", engineVersion: "17.4" });
      program.add(instance, "replica", { replicateSourceDb: "db" });
    },
  },
  {
    what: "no parameter group, before that, and for MySQL",
    program: (program) => {
      program.add(instance, "old", { engine: "postgres", engineVersion: "14.9" });
      program.add(instance, "other", { engine: "mysql", engineVersion: "8.4" });
    },
    rejects: ["old", "other"],
    says: /no parameter group of its own/,
  },
  {
    what: "MySQL that requires TLS",
    program: withParameters("mysql", "mysql8.4", on("require_secure_transport", "ON")),
  },
  {
    what: "a Multi-AZ cluster's parameter group that allows plain text",
    program: (program) => {
      const parameters = program.add(
        "aws:rds/clusterParameterGroup:ClusterParameterGroup",
        "parameters",
        { family: "postgres17", parameters: on("rds.force_ssl", "0") },
        { outputs: { name: "parameters-name" } },
      );
      program.add("aws:rds/cluster:Cluster", "cluster", {
        engine: "postgres",
        dbClusterParameterGroupName: parameters.output("name"),
      });
    },
    rejects: ["parameters"],
  },
  {
    what: "a proxy without TLS, beside one with",
    program: (program) => {
      program.add("aws:rds/proxy:Proxy", "plain", { requireTls: false });
      program.add("aws:rds/proxy:Proxy", "encrypted", { requireTls: true });
    },
    rejects: ["plain"],
    says: /requireTls: true/,
  },
  unrelated,
]);

itJudges("require-database-backups", [
  { what: "two weeks and a final snapshot", program: database({ backupRetentionPeriod: 14 }) },
  {
    what: "a day",
    program: database({ backupRetentionPeriod: 1 }),
    rejects: ["db"],
    says: /backupRetentionPeriod: 7 or more/,
  },
  { what: "a database that says nothing", program: database({}), rejects: ["db"] },
  {
    what: "no final snapshot",
    program: database({ backupRetentionPeriod: 7, skipFinalSnapshot: true }),
    rejects: ["db"],
    says: /skipFinalSnapshot: false/,
  },
  {
    what: "a replica, whose primary is backed up",
    program: database({ replicateSourceDb: "primary", skipFinalSnapshot: true }),
  },
  unrelated,
]);

itJudges("enable-database-deletion-protection", [
  { what: "a protected database", program: database({ deletionProtection: true }) },
  {
    what: "an unprotected one",
    program: database({ deletionProtection: false }),
    rejects: ["db"],
    says: /deletionProtection: true/,
  },
  { what: "one that says nothing", program: database({}), rejects: ["db"] },
  unrelated,
]);

itJudges("enable-storage-autoscaling", [
  {
    what: "exactly 26 % of room",
    program: database({ allocatedStorage: 100, maxAllocatedStorage: 126 }),
  },
  {
    what: "a gibibyte less",
    program: database({ allocatedStorage: 100, maxAllocatedStorage: 125 }),
    rejects: ["db"],
    says: /from 100 to 125 GiB only.*\n.*maxAllocatedStorage: 126 or more/,
  },
  {
    what: "autoscaling that is off, said or unsaid",
    program: (program) => {
      program.add(instance, "said", { allocatedStorage: 100, maxAllocatedStorage: 0 });
      program.add(instance, "unsaid", { allocatedStorage: 100 });
    },
    rejects: ["said", "unsaid"],
    says: /autoscaling is off/,
  },
  {
    what: "a replica that can grow",
    program: database({ replicateSourceDb: "db-1", maxAllocatedStorage: 500 }),
  },
  unrelated,
]);
