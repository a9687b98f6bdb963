import * as assert from "node:assert/strict";
import { explain, openSandbox, type RunResult, type Sandbox } from "../../support/engine";
import { readStackConfig } from "../../support/stackFile";

type Section = Record<string, unknown>;

const [committed] = readStackConfig("dev").raw["services"] as Section[];

const nothingElse = { reaches: [], databases: [], volumes: [], autoscaling: undefined };

function orders(changes: Section = {}): Section {
  return { ...committed, name: "orders", ...nothingElse, ...changes };
}

function changes({ steps }: RunResult): string[] {
  return steps
    .filter(({ op, type }) => op !== "same" && type.startsWith("aws:"))
    .map(({ op, name }) => `${op} ${name}`)
    .sort();
}

interface Forward {
  readonly forward: { readonly targetGroups: readonly { arn: string; weight: number }[] };
}

describe("A service whose requests ECS moves, on the real engine", function () {
  this.timeout(480_000);
  let sandbox: Sandbox;

  async function upWith(service: Section): Promise<string[]> {
    await sandbox.setConfig({ "landbridge:services": [service] });
    const result = await sandbox.up();
    assert.ok(result.succeeded, explain(result));
    return changes(result);
  }

  /** The rule's target groups, as the stack's state has them from AWS. */
  async function targetGroups(): Promise<Forward["forward"]["targetGroups"]> {
    const rule = (await sandbox.state()).find(({ urn }) => urn.endsWith("::orders-rule"));
    const [action] = rule?.outputs?.["actions"] as Forward[];
    return action?.forward.targetGroups ?? [];
  }

  before(async () => {
    const config = {
      "landbridge:jobs": [],
      "landbridge:databases": [],
      "landbridge:fileShares": [],
      "landbridge:fileGateways": [],
      "landbridge:services": [orders()],
    };
    sandbox = await openSandbox({ stack: "dev", config });
    const result = await sandbox.up();
    assert.ok(result.succeeded, explain(result));
  });

  it("gets a second target group beside the first, while it runs", async () => {
    const planned = await upWith(orders({ deployment: { strategy: "CANARY", canaryPercent: 10 } }));
    assert.deepEqual(
      planned.filter((line) => !line.includes("dashboard")),
      [
        "create orders-alt",
        "create orders-alt-errors",
        "create orders-both-none-healthy",
        "create orders-cloud-deployment",
        "create orders-cloud-deployment",
        "delete orders-ec2-healthy",
        "update orders-cloud-service",
        "update orders-critical",
        "update orders-rule",
      ],
    );
  });

  it("keeps the weights as ECS left them, in later updates and after a refresh", async () => {
    const weights = await targetGroups();
    assert.deepEqual(
      weights.map(({ weight }) => weight),
      [100, 0],
    );
    const moved = weights.map(({ arn, weight }) => ({ arn, weight: 100 - weight })).reverse();
    sandbox.tamper("orders-rule", {
      actions: [{ type: "forward", forward: { targetGroups: moved } }],
    });
    const refreshed = await sandbox.refresh();
    assert.ok(refreshed.succeeded, explain(refreshed));
    const preview = await sandbox.preview();
    assert.ok(preview.succeeded, explain(preview));
    assert.deepEqual(changes(preview), []);
    // Whatever else of the rule changes does not bring the weights back.
    const strategy = { deployment: { strategy: "CANARY", canaryPercent: 10 } };
    await upWith(orders({ ...strategy, hosts: ["orders", "bestellungen"] }));
    assert.deepEqual(await targetGroups(), moved);
  });

  it("moves to the site and back by one line each, with weights of the program's", async () => {
    const strategy = { deployment: { strategy: "BLUE_GREEN" } };
    const site = { site: "lab", hostPort: 18090 };
    await upWith(orders({ ...strategy, ...site, placement: "on-prem" }));
    await upWith(orders({ ...strategy, ...site }));
    assert.deepEqual(
      (await targetGroups()).map(({ weight }) => weight),
      [100, 0],
    );
    assert.deepEqual(changes(await sandbox.preview()), []);
  });
});
