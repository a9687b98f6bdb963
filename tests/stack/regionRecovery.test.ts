import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as path from "node:path";
import { parse } from "yaml";
import { servedNames } from "../../components/rds/servedNames";
import { Operations } from "../../sandbox/provider/operations";
import { Provider } from "../../sandbox/provider/provider";
import type { Props } from "../../sandbox/provider/store";
import { recoveryPointsIn } from "../../sandbox/settings";
import { accounts } from "../../sandbox/tamper";
import { temporaryDirectory } from "../support/engine";
import { blocksOf, commandsOf } from "../support/runbook";
import { readStackFile } from "../support/stackFile";

type Entry = Record<string, unknown>;

const root = path.join(__dirname, "../..");
const runbook = "region-recovery.md";
/** The two ways in which data comes there; the others are the second one with more compute that waits. */
const strategies = ["backup-restore", "pilot-light"] as const;
const workDir = temporaryDirectory();
const stateDir = path.join(workDir, "aws");

/** Runs one of the project's own commands in a process of its own, as people do. */
function run(command: readonly string[]): { succeeded: boolean; said: string } {
  const [npm, verb, script = "", dashes, ...args] = command;
  assert.deepEqual([npm, verb, dashes], ["npm", "run", "--"], command.join(" "));
  const file = script === "recovery" ? "tools/recovery.js" : `${script}/cli.js`;
  const env = { ...process.env, LANDBRIDGE_SANDBOX_DIRECTORY: workDir };
  const options = { cwd: root, env, encoding: "utf8", maxBuffer: 1 << 28 } as const;
  const { status, stdout, stderr } = spawnSync("node", [file, ...args], options);
  return { succeeded: status === 0, said: stdout + stderr };
}

function succeeds(...command: string[]): string {
  const { succeeded, said } = run(command);
  assert.ok(succeeded, `${command.join(" ")}\n${said.slice(-4000)}`);
  // A second look finds nothing to do, and the policies nothing to reject.
  if (command.includes("preview"))
    assert.match(said, /Resources:\n +\d+ unchanged\n/, said.slice(-4000));
  return said;
}

/** What `aws rds` would do of itself: the stand-in's account is changed by Pulumi's provider only. */
async function rds(...args: string[]): Promise<void> {
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

/** Databases with one more, which takes over from the one that serves a name: what the runbook's piece of YAML says. */
function withAnother(databases: readonly Entry[], change: Entry): Entry[] {
  const others = databases.map((each) => {
    const entries = Object.entries(each).filter(
      ([key, value]) => key !== "serves" || value !== change["serves"],
    );
    return Object.fromEntries<unknown>(entries);
  });
  return [...others, { ...servingOrders(databases), ...change }];
}

function servingOrders(databases: readonly Entry[]): Entry {
  return databases[servedNames(databases).indexOf("orders")] ?? {};
}

/** Follows a section of the runbook by its own commands; `databases` are prod's as they are by now. */
async function follow(
  section: string,
  trip: number,
  databases: Entry[],
  restores: boolean,
): Promise<Entry[]> {
  let entries = databases;
  const source = `landbridge-dr-${String(servingOrders(databases)["name"])}`;
  // Each time round has names of its own, as each day of a real one has.
  const named = (text: string) =>
    text.replaceAll("orders-back", `orders-back-${trip}`).replace("landbridge-dr-orders", source);
  for (const block of blocksOf(runbook, section)) {
    const text = named(block.text);
    if (block.language === "yaml") {
      const [change = {}] = parse(text) as Entry[];
      entries = withAnother(entries, change);
      const setting = `landbridge:databases=${JSON.stringify(entries)}`;
      succeeds("npm", "run", "sandbox", "--", "config", "prod", setting);
      continue;
    }
    for (const [program = "", ...args] of commandsOf({ ...block, text })) {
      if (program === "aws") await rds(...args);
      else if (args[1] !== "onprem") ours([program, ...args], restores);
    }
  }
  return entries;
}

function ours(command: string[], restores: boolean): void {
  if (command.includes("points") && !restores) return;
  const at = command.indexOf("--restore");
  const points = recoveryPointsIn("eu-central-1", stateDir);
  const rest = at < 0 ? [] : command.splice(at, 2);
  const sources = restores ? points.filter(({ arn }) => arn.includes(":snapshot:")) : [];
  const restored =
    rest.length === 0
      ? []
      : sources.flatMap(({ arn, of }) => {
          const database = of.split(":landbridge-prod-").at(-1) ?? "";
          return ["--restore", `${database}=${arn}`];
        });
  succeeds(...command, ...restored);
}

describe("docs/runbooks/region-recovery.md, command by command", function () {
  this.timeout(600_000);
  const { config } = readStackFile("prod");
  let databases = config["landbridge:databases"] as Entry[];
  const services = (config["landbridge:services"] as Entry[]).filter(
    ({ name }) => name === "orders",
  );

  before(() => {
    // What a Region's failure is about, and little else.
    const small = {
      "landbridge:services": services.map((each) => ({ ...each, reaches: [], placement: "cloud" })),
      "landbridge:fileGateways": [],
      "landbridge:fileShares": [],
    };
    const settings = Object.entries(small).map(([key, value]) => `${key}=${JSON.stringify(value)}`);
    succeeds("npm", "run", "sandbox", "--", "config", "prod", ...settings);
  });

  for (const [trip, strategy] of strategies.entries()) {
    it(`leads there and back by ${strategy}, with the data and the services' variables`, async () => {
      for (const stack of ["prod", "dr"]) {
        const setting = `landbridge:recovery.strategy=${strategy}`;
        succeeds("npm", "run", "sandbox", "--", "config", stack, setting);
        succeeds("npm", "run", "sandbox", "--", "up", stack);
      }
      const before = variables("prod");
      assert.deepEqual(before, {
        ORDERS_DATABASE_HOST: "orders.prod.aws.example.com",
        ORDERS_DATABASE_NAME: "orders",
        ORDERS_DATABASE_PORT: "5432",
        ORDERS_DATABASE_USER: "orders",
      });
      const restores = strategy === "backup-restore";
      await follow("Decide", trip, databases, restores);
      await follow("Fail over", trip, databases, restores);
      assert.deepEqual(variables("dr"), before);

      databases = await follow("Fail back", trip, databases, restores);
      assert.deepEqual(variables("prod"), before);
      const restored = held("prod", `databases-orders-back-${trip}-instance`);
      assert.deepEqual(held("prod", "databases-record-orders")["records"], [
        held("prod", `databases-orders-back-${trip}-proxy-proxy`)["endpoint"],
      ]);
      assert.equal(restored["kmsKeyId"], keyOf("eu-west-1"));
    });
  }
});
