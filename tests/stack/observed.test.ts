import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import type { Props } from "../../sandbox/provider/store";
import { dashboardDrawing, type DrawnWidget } from "../../tools/report/drawing/dashboard";
import { Deployment } from "../../tools/deployment/deployment";
import type { Held } from "../../tools/deployment/state";
import { readStackConfig } from "../support/stackFile";

const root = path.resolve(__dirname, "../..");
const alarmType = /^aws:cloudwatch\/(metricAlarm|compositeAlarm):/;

/** Every text that AWS has of a resource: ids, names, ARNs, addresses. */
function texts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (value === null || typeof value !== "object") return [];
  return Object.values(value).flatMap(texts);
}

for (const stack of ["prod", "dev"]) {
  describe(`what ${stack} shows and says of itself`, function () {
    this.timeout(60_000);
    let resources: readonly Held[];
    let known: ReadonlySet<string>;
    let widgets: readonly DrawnWidget[];
    const alarms = () => resources.filter(({ goal }) => alarmType.test(goal.type));

    before(async () => {
      const { raw, region } = readStackConfig(stack);
      const deployed = await Deployment.up({ stack, raw, region: String(region) });
      resources = deployed.resources().filter(({ goal }) => goal.custom);
      // What resources are, not what they say of others.
      const others = resources.filter(({ goal }) => !/^aws:cloudwatch\//.test(goal.type));
      known = new Set(others.flatMap(({ id, outputs }) => [id, ...texts(outputs)]));
      const [page, ...more] = resources.filter(({ goal }) => goal.type.includes("/dashboard:"));
      assert.deepEqual(more, []);
      const body = JSON.parse(String(page?.outputs["dashboardBody"])) as { widgets: DrawnWidget[] };
      widgets = body.widgets;
    });

    it("has every alarm on its dashboard, and no other", () => {
      const shown = widgets.flatMap(({ properties }) => properties.alarms ?? []);
      const made = alarms().map(({ outputs }) => String(outputs["arn"]));
      assert.ok(made.length > 15, `${made.length}`);
      assert.deepEqual([...shown].sort(), made.sort());
    });

    it("has somebody who hears of each alarm, by itself or by one over it", () => {
      const read = resources.filter(({ goal }) => goal.type.endsWith(":TopicSubscription"));
      const topics = new Set(read.map(({ outputs }) => String(outputs["topic"])));
      const all = alarms();
      assert.ok(topics.size >= 2, "one for each severity");
      const speaking = all.filter(({ outputs }) => texts(outputs["alarmActions"]).length > 0);
      for (const { goal, outputs } of speaking) {
        const told = texts(outputs["alarmActions"]);
        // What adds tasks tells autoscaling.
        const known = (arn: string) => topics.has(arn) || arn.includes(":scalingPolicy:");
        assert.ok(told.every(known), `${goal.name}: ${told.join()}`);
        assert.deepEqual(goal.type.includes("ompositeAlarm") ? outputs["okActions"] : told, told);
      }
      const rules = speaking.map(({ outputs }) => texts(outputs["alarmRule"]).join()).join();
      const silent = all.filter((each) => !speaking.includes(each));
      assert.ok(silent.length > 10, `${silent.length}`);
      for (const { goal, id } of silent) assert.ok(rules.includes(`ALARM("${id}")`), goal.name);
    });

    it("names in its charts what the stack has", () => {
      const metrics = widgets.flatMap(({ properties }) => properties.metrics ?? []);
      assert.ok(metrics.length > 15, `${metrics.length}`);
      for (const metric of metrics) {
        const [namespace = "", name = "", ...dimensions] = metric.filter(
          (each) => typeof each === "string",
        );
        assert.match(`${namespace} ${name}`, /^AWS\/\w+ [A-Z][A-Za-z0-9_]+$/);
        assert.ok(dimensions.length >= 2 && dimensions.length % 2 === 0);
        const values = dimensions.filter((_, index) => index % 2 === 1);
        for (const value of values) assert.ok(isKnown(value, known), value);
      }
    });

    it("has alarms on what the stack has", () => {
      for (const { goal, outputs } of alarms()) {
        const queries = (outputs["metricQueries"] ?? []) as readonly { readonly metric?: Props }[];
        const dimensions = [
          outputs["dimensions"],
          ...queries.map(({ metric }) => metric?.["dimensions"]),
        ];
        const values = dimensions.flatMap((each) => Object.entries((each ?? {}) as Props));
        for (const [dimension, value] of values) {
          if (words.includes(dimension)) continue;
          assert.ok(isKnown(String(value), known), `${goal.name}: ${dimension} ${String(value)}`);
        }
      }
    });

    if (stack === "prod") {
      it("has a dashboard that docs/dashboard.svg is a drawing of", () => {
        const file = path.join(root, "docs/dashboard.svg");
        const drawing = dashboardDrawing(
          widgets,
          "The dashboard of prod, before there is any data",
        );
        if (process.env["LANDBRIDGE_DRAWING"] === "1") fs.writeFileSync(file, drawing);
        assert.ok(
          fs.readFileSync(file, "utf8") === drawing,
          "docs/dashboard.svg is another dashboard: LANDBRIDGE_DRAWING=1 with this test writes it anew",
        );
      });
    }

    it("has for each alarm a runbook that is there", () => {
      for (const { goal, outputs } of alarms()) {
        const [file] =
          /docs\/runbooks\/[a-z-]+\.md/.exec(String(outputs["alarmDescription"])) ?? [];
        assert.ok(file !== undefined, `${goal.name}: ${String(outputs["alarmDescription"])}`);
        assert.ok(fs.existsSync(path.join(root, file)), `${goal.name}: ${file}`);
      }
    });
  });
}

/** Dimensions that hold a word of AWS's, and no resource. */
const words = ["IpAddressFamily", "ResourceType", "OpticalLaneNumber"];

/** Whether a resource is called so, or has it at the end of its ARN. */
function isKnown(value: string, known: ReadonlySet<string>): boolean {
  return known.has(value) || [...known].some((each) => each.endsWith(`/${value}`));
}
