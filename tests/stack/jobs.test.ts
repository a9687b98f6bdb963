import * as assert from "node:assert/strict";
import { explain, openSandbox, type RunResult, type Sandbox } from "../support/engine";
import { readStackConfig } from "../support/stackFile";

type Section = Record<string, unknown>;

const committed = readStackConfig("dev").raw["jobs"] as Section[];

/** What a run does to AWS's resources: `update nightly-report-schedule-timer`. */
function changes({ steps }: RunResult): string[] {
  return steps
    .filter(({ op, type }) => op !== "same" && type.startsWith("aws:"))
    .map(({ op, name }) => `${op} ${name}`)
    .sort();
}

describe("Jobs of the dev stack, on the real engine", function () {
  this.timeout(300_000);
  let sandbox: Sandbox;

  before(async () => {
    sandbox = await openSandbox({ stack: "dev", policyPack: false });
    const result = await sandbox.up();
    assert.ok(result.succeeded, explain(result));
  });

  async function upWith(jobs: readonly Section[]): Promise<RunResult> {
    await sandbox.setConfig({ "landbridge:jobs": jobs });
    const result = await sandbox.up();
    assert.ok(result.succeeded, explain(result));
    return result;
  }

  it("move by one line, there and back, without touching anything else", async () => {
    const at = (placement: string) =>
      committed.map((job) =>
        job["name"] === "nightly-report" ? { ...job, site: "lab", placement } : job,
      );
    const there = changes(await upWith(at("on-prem")));
    const own = /^\S+ (nightly-report-|clients-database-orders|store-ways-orders-from-lab-)/;
    assert.deepEqual(
      there.filter((line) => !own.test(line)),
      [],
    );
    for (const line of [
      "create-replacement nightly-report-task",
      "update nightly-report-schedule-timer",
      "delete nightly-report-sg",
    ]) {
      assert.ok(there.includes(line), there.join("\n"));
    }
    assert.ok(!there.some((line) => line.includes("nightly-report-logs")), there.join("\n"));
    const back = changes(await upWith(at("cloud")));
    assert.deepEqual(
      back.filter((line) => !own.test(line)),
      [],
    );
    assert.ok(back.includes("create nightly-report-sg"), back.join("\n"));
    const again = await sandbox.preview();
    assert.deepEqual(changes(again), []);
  });

  it("lose their schedule and nothing else when that is taken away", async () => {
    const planned = changes(
      await upWith(committed.map((job) => ({ ...job, schedule: undefined }))),
    );
    assert.deepEqual(planned, [
      "delete nightly-report-schedule-dead-letters",
      "delete nightly-report-schedule-dead-letters-policy",
      "delete nightly-report-schedule-dropped",
      "delete nightly-report-schedule-group",
      "delete nightly-report-schedule-policy",
      "delete nightly-report-schedule-role",
      "delete nightly-report-schedule-target-errors",
      "delete nightly-report-schedule-timer",
      "delete nightly-report-schedule-warning",
      "update dashboard-page",
    ]);
  });
});
