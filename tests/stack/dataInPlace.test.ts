import * as assert from "node:assert/strict";
import { explain, openSandbox, type RunResult, type Sandbox } from "../support/engine";
import { readStackFile } from "../support/stackFile";

type Entry = Record<string, unknown>;

/** A section of the committed prod stack, with keys of its entry of that name changed. */
function changed(section: string, name: string, keys: Entry): Record<string, Entry[]> {
  const key = `landbridge:${section}`;
  const entries = readStackFile("prod").config[key] as Entry[];
  assert.ok(
    entries.some((entry) => entry["name"] === name),
    `prod has no ${section} ${name}`,
  );
  return {
    [key]: entries.map((entry) => (entry["name"] === name ? { ...entry, ...keys } : entry)),
  };
}

/** A change of config that AWS makes in place, and what of which resource it updates. */
interface InPlace {
  readonly what: string;
  readonly section: "databases" | "fileGateways" | "fileShares";
  readonly keys: Entry;
  readonly updates: Readonly<Record<string, readonly string[]>>;
}

const database = (what: string, keys: Entry, updates: InPlace["updates"]): InPlace => ({
  what: `a database's ${what}`,
  section: "databases",
  keys,
  updates,
});
const primary = "databases-orders-instance";
const replica = "databases-orders-ro-1";

const table: readonly InPlace[] = [
  database(
    "instance class",
    { instanceClass: "db.r8g.2xlarge" },
    { [primary]: ["instanceClass"], [replica]: ["instanceClass"] },
  ),
  database(
    "storage and its ceiling",
    { storage: { allocated: 200, maxAllocated: 1000 } },
    { [primary]: ["allocatedStorage", "maxAllocatedStorage"], [replica]: ["maxAllocatedStorage"] },
  ),
  database(
    "backup retention, which AWS Backup leaves alone in the plan bronze",
    { backupRetentionInDays: 21 },
    { [primary]: ["backupRetentionPeriod"] },
  ),
  database("backup window", { backupWindow: "22:00-23:00" }, { [primary]: ["backupWindow"] }),
  database(
    "maintenance window",
    { maintenanceWindow: "sat:04:00-sat:05:00" },
    { [primary]: ["maintenanceWindow"], [replica]: ["maintenanceWindow"] },
  ),
  database(
    "parameters",
    { parameters: { work_mem: "32768", max_connections: "800" } },
    {
      "databases-orders-parameters": ["parameters"],
      "databases-orders-connections": ["alarmDescription", "threshold"],
    },
  ),
  database(
    "insights",
    { insights: "advanced" },
    { [primary]: ["databaseInsightsMode", "performanceInsightsRetentionPeriod"] },
  ),
  database(
    "log retention",
    { logRetentionInDays: 365 },
    { "databases-orders-postgresql": ["retentionInDays"] },
  ),
  database(
    "haste",
    { applyImmediately: true },
    { [primary]: ["applyImmediately"], [replica]: ["applyImmediately"] },
  ),
  {
    what: "a gateway's update window",
    section: "fileGateways",
    keys: { softwareUpdates: { dayOfWeek: "saturday", hour: 5, minute: 0 } },
    updates: { "files-dc1-gateway": ["maintenanceStartTime"] },
  },
  {
    what: "a gateway's address, which matters for its activation only",
    section: "fileGateways",
    keys: { appliance: { address: "10.100.20.99" } },
    updates: {},
  },
  {
    what: "a share's clients",
    section: "fileShares",
    keys: { clients: ["10.100.10.0/24", "10.100.14.0/24"] },
    updates: { "files-reports-share-nfs": ["clientLists"] },
  },
  {
    what: "a share's squash, cache and access",
    section: "fileShares",
    keys: { squash: "none", refreshAfterSeconds: 900, readOnly: true },
    updates: {
      "files-reports-share-nfs": ["cacheAttributes", "readOnly", "squash"],
      "files-reports-share-policy": ["policy"],
    },
  },
  {
    what: "how long a share keeps old versions",
    section: "fileShares",
    keys: { noncurrentVersionDays: 30 },
    updates: { "files-reports-lifecycle": ["rules"] },
  },
];

const named = { databases: "orders", fileGateways: "dc1", fileShares: "reports" };

/** Every row of the table at once. */
function allChanges(): Record<string, Entry[]> {
  const sections = Object.keys(named) as InPlace["section"][];
  const each = sections.map((section) => {
    const rows = table.filter((row) => row.section === section);
    const base = section === "databases" ? { backupPlan: "bronze" } : {};
    const keys = Object.assign(base, ...rows.map((row) => row.keys)) as Entry;
    return changed(section, named[section], keys);
  });
  return Object.assign({}, ...each) as Record<string, Entry[]>;
}

/** Back to what is committed. */
function committed(): Record<string, unknown> {
  const { config } = readStackFile("prod");
  return Object.fromEntries(
    Object.keys(named).map((section) => [`landbridge:${section}`, config[`landbridge:${section}`]]),
  );
}

function changesOf(result: RunResult): string[] {
  return result.steps
    .filter(({ op }) => op !== "same" && op !== "read")
    .map(({ op, name }) => `${op} ${name}`)
    .sort();
}

