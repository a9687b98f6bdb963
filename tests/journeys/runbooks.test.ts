import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { recoveryStrategies, type RecoveryStrategy } from "../../components/recovery/strategies";
import { servedNames } from "../../components/rds/servedNames";
import { Operations } from "../../sandbox/provider/operations";
import { Provider } from "../../sandbox/provider/provider";
import type { Props } from "../../sandbox/provider/store";
import { recoveryPointsIn } from "../../sandbox/settings";
import { accounts, resourceNames } from "../../sandbox/tamper";
import { Commands, type Command } from "../support/commands";
import { temporaryDirectory } from "../support/engine";
import { blocksOf, commandsOf } from "../support/runbook";
import { readStackFile } from "../support/stackFile";

type Entry = Record<string, unknown>;

const workDir = temporaryDirectory();
const stateDir = path.join(workDir, "aws");
const commands = new Commands(workDir);

async function succeeds(script: Command["script"], ...args: string[]): Promise<string> {
  const { succeeded, said } = await commands.run({ script, args });
  assert.ok(succeeded, `${script} ${args.join(" ")}\n${said.slice(-4000)}`);
  // A second look finds nothing to do, and the policies nothing to reject.
  if (args[0] === "preview") assert.match(said, /Resources:\n +\d+ unchanged\n/, said.slice(-4000));
  return said;
}

/** What `aws rds` would do of itself: the stand-in's account is changed by Pulumi's provider only. */
async function aws(...args: string[]): Promise<void> {
  const [service, verb] = args;
  const option = (name: string): string => args[args.indexOf(`--${name}`) + 1] ?? "";
  const [account] = accounts(stateDir);
  assert.ok(account, "there is no account yet");
  const { accountId, store } = account;
  const settings = { accountId, defaultTags: {}, ignoreTags: { keys: [], keyPrefixes: [] } };
  const operations = new Operations(store, path.join(stateDir, "operations.jsonl"), 0, "");
  const provider = new Provider({ ...settings, region: option("region") }, store, operations);
  const create = (type: string, inputs: Props) =>
    provider.create(`urn:pulumi:by-hand::landbridge::${type}::${verb ?? ""}-${Date.now()}`, inputs);
  assert.equal(service, "rds");
  if (verb === "create-db-snapshot") {
    await create("aws:rds/snapshot:Snapshot", {
      dbInstanceIdentifier: option("db-instance-identifier"),
      dbSnapshotIdentifier: option("db-snapshot-identifier"),
    });
  } else {
    assert.equal(verb, "copy-db-snapshot");
    await create("aws:rds/snapshotCopy:SnapshotCopy", {
      sourceDbSnapshotIdentifier: option("source-db-snapshot-identifier"),
      targetDbSnapshotIdentifier: option("target-db-snapshot-identifier"),
      kmsKeyId: keyOf("eu-west-1"),
    });
  }
}

/** Attributes of a stack's resource, as AWS holds it. */
function held(stack: string, name: string): Entry {
  const all = accounts(stateDir).flatMap(({ store }) => store.everything());
  const found = all.filter(
    ({ urn }) => urn.startsWith(`urn:pulumi:${stack}::`) && urn.endsWith(`::${name}`),
  );
  assert.ok(found.length > 0, `${stack} has no ${name}`);
  return found.at(-1)?.attributes ?? {};
}

const keyOf = (region: string) =>
  held(region === "eu-west-1" ? "prod" : "dr", "keys-database-key")["arn"];

/** What a service's containers get to know of their database. */
function variables(stack: string): Entry {
  const definition = held(stack, "orders-cloud-task");
  const containers = JSON.parse(String(definition["containerDefinitions"])) as {
    environment?: { name: string; value: string }[];
  }[];
  const found = containers.flatMap(({ environment = [] }) => environment);
  return Object.fromEntries(
    found
      .filter(({ name }) => name.startsWith("ORDERS_DATABASE"))
      .map(({ name, value }) => [name, value]),
  );
}

