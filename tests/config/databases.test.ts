import * as assert from "node:assert/strict";
import { goodStack, inProduction, parse, problemsOf } from "./stack";

/** A database that says no more than it must. */
const orders = {
  name: "orders",
  dataClassification: "confidential",
  engineVersion: "17",
  instanceClass: "db.r8g.large",
  storage: { allocated: 100, maxAllocated: 500 },
  databaseName: "orders",
};

/** The stack with databases, each like `orders` with some keys changed. */
function stack(...changes: object[]): object {
  return { ...goodStack(), databases: changes.map((change) => ({ ...orders, ...change })) };
}

/** What is wrong, what is said about it: the path below `landbridge:databases`, then the rest. */
const cases: readonly [string, object[], ...string[]][] = [
  [
    "a name with capitals",
    [{ name: "Orders" }],
    '[0].name: "Orders" is not a name of lower-case letters, digits and single hyphens that begins with a letter',
  ],
  [
    "a name with two hyphens in a row, which RDS rejects",
    [{ name: "orders--eu" }],
    '[0].name: "orders--eu" is not a name of lower-case letters, digits and single hyphens that begins with a letter',
  ],
  [
    "a name that is too long for RDS with what is added",
    [{ name: "a".repeat(41) }],
    `[0].name: "${"a".repeat(41)}" has 41 characters; 40 at most, as AWS's names are made of it`,
  ],
  ["a name twice", [{}, {}], '[1].name: "orders" is the name of [0] already'],
  [
    "an unknown deployment",
    [{ deployment: "multi-az" }],
    '[0].deployment: "multi-az" is not one of multi-az-instance, multi-az-cluster, single-az-instance',
  ],
  [
    "data that must not leave the data centre",
    [{ dataClassification: "on-prem-only" }],
    '[0].dataClassification: "on-prem-only" data stays in the data centre, but a database is in RDS; keep it there, or class it anew with who answers for it',
  ],
  [
    "no class of data",
    [{ dataClassification: undefined }],
    "[0].dataClassification: is missing; it must be one of public, internal, confidential, on-prem-only",
  ],
  [
    "an unknown backup plan",
    [{ backupPlan: "platinum" }],
    '[0].backupPlan: "platinum" is not one of gold, silver, bronze',
  ],
  [
    "another engine's version",
    [{ engineVersion: "8.0.36" }],
    '[0].engineVersion: "8.0.36" is not a version of PostgreSQL (such as 17, whose minor version RDS keeps current, or 17.6)',
  ],
  [
    "an EC2 instance type",
    [{ instanceClass: "r8g.large" }],
    '[0].instanceClass: "r8g.large" is not a DB instance class (such as db.r8g.large)',
  ],
  [
    "room for autoscaling below AWS's advice",
    [{ storage: { allocated: 100, maxAllocated: 125 } }],
    "[0].storage.maxAllocated: 125 is less than 126 % of allocated (100); it must be 126 at least, so that storage can grow",
  ],
  [
    "no autoscaling",
    [{ storage: { allocated: 100 } }],
    "[0].storage.maxAllocated: is missing; it must be 126 % of allocated at least, so that the database does not stop when its storage is full",
  ],
  [
    "storage below gp3's least",
    [{ storage: { allocated: 10, maxAllocated: 100 } }],
    "[0].storage.allocated: 10 is too small; it must be 20 at least",
  ],
  [
    "IOPS of a volume that is too small for a choice",
    [{ storage: { allocated: 100, maxAllocated: 500, iops: 12000 } }],
    "[0].storage.iops: 12000 can be chosen from 400 GiB on; allocated is 100",
  ],
  [
    "more throughput than the IOPS carry",
    [{ storage: { allocated: 400, maxAllocated: 800, iops: 12000, throughput: 4000 } }],
    "[0].storage.throughput: 4000 is more than a quarter of iops (12000)",
  ],
  [
    "a database name with a hyphen",
    [{ databaseName: "my-orders" }],
    '[0].databaseName: "my-orders" is not a PostgreSQL name (lower-case letters, digits and _, 63 at most, no digit first)',
  ],
  [
    "a master user that RDS keeps for itself",
    [{ masterUsername: "admin" }],
    '[0].masterUsername: "admin" is reserved by RDS; choose another than admin, rdsadmin, rdsrepladmin, rdstopmgr, rds_superuser',
  ],
  [
    "read replicas of a database whose password RDS keeps",
    [{ readReplicas: 1 }],
    '[0].credentials: "managed" rules out readReplicas (1): RDS replicates no PostgreSQL instance whose password it keeps itself; use generated',
  ],
  [
    "blue/green updates of a database whose password RDS keeps",
    [{ blueGreenUpdates: true }],
    '[0].credentials: "managed" rules out blueGreenUpdates: RDS makes no blue/green deployment of an instance whose password it keeps itself; use generated',
  ],
  [
    "a retention that AWS Backup would change",
    [{ backupRetentionInDays: 14 }],
    "[0].backupRetentionInDays: 14 is not what landbridge:backup.plans.gold.rules.continuous says (35); AWS Backup sets the instance to that by itself, so leave it out or change the plan",
  ],
  [
    "too many read replicas",
    [{ readReplicas: 6, credentials: "generated" }],
    "[0].readReplicas: 6 is too large; it must be 5 at most",
  ],
  [
    "TLS switched off",
    [{ parameters: { "rds.force_ssl": "0" } }],
    '[0].parameters["rds.force_ssl"]: is 1 in every database, as connections are encrypted; take it out',
  ],
  [
    "a parameter that is a number in YAML",
    [{ parameters: { work_mem: 16384 } }],
    "[0].parameters.work_mem: 16384 is a number, not a string; put it in quotes",
  ],
  [
    "backups that are kept too short",
    [{ backupRetentionInDays: 1 }],
    "[0].backupRetentionInDays: 1 is too small; it must be 7 at least",
  ],
  [
    "backups that RDS can't keep that long",
    [{ backupRetentionInDays: 36 }],
    "[0].backupRetentionInDays: 36 is too large; it must be 35 at most",
  ],
  [
    "a backup window that is none",
    [{ backupWindow: "1:00-2:00" }],
    '[0].backupWindow: "1:00-2:00" is not a daily window in UTC (such as 01:00-02:00)',
  ],
  [
    "a backup window that is too short",
    [{ backupWindow: "01:00-01:20" }],
    '[0].backupWindow: "01:00-01:20" is 20 minutes long; 30 at least',
  ],
  [
    "a maintenance window without days",
    [{ maintenanceWindow: "03:00-04:00" }],
    '[0].maintenanceWindow: "03:00-04:00" is not a weekly window in UTC (such as sun:03:00-sun:04:00)',
  ],
  [
    "windows that collide",
    [{ backupWindow: "03:30-04:30" }],
    '[0].maintenanceWindow: "sun:03:00-sun:04:00" overlaps backupWindow ("03:30-04:30"); RDS requires them apart',
  ],
  [
    "a client outside the data centre",
    [{ clientCidrs: ["10.100.8.0/24", "10.99.0.0/24"] }],
    '[0].clientCidrs[1]: "10.99.0.0/24" is not within landbridge:onPremises.cidrs (10.100.0.0/16)',
  ],
  [
    "a restore from nothing",
    [{ restoreFrom: {} }],
    "[0].restoreFrom: has neither snapshot nor pointInTime; give one of them",
  ],
  [
    "a restore from both",
    [{ restoreFrom: { snapshot: "orders-final", pointInTime: { source: "orders" } } }],
    "[0].restoreFrom: has both snapshot and pointInTime; give one of them",
  ],
  [
    "a restore to a time in words",
    [{ restoreFrom: { pointInTime: { source: "orders", time: "yesterday" } } }],
    '[0].restoreFrom.pointInTime.time: "yesterday" is neither latest nor a time in UTC (such as 2026-11-20T03:15:00Z)',
  ],
  [
    "two databases that serve the same name",
    [{}, { name: "first", serves: "orders" }, { name: "second", serves: "orders" }],
    '[2].serves: "orders" is what databases[1] serves; change that one\'s serves in the same update',
  ],
  [
    "a name that the one before goes by, once its own is taken over",
    [{}, { name: "restored", serves: "orders" }, { name: "orders-old" }],
    '[2].name: "orders-old" is what databases[0] serves; change that one\'s serves in the same update',
  ],
  [
    "a proxy in zones that the network hasn't, one that is none, and two of a name",
    [
      { name: "one", proxy: true, proxyZones: ["a", "c"] },
      { name: "two", proxyZones: ["a", "b"] },
      { name: "three", proxy: true, proxyZones: ["b", "a"] },
      { name: "three-in-ab", proxy: true },
    ],
    '[0].proxyZones: ["c"] is not in landbridge:network.availabilityZones ["a","b"]',
    "[1].proxyZones: is only for a database with `proxy: true`",
    '[2].proxyZones: names the proxy like that of database "three-in-ab"',
  ],
  [
    "a cluster with what clusters have not",
    [
      {
        deployment: "multi-az-cluster",
        readReplicas: 1,
        credentials: "generated",
        proxy: true,
        insights: "advanced",
      },
    ],
    '[0].deployment: "multi-az-cluster" needs 3 Availability Zones; landbridge:network.availabilityZones has 2',
    "[0].readReplicas: 1 is not for a multi-az-cluster, which has two readable standbys of its own",
    "[0].proxy: true is not for a multi-az-cluster, whose writer endpoint fails over in seconds by itself",
    "[0].storage.maxAllocated: 500 is not for a multi-az-cluster, which does not grow by itself; leave it out",
    '[0].instanceClass: "db.r8g.large" is not for a multi-az-cluster, whose classes have local disks (such as db.r6gd.large)',
    '[0].insights: "advanced" is not for a multi-az-cluster, which has the standard mode only',
  ],
];

