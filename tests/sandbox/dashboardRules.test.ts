import * as assert from "node:assert/strict";
import type { Props } from "../../sandbox/provider/store";
import { Account } from "./account";

describe("the stand-in's rules of dashboards", () => {
  const make = (body: unknown, dashboardName = "landbridge-test") =>
    new Account().create("aws:cloudwatch/dashboard:Dashboard", "page", {
      dashboardName,
      dashboardBody: JSON.stringify(body),
    });
  const widget = (properties: Props, type: string, place: Props = {}) => ({
    type,
    ...place,
    properties,
  });

  it("name it by itself, in no Region", async () => {
    const { id, attributes } = await make({ widgets: [widget({ markdown: "## Hello" }, "text")] });
    assert.equal(id, "landbridge-test");
    assert.equal(
      attributes["dashboardArn"],
      "arn:aws:cloudwatch::123456789012:dashboard/landbridge-test",
    );
  });

  it("reject what CloudWatch would: names, numbers, and widgets without what they show", async () => {
    const rejected = async (body: unknown, says: RegExp, name?: string) =>
      assert.rejects(make(body, name), says);
    await rejected({ widgets: [] }, /letters, digits/, "a b");
    await rejected({}, /no array of widgets/);
    const text = widget({ markdown: "" }, "text");
    await rejected({ widgets: Array.from({ length: 501 }, () => text) }, /500 widgets at most/);
    await rejected({ widgets: [widget({ alarms: [] }, "alarm")] }, /\/widgets\/0: .* 1 to 100/);
    await rejected(
      { widgets: [text, widget({ metrics: [] }, "metric")] },
      /\/widgets\/1: .* region/,
    );
    const drawing = (...alarms: string[]) =>
      widget({ region: "eu-west-1", annotations: { alarms } }, "metric");
    await rejected({ widgets: [widget({ region: "eu-west-1" }, "metric")] }, /array of metrics/);
    await rejected({ widgets: [drawing("one", "two")] }, /one alarm among its annotations/);
    await make({ widgets: [drawing("one")] });
    await rejected(
      { widgets: [widget({ markdown: "" }, "text", { x: 20, width: 6 })] },
      /24 columns/,
    );
    await assert.rejects(
      new Account().create("aws:cloudwatch/dashboard:Dashboard", "page", {
        dashboardName: "it",
        dashboardBody: "{",
      }),
      /dashboardBody/,
    );
  });
});
