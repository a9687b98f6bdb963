import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { changes } from "../../sandbox/events";
import { recoveryPointsIn } from "../../sandbox/settings";
import {
  explain,
  openSandbox,
  temporaryDirectory,
  type RunResult,
  type Sandbox,
} from "../support/engine";

const role = "landbridge:recovery.role";
const restore = "landbridge:recovery.restore";
const protection = "landbridge:deletionProtection";

const strategy = "landbridge:recovery.strategy";

/** Who may reach a database: rules that hold no data. */
const ways = /:SecurityGroup(In|E)gressRule$/;

/** One account of the stand-in, with prod in eu-west-1 and dr in eu-central-1. */
describe("recovery in another Region", function () {
  this.timeout(240_000);
  const workDir = temporaryDirectory();
  let prod: Sandbox;
  let dr: Sandbox;

  /** What the stand-in was asked to do since the last time, and what failed. */
  let seen = 0;
  function operations(): { op: string; name: string; error?: string }[] {
    const file = path.join(workDir, "aws", "operations.jsonl");
    const lines = fs.readFileSync(file, "utf8").trim().split("\n");
    const fresh = lines.slice(seen);
    seen = lines.length;
    return fresh.map((line) => JSON.parse(line) as { op: string; name: string; error?: string });
  }

  function names({ steps }: RunResult, op: string): string[] {
    return steps.filter((step) => step.op === op).map(({ name }) => name);
  }

  async function updated(
    sandbox: Sandbox,
    config: Record<string, unknown> = {},
  ): Promise<RunResult> {
    await sandbox.setConfig(config);
    const result = await sandbox.up();
    assert.ok(result.succeeded, explain(result));
    return result;
  }

  /** Everything that an update leaves there, when it adds and touches nothing that holds data. */
  async function grown(sandbox: Sandbox, config: Record<string, unknown>): Promise<Set<string>> {
    const result = await updated(sandbox, config);
    assert.deepEqual(
      result.steps.filter(({ op }) => /delete|replace/.test(op)),
      [],
    );
    assert.ok(names(result, "create").length > 0);
    return new Set(result.steps.map(({ name }) => name));
  }

  /** What config is told, as a failed preview. */
  async function rejected(sandbox: Sandbox, config: Record<string, unknown>): Promise<string> {
    await sandbox.setConfig(config);
    const result = await sandbox.preview();
    assert.equal(result.succeeded, false);
    return explain(result);
  }

  /** A preview with the policies that finds nothing to do, and nothing that they reject. */
  async function clean(config: Record<string, unknown>): Promise<void> {
    const again = await (await openSandbox({ stack: "dr", workDir, config })).preview();
    assert.ok(again.succeeded, explain(again));
    assert.deepEqual(again.steps.filter(changes), []);
  }

  before(async () => {
    prod = await openSandbox({ stack: "prod", workDir, policyPack: false });
    dr = await openSandbox({ stack: "dr", workDir, policyPack: false });
  });

  it("wants the primary to be there before its standby", async () => {
    const early = await dr.preview();
    assert.equal(early.succeeded, false);
    assert.match(
      explain(early),
      /stack "prod" exports nothing to follow; .* run `pulumi up` on it/,
    );

    const alone = await (await openSandbox({ stack: "dr", policyPack: false })).preview();
    assert.equal(alone.succeeded, false);
    assert.match(alone.advice.join(), /follows prod, which is not up: make sandbox STACK=prod/);
  });

  it("begins with copies there, and a standby that follows prod and holds no network", async () => {
    const least = await grown(prod, { [strategy]: "backup-restore" });
    for (const name of ["recovery-copies-vault", "recovery-backups-orders", "registry-replication"])
      assert.ok(least.has(name), name);
    const lit = await grown(prod, { [strategy]: "pilot-light" });
    assert.ok([...least].every((name) => lit.has(name)));
    assert.ok(lit.has("recovery-files-scans-bucket") && !least.has("recovery-files-scans-bucket"));
    // More than that waits in the standby only.
    const most = await updated(prod, { [strategy]: "active-active" });
    assert.deepEqual(
      Object.keys(most.changes).filter((op) => /create|delete|replace/.test(op)),
      [],
    );

    const made = names(await updated(dr, { [strategy]: "backup-restore" }), "create");
    assert.ok(made.includes("backup-main-vault"));
    assert.ok(!made.includes("network-vpc"));
    // What dr doesn't say is as prod has it: restore testing is in Pulumi.prod.yaml only.
    assert.ok(made.includes("backup-restore-testing-plan"));
    // There is no database yet, and no network that one could be restored into.
    assert.ok(!made.includes("backup-restore-testing-security-group"));
    assert.ok(least.has("backup-restore-testing-security-group"));
    const { recovery } = await dr.outputs();
    assert.equal((recovery as { recoveryTime: string }).recoveryTime, "24 hours");
  });

  it("is promoted by backup-restore to restored databases, never to empty ones", async () => {
    const empty = await rejected(dr, { [role]: "active" });
    assert.match(empty, /recovery\.restore\.databases\.orders: is missing/);
    assert.match(empty, /npm run recovery -- points/);

    const points = recoveryPointsIn("eu-central-1", path.join(workDir, "aws"));
    assert.deepEqual(
      points.map(({ of }) => of.split(":").at(-1)),
      ["landbridge-prod-orders", "landbridge-prod-orders"],
    );
    const orders = { snapshot: points[0]?.arn };
    await dr.setConfig({ [role]: "active", [restore]: { databases: { orders } } });
    const promoted = await dr.preview();
    assert.ok(promoted.succeeded, explain(promoted));
    for (const name of ["network-vpc", "databases-orders-instance", "orders-cloud-service"]) {
      assert.ok(names(promoted, "create").includes(name), name);
    }
    await dr.setConfig({ [role]: "standby", [restore]: null });
  });

  it("grows from strategy to strategy, by creating only", async () => {
    const light = await grown(dr, { [strategy]: "pilot-light" });
    for (const name of ["network-vpc", "connectivity-hub-vgw", "databases-orders-instance"]) {
      assert.ok(light.has(name), name);
    }
    assert.ok(![...light].some((name) => /^files-|-alb$|-service$/.test(name)));

    const warm = await grown(dr, { [strategy]: "warm-standby" });
    assert.ok([...light].every((name) => warm.has(name)));
    assert.ok(warm.has("internal-alb") && warm.has("orders-cloud-service"));
    assert.ok(!warm.has("hosts-nearest-here-shop"));
    await clean({ [strategy]: "warm-standby" });

    const active = await grown(dr, { [strategy]: "active-active" });
    assert.ok([...warm].every((name) => active.has(name)));
    assert.ok(active.has("hosts-nearest-here-shop") && active.has("hosts-nearest-there-shop"));
  });

  it("keeps no secret of prod in dr's state: the outputs that it refers to name them only", async () => {
    const account = path.join(workDir, "aws", "123456789012.jsonl");
    const held = fs.readFileSync(account, "utf8").trim().split("\n");
    const secrets = held.flatMap((line) =>
      [...line.matchAll(/"(?:activationCode|tunnel[12]PresharedKey|bgpAuthKey)":"([^"]+)"/g)].map(
        ([, value = ""]) => value,
      ),
    );
    assert.ok(secrets.length >= 6, `${secrets.length} secrets`);
    const shown = JSON.stringify(await prod.outputs());
    const file = path.join(workDir, "state", ".pulumi", "stacks", "landbridge", "dr.json");
    const state = fs.readFileSync(file, "utf8");
    for (const secret of secrets) {
      assert.ok(!shown.includes(secret), "outputs show a secret");
      assert.ok(!state.includes(secret), "dr has a secret in clear");
    }
    assert.doesNotMatch(shown, /\[secret\]/);
    // Whatever is secret is a ciphertext in a state: what dr copied of prod has none.
    const { checkpoint } = JSON.parse(state) as {
      checkpoint: { latest: { resources: { type: string; outputs?: object }[] } };
    };
    const copied = checkpoint.latest.resources.filter(
      ({ type }) => type === "pulumi:pulumi:StackReference",
    );
    assert.ok(copied.length > 0);
    assert.doesNotMatch(JSON.stringify(copied), /ciphertext/);
  });

  it("is promoted while prod's Region fails every call: asks nothing of it, and replaces nothing", async () => {
    prod.outage("eu-west-1");
    const down = await prod.refresh();
    assert.equal(down.succeeded, false);
    assert.match(explain(down), /eu-west-1 does not answer/);
    operations();

    const promoted = await updated(dr, { [role]: "active" });
    // Clients are admitted to the database's proxy now, no longer to the replica itself.
    assert.deepEqual(
      promoted.steps.filter(({ op, type }) => /delete|replace/.test(op) && !ways.test(type)),
      [],
    );
    const database = promoted.steps.find(({ name }) => name === "databases-orders-instance");
    assert.equal(database?.op, "update");
    assert.ok(database.keys?.includes("replicateSourceDb"), database.keys?.join());
    assert.deepEqual(
      operations().filter(({ error }) => error !== undefined),
      [],
    );
    // What the files are in by now is prod's, with prod's tags: the plans take it by name.
    const made = names(promoted, "create");
    for (const name of ["backup-gold-replicas", "backup-silver-replicas"])
      assert.ok(made.includes(name), name);
    const warnings = promoted.diagnostics.flatMap(({ severity, message }) =>
      severity === "warning" ? message : [],
    );
    for (const each of ["may be missing in reports, scans", "are in eu-central-1 alone"])
      assert.ok(
        warnings.some((said) => said.includes(each)),
        `${each}: ${warnings.join()}`,
      );
    const { region, recovery } = await dr.outputs();
    assert.equal(region, "eu-central-1");
    assert.equal((recovery as { role: string }).role, "active");
    await clean({ [strategy]: "active-active", [role]: "active" });
  });

  it("fails back when the Region answers again: prod is as it was, and dr a replica again", async () => {
    prod.outage("eu-west-1", "over");
    const unchanged = await prod.preview();
    assert.ok(unchanged.succeeded, explain(unchanged));
    assert.deepEqual(names(unchanged, "create"), []);

    assert.match(await rejected(dr, { [role]: "standby" }), /databases-orders-.* protect/s);
    const lesser = await rejected(dr, { [strategy]: "backup-restore" });
    assert.match(lesser, /databases-orders-.*cannot be deleted/s);
    await dr.setConfig({ [strategy]: "active-active" });

    // What `npm run recovery -- release` does: the policies reject data without protection.
    await updated(dr, { [role]: "active", [protection]: false });
    await dr.setConfig({ [role]: "standby", [protection]: null });
    const waits = await dr.preview();
    assert.ok(waits.succeeded, explain(waits));
    assert.ok(names(waits, "replace").includes("databases-orders-instance"));
    assert.deepEqual(
      waits.steps.filter(
        ({ op, type }) => op === "replace" && !type.startsWith("aws:rds/") && !ways.test(type),
      ),
      [],
    );
  });

  it("keeps replicas that a lesser strategy would drop, until their protection is taken off", async () => {
    const less = await rejected(prod, { [strategy]: "backup-restore" });
    assert.match(less, /recovery-files-(reports|scans)-bucket.*cannot be deleted/s);
  });

  it("rejects a standby whose network is prod's", async () => {
    const network = { "landbridge:network.vpcCidr": "10.30.0.0/16" };
    assert.match(
      await rejected(dr, { ...network, "landbridge:network.peerCidrs": null }),
      /network\.vpcCidr: "10\.30\.0\.0\/16" overlaps landbridge:network\.peerCidrs\[0\]/,
    );
  });
});
