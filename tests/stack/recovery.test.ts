import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
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

/** One account of the stand-in, with prod in eu-west-1 and dr in eu-central-1. */
describe("recovery by backup-restore", function () {
  this.timeout(240_000);
  const workDir = temporaryDirectory();
  let restored: object;
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

  /** A preview that finds nothing to do, and nothing that the policies refuse. */
  async function clean(sandbox: Sandbox): Promise<void> {
    const again = await sandbox.preview();
    assert.ok(again.succeeded, explain(again));
    assert.deepEqual(
      again.steps.filter(({ op }) => op !== "same" && op !== "read"),
      [],
    );
  }

  before(async () => {
    prod = await openSandbox({ stack: "prod", workDir, policyPack: false });
    dr = await openSandbox({ stack: "dr", workDir, policyPack: false });
  });

  it("wants the primary to be there before its standby", async () => {
    const early = await dr.preview();
    assert.equal(early.succeeded, false);
    assert.match(explain(early), /stack "prod" exports nothing to follow; run `pulumi up` on it/);

    const alone = await (await openSandbox({ stack: "dr", policyPack: false })).preview();
    assert.equal(alone.succeeded, false);
    assert.match(alone.advice.join(), /follows prod, which is not up: make sandbox STACK=prod/);
  });

  it("keeps copies in the recovery Region, and a standby that follows prod and holds no network", async () => {
    const primary = await prod.up();
    assert.ok(primary.succeeded, explain(primary));
    assert.ok(names(primary, "create").includes("recovery-copies-vault"));

    const standby = await dr.up();
    assert.ok(standby.succeeded, explain(standby));
    const made = names(standby, "create");
    assert.ok(made.includes("backup-main-vault"));
    assert.ok(!made.includes("network-vpc"));
    // What dr doesn't say is as prod has it: restore testing is in Pulumi.prod.yaml only.
    assert.ok(made.includes("backup-restore-testing-plan"));
    const { recovery } = await dr.outputs();
    assert.equal((recovery as { recoveryTime: string }).recoveryTime, "24 hours");
    await clean(await openSandbox({ stack: "dr", workDir }));
  });

  it("is not promoted to an empty database", async () => {
    await dr.setConfig({ [role]: "active" });
    const empty = await dr.preview();
    assert.equal(empty.succeeded, false);
    assert.match(explain(empty), /recovery\.restore\.databases\.orders: is missing/);
    assert.match(explain(empty), /npm run recovery -- points/);
  });

  it("is promoted while prod's Region fails every call, asks nothing of it, and restores", async () => {
    prod.outage("eu-west-1");
    const down = await prod.refresh();
    assert.equal(down.succeeded, false);
    assert.match(explain(down), /eu-west-1 does not answer/);
    operations();

    const points = recoveryPointsIn("eu-central-1", path.join(workDir, "aws"));
    assert.deepEqual(
      points.map(({ of }) => of.split(":").at(-1)),
      ["landbridge-prod-orders"],
    );
    restored = { databases: { orders: { snapshot: points[0]?.arn } } };
    await dr.setConfig({ [restore]: restored });
    const promoted = await dr.up();
    assert.ok(promoted.succeeded, explain(promoted));
    assert.ok(names(promoted, "create").includes("network-vpc"));
    assert.deepEqual(names(promoted, "delete"), []);
    assert.deepEqual(
      operations().filter(({ error }) => error !== undefined),
      [],
    );
    const { region, privateSubnetIds, recovery } = await dr.outputs();
    assert.equal(region, "eu-central-1");
    assert.equal((privateSubnetIds as unknown[]).length, 3);
    assert.equal((recovery as { role: string }).role, "active");
    await clean(
      await openSandbox({
        stack: "dr",
        workDir,
        config: { [role]: "active", [restore]: restored },
      }),
    );
  });

  it("fails back when the Region answers again: prod is as it was, dr waits", async () => {
    prod.outage("eu-west-1", "over");
    await clean(prod);

    await dr.setConfig({ [role]: "standby", [restore]: null });
    const refused = await dr.preview();
    assert.equal(refused.succeeded, false);
    assert.match(explain(refused), /databases-orders-(instance|ro-1).*cannot be deleted/s);

    // What `npm run recovery -- release` does: the policies refuse data without protection.
    const config = { [role]: "active", [restore]: restored, [protection]: false };
    await dr.setConfig(config);
    const released = await dr.up();
    assert.ok(released.succeeded, explain(released));
    assert.deepEqual(names(released, "delete"), []);
    await dr.setConfig({ [role]: "standby", [restore]: null, [protection]: null });
    const waits = await dr.up();
    assert.ok(waits.succeeded, explain(waits));
    assert.ok(names(waits, "delete").includes("network-vpc"));
    assert.deepEqual(names(waits, "create"), []);
  });

  it("refuses a standby whose network is prod's", async () => {
    await dr.setConfig({
      "landbridge:network.vpcCidr": "10.30.0.0/16",
      "landbridge:network.peerCidrs": null,
    });
    const clash = await dr.preview();
    assert.equal(clash.succeeded, false);
    assert.match(
      explain(clash),
      /network\.vpcCidr: "10\.30\.0\.0\/16" overlaps landbridge:network\.peerCidrs\[0\]/,
    );
  });
});
