import * as assert from "node:assert/strict";
import { notifications, type NotificationSettings } from "../../../components/notifications";
import { CostAlerts, type CostAlertsArgs } from "../../../components/costs/costAlerts";
import { runWithMocks } from "../../support/mocks";

const base = { namePrefix: "landbridge-test", emails: ["a@example.com", "b@example.com"] };

const make = (args: Partial<CostAlertsArgs>) =>
  runWithMocks(() => new CostAlerts("costs", { ...base, ...args }));

interface Alert {
  readonly notificationType: string;
  readonly threshold: number;
  readonly subscriberEmailAddresses: readonly string[];
}

describe("alerts of costs", () => {
  it("compare a month with the budget, as it is spent and as AWS expects it, and tell everybody", async () => {
    const made = await make({ budget: { limit: 6000, alertPercents: [50, 90] } });
    const { inputs } = made.get("costs-budget");
    assert.deepEqual(
      [inputs["name"], inputs["limitAmount"], inputs["limitUnit"], inputs["timeUnit"]],
      ["landbridge-test-monthly", "6000", "USD", "MONTHLY"],
    );
    assert.equal(inputs["costFilters"], undefined);
    const alerts = inputs["notifications"] as readonly Alert[];
    assert.deepEqual(
      alerts.map((each) => [each.notificationType, each.threshold]),
      [
        ["ACTUAL", 50],
        ["ACTUAL", 90],
        ["FORECASTED", 100],
      ],
    );
    for (const each of alerts) assert.deepEqual(each.subscriberEmailAddresses, base.emails);
    assert.equal(made.ofType("aws:costexplorer/anomalySubscription:AnomalySubscription").length, 0);
  });

  it("count by a tag where asked to", async () => {
    const tag = { "landbridge:stack": "prod" };
    const made = await make({ budget: { limit: 1, alertPercents: [80], tag } });
    assert.deepEqual(made.get("costs-budget").inputs["costFilters"], [
      { name: "TagKeyValue", values: ["user:landbridge:stack$prod"] },
    ]);
  });

  it("report anomalies once a day by e-mail, from a cost on", async () => {
    const made = await make({ anomalies: { from: 100 } });
    const monitor = made.get("costs-monitor");
    assert.equal(monitor.inputs["monitorDimension"], "SERVICE");
    const { inputs } = made.get("costs-anomalies");
    assert.equal(inputs["frequency"], "DAILY");
    assert.deepEqual(inputs["monitorArnLists"], [monitor.id]);
    assert.deepEqual(inputs["subscribers"], [
      { type: "EMAIL", address: "a@example.com" },
      { type: "EMAIL", address: "b@example.com" },
    ]);
    assert.deepEqual(inputs["thresholdExpression"], {
      dimension: {
        key: "ANOMALY_TOTAL_IMPACT_ABSOLUTE",
        matchOptions: ["GREATER_THAN_OR_EQUAL"],
        values: ["100"],
      },
    });
    assert.equal(made.ofType("aws:budgets/budget:Budget").length, 0);
  });

  it("use the account's monitor where there is one", async () => {
    const monitorArn =
      "arn:aws:ce::123456789012:anomalymonitor/1234abcd-12ab-34cd-56ef-1234567890ab";
    const made = await make({ anomalies: { from: 100, monitorArn } });
    assert.equal(made.ofType("aws:costexplorer/anomalyMonitor:AnomalyMonitor").length, 0);
    assert.deepEqual(made.get("costs-anomalies").inputs["monitorArnLists"], [monitorArn]);
  });
});

describe("notifications by config", () => {
  const settings: NotificationSettings = {
    namePrefix: "landbridge-test",
    monitoring: { alarmEmails: ["ops@example.com"], subscribers: [] },
    costs: { alertPercents: [80, 100], budgetOf: "account", emails: [] },
    stackTag: { "landbridge:stack": "test" },
    retainOnDelete: false,
  };
  const run = (costs: Partial<NotificationSettings["costs"]>) =>
    runWithMocks(() => notifications({ ...settings, costs: { ...settings.costs, ...costs } }, {}));

  it("make no budget and no reports where none are asked for", async () => {
    const made = await run({});
    assert.equal(made.ofType("landbridge:costs:CostAlerts").length, 0);
    assert.equal(made.ofType("aws:sns/topic:Topic").length, 2);
  });

  it("go to those of the alarms, or to their own", async () => {
    const first = (made: Awaited<ReturnType<typeof run>>) =>
      (made.get("costs-budget").inputs["notifications"] as readonly Alert[])[0];
    const budget = { monthlyBudget: 10 };
    assert.deepEqual(first(await run(budget))?.subscriberEmailAddresses, ["ops@example.com"]);
    const own = { ...budget, emails: ["finance@example.com"] };
    assert.deepEqual(first(await run(own))?.subscriberEmailAddresses, ["finance@example.com"]);
  });

  it("count the stack's own tag where the budget is of the stack", async () => {
    const filters = async (budgetOf: "account" | "stack") =>
      (await run({ monthlyBudget: 10, budgetOf })).get("costs-budget").inputs["costFilters"];
    assert.equal(await filters("account"), undefined);
    assert.deepEqual(await filters("stack"), [
      { name: "TagKeyValue", values: ["user:landbridge:stack$test"] },
    ]);
  });
});
