import * as assert from "node:assert/strict";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import {
  dashboardLimits,
  dashboardWidgets,
  type Widget,
} from "../../../components/cloudwatch/dashboardPlan";
import type { Section } from "../../../components/cloudwatch/section";
import { Watched } from "../../../components/cloudwatch/watched";
import { runWithMocks } from "../../support/mocks";

const arns = (count: number) =>
  Array.from({ length: count }, (_, index) => pulumi.output(`arn:${index}`));

const section = (name: string, alarms: number, charts = 0): Section => ({
  name,
  alarmArns: arns(alarms),
  charts: Array.from({ length: charts }, (_, index) => ({ title: `${index}`, metrics: [] })),
});

/** Squares of the grid that a widget is on. */
const squares = ({ x, y, width, height }: Widget): string[] =>
  Array.from(
    { length: width * height },
    (_, index) => `${x + (index % width)},${y + Math.floor(index / width)}`,
  );

describe("the widgets of a dashboard", () => {
  it("lie beside and below each other, within 24 columns", () => {
    const widgets = dashboardWidgets([section("one", 9, 4), section("two", 0, 1)], "eu-west-1");
    const all = widgets.flatMap(squares);
    assert.equal(new Set(all).size, all.length);
    for (const { x, width } of widgets) assert.ok(x >= 0 && x + width <= dashboardLimits.columns);
    assert.deepEqual(
      widgets.map(({ type }) => type),
      ["text", "alarm", "metric", "metric", "metric", "metric", "text", "metric"],
    );
  });

  it("take a hundred alarms each", () => {
    const widgets = dashboardWidgets([section("many", 250)], "eu-west-1");
    const sizes = widgets
      .filter(({ type }) => type === "alarm")
      .map(({ properties }) => (properties["alarms"] as readonly unknown[]).length);
    assert.deepEqual(sizes, [100, 100, 50]);
  });

  it("are 500 at most: what comes last has its alarms alone, all of them", () => {
    const sections = Array.from({ length: 1000 }, (_, index) => section(`service-${index}`, 4, 2));
    const widgets = dashboardWidgets(sections, "eu-west-1");
    assert.ok(widgets.length <= dashboardLimits.widgets, `${widgets.length}`);
    const shown = widgets
      .filter(({ type }) => type === "alarm")
      .reduce((sum, { properties }) => sum + (properties["alarms"] as unknown[]).length, 0);
    assert.equal(shown, 4000);
  });
});

describe("what a stack has alarms of", () => {
  class Part extends pulumi.ComponentResource {
    constructor(name: string, opts: pulumi.ComponentResourceOptions) {
      super("landbridge:test:Part", name, {}, opts);
    }
  }

  const alarm = (name: string, parent: pulumi.Resource) =>
    new cloudwatch.MetricAlarm(
      name,
      { comparisonOperator: "GreaterThanThreshold", evaluationPeriods: 1, metricName: "It" },
      { parent },
    );

  it("is by the outermost component, and goes when the component does", async () => {
    const run = (hasInner: boolean) =>
      runWithMocks(() => {
        const watched = new Watched();
        const opts = { transformations: [watched.see] };
        const outer = new Part("outer", opts);
        if (hasInner) alarm("deep", new Part("inner", { parent: outer }));
        alarm("alone", new Part("other", opts));
        watched.dashboard("page", { namePrefix: "landbridge-test", region: "eu-west-1" }, opts);
      });
    const headings = async (hasInner: boolean) => {
      const made = await run(hasInner);
      const body = JSON.parse(String(made.get("page-page").inputs["dashboardBody"])) as {
        widgets: Widget[];
      };
      return body.widgets
        .filter(({ type }) => type === "text")
        .map(({ properties }) => properties["markdown"]);
    };
    assert.deepEqual(await headings(true), ["## outer", "## other"]);
    assert.deepEqual(await headings(false), ["## other"]);
  });
});
