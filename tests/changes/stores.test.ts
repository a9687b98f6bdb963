import * as assert from "node:assert/strict";
import { Deployment } from "../../tools/deployment/deployment";
import type { Step } from "../../tools/deployment/state";
import { edited, prod } from "./edits";

const proxy = "databases-orders-proxy-proxy";

/** A zone less or more, and whether orders' proxy is told where to stand. */
const zones = (availabilityZones: string[], proxyZones?: string[]) =>
  edited({
    "network.availabilityZones": availabilityZones,
    "databases[0].proxyZones": proxyZones,
  });

function replaced(steps: readonly Step[]): string[] {
  return steps.filter(({ op }) => op === "replace").map(({ name }) => name);
}

describe("read replicas of the prod stack", function () {
  this.timeout(300_000);

  it("come and go without a moment in which their name leads nowhere", async () => {
    // A replica that is protected doesn't go.
    const replicas = (count: number) =>
      edited({ deletionProtection: false, "databases[0].readReplicas": count });
    const one = await Deployment.up(replicas(1));
    const pair = replicas(2);
    const two = await one.update(pair);
    const records = ({ steps }: { steps: readonly Step[] }) =>
      steps
        .filter(({ type }) => type === "aws:route53/record:Record")
        .map(({ op, name }) => `${op} ${name}`);
    const all = [1, 2].map((n) => `databases-record-orders-ro-all-${n}`);
    assert.deepEqual(records(two), [
      ...all.map((name) => `create ${name}`),
      "update databases-record-orders-ro",
    ]);
    assert.deepEqual(await two.deployment.preview(pair), []);
    const back = await two.deployment.update(replicas(1));
    assert.deepEqual(records(back), [
      "update databases-record-orders-ro",
      ...all.reverse().map((name) => `delete ${name}`),
    ]);
  });
});

describe("zones of the prod stack that come and go", function () {
  this.timeout(300_000);
  let two: Deployment;

  before(async () => {
    two = await Deployment.up(zones(["a", "b"]));
  });

  it("leave the proxy of a database where it is when one more comes", async () => {
    const { steps, deployment } = await two.update(prod);
    assert.deepEqual(replaced(steps), []);
    assert.deepEqual(await deployment.drift(), {});
    assert.deepEqual(await deployment.preview(prod), []);
    // And where a proxy never stood, a zone goes as it came.
    const back = await deployment.update(zones(["a", "b"]));
    assert.deepEqual(replaced(back.steps), []);
  });

  it("are kept, with advice, while a proxy stands in them", async () => {
    const three = await Deployment.up(prod);
    const says =
      /database "orders": its proxy stands in a zone that .*availabilityZones no longer has.*proxyZones: \[a, b\] in the same update/;
    await assert.rejects(three.preview(zones(["a", "b"])), says);
    const moved = await three.update(zones(["a", "b"], ["a", "b"]));
    assert.deepEqual(
      replaced(moved.steps).sort(),
      [
        "databases-orders-proxy-logs",
        proxy,
        "databases-orders-proxy-target",
        "databases-orders-proxy-targets",
      ].sort(),
    );
    const made = moved.steps.filter(({ op, deleteFirst }) => op === "replace" && deleteFirst);
    assert.deepEqual(made, [], "the old proxy serves until the new one is there");
    assert.deepEqual(await moved.deployment.preview(zones(["b", "a"], ["b", "a"])), []);
  });
});