/** A stack as it was at some time: its account, its state, its settings. */
function keep(directory: string): void {
  fs.rmSync(directory, { recursive: true, force: true });
  fs.cpSync(workDir, directory, { recursive: true, verbatimSymlinks: true });
}

function bringBack(directory: string): void {
  for (const each of fs.readdirSync(workDir)) {
    fs.rmSync(path.join(workDir, each), { recursive: true, force: true });
  }
  fs.cpSync(directory, workDir, { recursive: true, verbatimSymlinks: true });
}

const servingOrders = (databases: readonly Entry[]): Entry =>
  databases[servedNames(databases).indexOf("orders")] ?? {};

/**
 * What a runbook's piece of YAML makes of databases: an entry that is there has these lines as well; another one is
 * the one that serves with these lines. Who serves a name by it takes it over from who did.
 */
function changed(databases: readonly Entry[], change: Entry): Entry[] {
  const others = databases
    .filter(({ name }) => name !== change["name"])
    .map((each) => {
      const entries = Object.entries(each).filter(
        ([key, value]) => key !== "serves" || value !== change["serves"],
      );
      return Object.fromEntries<unknown>(entries);
    });
  const base = databases.find(({ name }) => name === change["name"]) ?? servingOrders(databases);
  return [...others, { ...base, ...change }];
}

/** Follows a section of a runbook by its own commands; `restores` says whether data comes from copies. */
async function follow(runbook: string, section: string, restores = true): Promise<void> {
  for (const block of blocksOf(runbook, section)) {
    if (block.language === "yaml") {
      const [change = {}] = parse(block.text) as Entry[];
      databases = changed(databases, change);
      const setting = `landbridge:databases=${JSON.stringify(databases)}`;
      await succeeds("sandbox", "config", "prod", setting);
      continue;
    }
    for (const [program = "", ...args] of commandsOf(block)) {
      if (program === "aws") await aws(...args);
      else await ours([program, ...args], restores);
    }
  }
}

async function ours(command: readonly string[], restores: boolean): Promise<void> {
  const [npm, verb, script = "", dashes, ...args] = command;
  assert.deepEqual([npm, verb, dashes], ["npm", "run", "--"], command.join(" "));
  if (script === "onprem" || (args[0] === "points" && !restores)) return;
  assert.ok(script === "sandbox" || script === "recovery", script);
  const at = args.indexOf("--restore");
  if (at >= 0) args.splice(at, 2, ...(restores ? restored() : []));
  // The page has the words in quotes, for a shell.
  const reason = args.indexOf("--reason");
  if (reason >= 0) {
    const end = args.findIndex((each, index) => index > reason && each.endsWith('"'));
    args.splice(
      reason + 1,
      end - reason,
      args
        .slice(reason + 1, end + 1)
        .join(" ")
        .slice(1, -1),
    );
  }
  if (args[0] === "refresh" && isOut) {
    const { succeeded, said } = await commands.run({ script, args });
    assert.ok(!succeeded && said.includes("eu-west-1 does not answer"), said.slice(-2000));
    return;
  }
  const said = await succeeds(script, ...args);
  if (args[0] === "outage") isOut = !args.includes("--end");
  if (args[0] === "refresh") assert.match(said, /No drift\./);
}

/** `--restore` for each database, from what the recovery Region has of it. */
function restored(): string[] {
  const points = recoveryPointsIn("eu-central-1", stateDir);
  return points
    .filter(({ arn }) => arn.includes(":snapshot:"))
    .flatMap(({ arn, of }) => [
      "--restore",
      `${of.split(":landbridge-prod-").at(-1) ?? ""}=${arn}`,
    ]);
}

let databases: Entry[] = [];
let isOut = false;

