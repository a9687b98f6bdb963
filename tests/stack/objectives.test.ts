import * as assert from "node:assert/strict";
import { Deployment } from "../../tools/deployment/deployment";
import type { RawStack } from "../../tools/deployment/rawStack";
import { readStackConfig } from "../support/stackFile";

const objectives = {
  availabilityPercent: 99.9,
  latency: { percent: 99, withinMilliseconds: 500 },
};

/** Prod, where each service that runs on both sides promises something. */
function prod(): { stack: RawStack; promising: string } {
  const { raw, region } = readStackConfig("prod");
  const services = raw["services"] as Record<string, unknown>[];
  const one = services.find(({ placement, hosts }) => placement === "both" && hosts !== undefined);
  assert.ok(one);
  const edited = services.map((each) => (each === one ? { ...each, objectives } : each));
  const stack = { stack: "prod", raw: { ...raw, services: edited }, region: String(region) };
  return { stack, promising: String(one["name"]) };
}

describe("a service that promises something", function () {
  this.timeout(60_000);
  const { stack, promising } = prod();
  let deployed: Deployment;
  const alarms = (type: string) =>
    deployed
      .resources()
      .filter(({ goal }) => goal.type === `aws:cloudwatch/${type}`)
      .filter(({ goal }) => /-(availability|latency)-(fast|slow)/.test(goal.name));

  before(async () => {
    deployed = await Deployment.up(stack);
  });

  it("has an alarm for people of each promise and each haste, and stays as it is", async () => {
    const told = alarms("compositeAlarm:CompositeAlarm").map(({ goal, outputs }) => {
      const [topic] = outputs["alarmActions"] as string[];
      return `${goal.name.split("-").slice(-2).join(" ")} ${topic?.split(":").at(-1)}`;
    });
    assert.deepEqual(told.map((each) => each.split("-")[0]).sort(), [
      "availability fast alarms",
      "availability slow warnings",
      "latency fast alarms",
      "latency slow warnings",
    ]);
    assert.deepEqual(await deployed.preview(stack), []);
  });

  it("goes off while both windows are past what the promise allows, over the groups of both sides", () => {
    const windows = alarms("metricAlarm:MetricAlarm");
    assert.equal(windows.length, 8);
    const byName = new Map(
      windows.map(({ goal, outputs }) => [goal.name.split("-").slice(-3).join("-"), outputs]),
    );
    assert.equal(byName.get("availability-fast-long")?.["threshold"], 1.44);
    assert.equal(byName.get("latency-slow-short")?.["threshold"], 3);
    for (const { id, outputs } of windows) {
      assert.deepEqual(outputs["alarmActions"] ?? [], []);
      const over = alarms("compositeAlarm:CompositeAlarm").filter(({ outputs: { alarmRule } }) =>
        String(alarmRule).includes(`ALARM("${id}")`),
      );
      assert.equal(over.length, 1);
      assert.match(String(over[0]?.outputs["alarmRule"]), / AND /);
      const queries = outputs["metricQueries"] as {
        metric?: { dimensions: { TargetGroup: string } };
      }[];
      const groups = queries.flatMap(({ metric }) => metric?.dimensions.TargetGroup ?? []);
      assert.equal(new Set(groups).size, 2);
    }
  });

  it("has its curves on the dashboard", () => {
    const [page] = deployed.resources().filter(({ goal }) => goal.type.includes("/dashboard:"));
    const { widgets } = JSON.parse(String(page?.outputs["dashboardBody"])) as {
      widgets: { properties: { title?: string; annotations?: { alarms: string[] } } }[];
    };
    const drawn = widgets.flatMap(({ properties }) => properties.annotations?.alarms ?? []);
    const long = alarms("metricAlarm:MetricAlarm").filter(({ goal }) =>
      goal.name.endsWith("-long"),
    );
    assert.deepEqual(drawn.sort(), long.map(({ outputs }) => String(outputs["arn"])).sort());
    assert.ok(long.every(({ goal }) => goal.name.includes(promising)));
  });
});