describe("landbridge:databases", () => {
  for (const [title, changes, ...says] of cases) {
    it(`rejects ${title}`, () => {
      const lines = says.map((line) => `landbridge:databases${line}`);
      assert.deepEqual([...problemsOf(stack(...changes))].sort(), lines.sort());
    });
  }

  it("rejects a single instance in production, where two zones are the least", () => {
    const raw = { ...stack({ deployment: "single-az-instance" }), ...inProduction };
    assert.deepEqual(problemsOf(raw), [
      'landbridge:databases[0].deployment: "single-az-instance" is lost with its zone; a production database is multi-az-instance or multi-az-cluster',
    ]);
  });

  it("is Multi-AZ, managed and backed up by the plan gold unless it says otherwise", () => {
    const [database] = parse(stack({})).databases;
    assert.equal(database?.deployment, "multi-az-instance");
    assert.equal(database.credentials, "managed");
    assert.equal(database.backupPlan, "gold");
    assert.deepEqual(database.clientCidrs, []);
  });

  it("is kept restorable for as long as its plan's continuous backups, or else for two weeks", () => {
    const plans = ["gold", "silver", "bronze"].map((backupPlan) => ({
      backupPlan,
      name: backupPlan,
    }));
    const days = parse(stack(...plans)).databases.map((each) => each.backupRetentionInDays);
    assert.deepEqual(days, [35, 14, 14]);
    const bronze = { backupPlan: "bronze", backupRetentionInDays: 7 };
    assert.deepEqual(problemsOf(stack(bronze)), []);
  });

  it("takes a restored database that takes over the name of the one before by one value", () => {
    const restored = {
      name: "orders-restored",
      serves: "orders",
      restoreFrom: { pointInTime: { source: "landbridge-dev-orders" } },
    };
    const [, database] = parse(stack({}, restored)).databases;
    assert.equal(database?.restoreFrom?.pointInTime?.time, "latest");
  });

  it("may retire once no service uses it, by whatever name it serves", () => {
    const service = {
      name: "shop",
      placement: "cloud",
      dataClassification: "confidential",
      image: "public.ecr.aws/docker/library/busybox:1.37.0",
      cpu: 128,
      memory: 128,
      replicas: { cloud: 1 },
      databases: [{ name: "orders" }],
    };
    const gone = { retiring: true };
    const used = (...changes: object[]) =>
      problemsOf({ ...stack(...changes), services: [service] }).filter((each) =>
        each.includes("retiring"),
      );
    const next = { name: "next", serves: "orders" };
    assert.deepEqual(used({}, next), []);
    assert.deepEqual(used(gone, next), []);
    const text = (index: number) =>
      `landbridge:databases[${index}].retiring: true, but shop of landbridge:services or landbridge:jobs uses it by the name "orders"; let another database serve that name, or take it out there, first`;
    assert.deepEqual(used(gone), [text(0)]);
    assert.deepEqual(used({}, { ...next, ...gone }), [text(1)]);
  });
});
