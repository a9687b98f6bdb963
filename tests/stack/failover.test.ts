import * as assert from "node:assert/strict";
import { Deployment } from "../../tools/deployment/deployment";
import type { RawStack } from "../../tools/deployment/rawStack";
import { readStackConfig } from "../support/stackFile";

type Section = Record<string, unknown>;

const { raw, region } = readStackConfig("dev");
const services = raw["services"] as Section[];
const service = services.find(({ placement }) => placement === "both") ?? {};
const name = String(service["name"]);
const rule = `${name}-rule`;

/** Dev, whose service on both sides fails over to one of them, or shares requests where none is named. */
function dev(failover: "cloud" | "on-prem" | undefined, changes: Section = {}): RawStack {
  const shares = failover === undefined ? service["traffic"] : undefined;
  const own = { ...service, databases: [], volumes: [], traffic: shares, failover, ...changes };
  const alone = { jobs: [], databases: [], fileShares: [], fileGateways: [], services: [own] };
  return { stack: "dev", region: String(region), raw: { ...raw, ...alone } };
}

interface Action {
  readonly forward: { readonly targetGroups: readonly { readonly weight: number }[] };
}

function weights(deployment: Deployment): number[] {
  const { outputs } = held(deployment, rule);
  const [action] = outputs["actions"] as Action[];
  return action?.forward.targetGroups.map(({ weight }) => weight) ?? [];
}

function held(deployment: Deployment, resource: string) {
  const found = deployment.resources().find(({ goal }) => goal.name === resource && goal.custom);
  assert.ok(found, resource);
  return found;
}

describe("a service that begins to fail over", function () {
  this.timeout(60_000);
  let shared: Deployment;
  let waiting: Deployment;

  before(async () => {
    shared = await Deployment.up(dev(undefined));
    ({ deployment: waiting } = await shared.update(dev("cloud")));
  });

  it("leaves all requests to the other side, and has what moves them", async () => {
    assert.deepEqual(
      [weights(shared), weights(waiting)],
      [
        [20, 80],
        [0, 100],
      ],
    );
    const changed = await shared.preview(dev("cloud"));
    const made = changed.filter(({ op }) => op === "create").map((each) => each.name);
    for (const end of ["over", "back", "over-move", "over-say", "back-move", "failed"]) {
      assert.ok(made.includes(`${name}-failover-${end}`), end);
    }
    assert.deepEqual(
      changed.filter(({ op }) => op === "delete" || op === "replace"),
      [],
    );
    const dashboardType = "aws:cloudwatch/dashboard:Dashboard";
    const dashboard = waiting.resources().find(({ goal }) => goal.type === dashboardType);
    const alarm = String(held(waiting, `${name}-failover-failed`).outputs["arn"]);
    assert.ok(String(dashboard?.outputs["dashboardBody"]).includes(alarm));
  });

  it("has nothing to change then, and keeps weights that have moved where something else changes", async () => {
    assert.deepEqual(await waiting.preview(dev("cloud")), []);
    const { deployment } = await waiting.update(dev("cloud", { paths: ["/api/*", "/v2/*"] }));
    const { goal } = held(deployment, rule);
    assert.deepEqual(goal.ignoreChanges, ["actions[0].forward.targetGroups"]);
    assert.deepEqual(held(waiting, rule).goal.ignoreChanges, []);
  });

  it("says its weights anew where the other side takes over, and where they are shared again", async () => {
    const other = await waiting.update(dev("on-prem"));
    assert.deepEqual(weights(other.deployment), [100, 0]);
    const back = await waiting.update(dev(undefined));
    assert.deepEqual(weights(back.deployment), [20, 80]);
    const gone = back.steps.filter(({ op }) => op === "delete").map((each) => each.name);
    assert.ok(gone.includes(`${name}-failover-over-move`));
  });
});