describe("the runbooks of recovery, command by command", function () {
  this.timeout(1_200_000);
  const [asleep, most] = [temporaryDirectory(), temporaryDirectory()];
  const { config } = readStackFile("prod");
  const first = (config["landbridge:databases"] as Entry[]).map((each) => ({
    ...each,
    readReplicas: 0,
  }));
  const known: Entry = {
    ORDERS_DATABASE_HOST: "orders.prod.aws.example.com",
    ORDERS_DATABASE_NAME: "orders",
    ORDERS_DATABASE_PORT: "5432",
    ORDERS_DATABASE_USER: "orders",
  };

  before(async () => {
    // What a Region's failure is about, and little else.
    const services = (config["landbridge:services"] as Entry[])
      .filter(({ name }) => name === "orders")
      .map((each) => ({ ...each, reaches: [], placement: "cloud", autoscaling: undefined }));
    const dr = readStackFile("dr").config;
    const both = { "landbridge:network.availabilityZones": ["a", "b"] };
    const small = {
      ...both,
      "landbridge:services": services,
      "landbridge:jobs": [],
      "landbridge:databases": first,
      "landbridge:fileGateways": [],
      "landbridge:fileShares": [],
      "landbridge:connectivity": dr["landbridge:connectivity"],
      "landbridge:onPremises.sites": [],
      "landbridge:backup.audit": false,
      "landbridge:cluster.capacity": {
        general: { instanceTypes: ["m8g.xlarge"], minSize: 2, maxSize: 4 },
      },
    };
    for (const [stack, settings] of Object.entries({ prod: small, dr: both })) {
      const said = Object.entries(settings).map(
        ([key, value]) => `${key}=${JSON.stringify(value)}`,
      );
      await succeeds("sandbox", "config", stack, ...said);
    }
    databases = first;
  });

  after(() => commands.close());

  it("drill.md fails over and back, while prod's Region fails every call", async () => {
    await follow("drill.md", "In the sandbox");
    assert.deepEqual(variables("prod"), known);
    // What served is gone again, and what waits is there.
    const there = resourceNames(stateDir, "dr");
    assert.ok(there.includes("backup-main-vault"), there.join());
    assert.ok(!there.includes("databases-orders-instance"), there.join());
    keep(asleep);
  });

  it("restore-database.md restores, switches and retires, and services find the copy", async () => {
    await follow("restore-database.md", "Steps");
    assert.deepEqual(variables("prod"), known);
    const there = resourceNames(stateDir, "prod");
    assert.ok(!there.includes("databases-orders-instance"), "the old one is gone");
    assert.deepEqual(held("prod", "databases-record-orders")["records"], [
      held("prod", "databases-orders-2026-11-21-proxy-proxy")["endpoint"],
    ]);
    bringBack(asleep);
    databases = first;
  });

  for (const strategy of recoveryStrategies) {
    it(`region-recovery.md leads there and back by ${strategy}, with the data and the services' variables`, async () => {
      await waits(strategy);
      const restores = strategy === "backup-restore";
      await follow("region-recovery.md", "Decide");
      await follow("region-recovery.md", "Fail over", restores);
      assert.deepEqual(variables("dr"), known);

      await follow("region-recovery.md", "Fail back", restores);
      assert.deepEqual(variables("prod"), known);
      const back = held("prod", "databases-orders-back-instance");
      assert.deepEqual(held("prod", "databases-record-orders")["records"], [
        held("prod", "databases-orders-back-proxy-proxy")["endpoint"],
      ]);
      assert.equal(back["kmsKeyId"], keyOf("eu-west-1"));
    });
  }

  /** prod and dr with a strategy, as they were before anything failed. */
  async function waits(strategy: RecoveryStrategy): Promise<void> {
    const setting = (each: string) => `landbridge:recovery.strategy=${each}`;
    databases = first;
    if (strategy === "backup-restore") {
      bringBack(asleep);
      return;
    }
    if (strategy === "pilot-light") {
      bringBack(asleep);
      // From here on, a strategy differs in what waits in dr alone.
      await succeeds("sandbox", "config", "prod", setting("active-active"));
      await succeeds("sandbox", "up", "prod");
      keep(most);
    } else bringBack(most);
    await succeeds("sandbox", "config", "dr", setting(strategy));
    await succeeds("sandbox", "up", "dr");
  }
});
