import * as assert from "node:assert/strict";
import type { AlarmSpec } from "../../../components/cloudwatch/alarm";
import { alarmGroup } from "../../../components/cloudwatch/alarmGroup";
import type { Severity } from "../../../components/cloudwatch/severity";
import { runWithMocks } from "../../support/mocks";

const topics = {
  critical: "arn:aws:sns:eu-west-1:123456789012:alarms",
  warning: "arn:aws:sns:eu-west-1:123456789012:warnings",
};
const spec = (severity: Severity): AlarmSpec => ({
  severity,
  description: "Too many errors",
  namespace: "AWS/ApplicationELB",
  metricName: "HTTPCode_ELB_5XX_Count",
  dimensions: { LoadBalancer: "app/x/1" },
  statistic: "Sum",
  comparison: ">=",
  threshold: 10,
  treatMissingData: "notBreaching",
});

/** Who tells which topic, with how many alarms under it. */
async function speakers(counts: Readonly<Record<Severity, number>>) {
  const specs = Object.fromEntries(
    (["critical", "warning"] as const).flatMap((severity) =>
      Array.from({ length: counts[severity] }, (_, n) => [`${severity[0]}${n}`, spec(severity)]),
    ),
  );
  const about = { about: "Orders", runbook: "docs/runbooks/service-alarms.md", topics, specs };
  const made = await runWithMocks(() => void alarmGroup("orders", about, {}));
  const speaking = made.resources.filter(
    ({ inputs }) => ((inputs["alarmActions"] ?? []) as string[]).length > 0,
  );
  return {
    made,
    told: speaking.map(({ name, inputs }) => {
      const rule = inputs["alarmRule"] as string | undefined;
      const [topic] = inputs["alarmActions"] as string[];
      return `${name} ${topic?.split(":").at(-1)} ${rule?.split(" OR ").length ?? 0}`;
    }),
  };
}

describe("alarms of one thing", () => {
  it("speak once of each severity: by the only one, or by one over them", async () => {
    assert.deepEqual((await speakers({ critical: 1, warning: 0 })).told, ["orders-c0 alarms 0"]);
    assert.deepEqual((await speakers({ critical: 0, warning: 1 })).told, ["orders-w0 warnings 0"]);
    assert.deepEqual((await speakers({ critical: 2, warning: 3 })).told, [
      "orders-critical alarms 2",
      "orders-warning warnings 3",
    ]);
    assert.deepEqual((await speakers({ critical: 1, warning: 1 })).told, [
      "orders-c0 alarms 0",
      "orders-warning warnings 1",
    ]);
  });

  it("do not warn of what is broken: the critical one silences the warning", async () => {
    const { made } = await speakers({ critical: 2, warning: 1 });
    const { alarm } = made.get("orders-warning").inputs["actionsSuppressor"] as { alarm: string };
    assert.match(alarm, new RegExp(made.get("orders-critical").id));
    assert.equal(made.get("orders-critical").inputs["actionsSuppressor"], undefined);
    const alone = await speakers({ critical: 0, warning: 2 });
    assert.equal(alone.made.get("orders-warning").inputs["actionsSuppressor"], undefined);
  });

  it("have names of their own in the account, and say the page to open", async () => {
    const { made } = await speakers({ critical: 2, warning: 0 });
    const { inputs } = made.get("orders-critical");
    const [first] = made.ofType("aws:cloudwatch/metricAlarm:MetricAlarm");
    assert.equal(inputs["alarmName"], `orders-critical-${first?.id.split("-").at(-1)}`);
    assert.match(
      String(inputs["alarmDescription"]),
      /^Orders: .* docs\/runbooks\/service-alarms\.md$/,
    );
    assert.ok(String(inputs["alarmDescription"]).length <= 1024);
  });

  it("are spread over several where AWS takes no more under one", async () => {
    const { told } = await speakers({ critical: 0, warning: 170 });
    assert.deepEqual(told, [
      "orders-warning warnings 80",
      "orders-warning-2 warnings 80",
      "orders-warning-3 warnings 10",
    ]);
  });
});