describe("databases and file shares of the prod stack", function () {
  this.timeout(180_000);
  let sandbox: Sandbox;
  let all: RunResult;

  before(async () => {
    const bronze = changed("databases", "orders", { backupPlan: "bronze" });
    const config = { "landbridge:services": [], "landbridge:jobs": [], ...bronze }; // What they change follows their own tests.
    sandbox = await openSandbox({ stack: "prod", policyPack: false, config });
    const up = await sandbox.up();
    assert.ok(up.succeeded, explain(up));
    await sandbox.setConfig(allChanges());
    all = await sandbox.preview();
    assert.ok(all.succeeded, explain(all));
  });

  for (const { what, updates } of table) {
    it(`take another value for ${what} in place`, () => {
      for (const [name, properties] of Object.entries(updates)) {
        const steps = all.steps.filter((step) => step.name === name);
        assert.deepEqual(
          steps.map(({ op }) => op),
          ["update"],
          name,
        );
        const keys = steps.flatMap((step) => step.keys ?? []);
        for (const property of properties)
          assert.ok(keys.includes(property), `${name}: ${keys.join()}`);
      }
    });
  }

  it("are changed in nothing else, and nothing is created, replaced or deleted", () => {
    const expected = new Set(table.flatMap(({ updates }) => Object.keys(updates)));
    // RDS replicates automated backups anew when their retention changes, and keeps those that are there.
    const anew = "recovery-backups-orders";
    const others = all.steps.filter(
      ({ op, name }) => op !== "same" && !expected.has(name) && name !== anew,
    );
    const alike = /^databases-orders-(iam-db-auth-error|upgrade|ro-1-|storage-|connections)/;
    const policies = /^aws:(secretsmanager|s3|cloudwatch)\//;
    for (const { op, name, type } of others) {
      assert.equal(op, "update", `${op} ${name}`);
      assert.ok(alike.test(name) || policies.test(type) || name.startsWith("databases-"), name);
    }
  });

  it("leave retention and window to AWS Backup in a plan with continuous backups, which keeps more", async () => {
    const gold = { ...committed(), ...changed("databases", "orders", { backupPlan: "gold" }) };
    await sandbox.setConfig(gold);
    const { steps } = await sandbox.preview();
    const keys = steps.find(({ name }) => name === primary)?.keys ?? [];
    assert.ok(keys.includes("tags"), keys.join());
    assert.ok(!keys.some((key) => key.startsWith("backup")), keys.join());
  });

  it("take all of it at once, beside a database that is restored to a point in time", async () => {
    const changes = allChanges();
    const key = "landbridge:databases";
    const [orders = {}] = changes[key] ?? [];
    const pointInTime = { source: "landbridge-prod-orders", time: "2026-11-21T03:15:00Z" };
    const copy = { ...orders, name: "orders-restored", readReplicas: 0, proxy: false };
    const restored = { ...copy, restoreFrom: { pointInTime } };
    await sandbox.setConfig({ ...changes, [key]: [...(changes[key] ?? []), restored] });
    const result = await sandbox.up();
    assert.ok(result.succeeded, explain(result));
    const touched = changesOf(result).filter((change) => !change.startsWith("update "));
    assert.ok(touched.includes("create databases-orders-restored-instance"));
    assert.deepEqual(
      touched.filter((change) => !/^create databases-| recovery-backups-orders/.test(change)),
      [],
    );
    // The provider sends no retention, windows or insights with a restore to a moment: a second update does.
    const [rest, again] = [await sandbox.up(), await sandbox.preview()];
    assert.deepEqual(changesOf(rest), ["update databases-orders-restored-instance"]);
    assert.deepEqual(changesOf(again), []);
    await sandbox.setConfig({ [key]: [orders, { ...restored, serves: "orders" }] });
    const switched = await sandbox.preview();
    assert.ok(switched.succeeded, explain(switched));
    const records = switched.steps.filter(
      ({ name, op }) => name.includes("-record-") && op !== "same",
    );
    const front = records.find(({ name }) => name === "databases-record-orders");
    assert.deepEqual([front?.op, front?.keys], ["update", ["records"]]);
    for (const { name, op } of switched.steps) {
      assert.ok(op === "same" || name.includes("-record-"), `${op} ${name}`);
    }
  });

  it("are replaced by nothing: protect rejects, and leads to the runbook", async () => {
    await sandbox.setConfig({
      ...committed(),
      ...changed("databases", "orders", { databaseName: "orders2" }),
    });
    const result = await sandbox.preview();
    assert.equal(result.succeeded, false);
    assert.match(explain(result), /unable to replace resource .*databases-orders-instance/);
    const [advice = ""] = result.advice.filter((line) => line.includes("orders-instance"));
    assert.equal(
      advice,
      "databases-orders-instance is protected: an update that would replace it stops before its first step. docs/runbooks/restore-database.md has the way around it.",
    );
  });

  it("are deleted by nothing: a share that leaves the config keeps its bucket, and the runbook is named", async () => {
    const shares = committed()["landbridge:fileShares"] as Entry[];
    await sandbox.setConfig({
      ...committed(),
      "landbridge:fileShares": shares.filter(({ name }) => name !== "reports"),
    });
    const result = await sandbox.preview();
    assert.equal(result.succeeded, false);
    const [advice = ""] = result.advice.filter((line) => line.includes("reports-bucket"));
    assert.equal(
      advice,
      "files-reports-bucket is protected: an update that would delete it stops before its first step. docs/runbooks/replace-file-gateway.md has the way around it.",
    );
  });
});
