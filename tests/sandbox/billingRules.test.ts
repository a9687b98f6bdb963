import * as assert from "node:assert/strict";
import type { Props } from "../../sandbox/provider/store";
import { Account } from "./account";

const monitorType = "aws:costexplorer/anomalyMonitor:AnomalyMonitor";

describe("the stand-in's rules of budgets and of cost anomalies", () => {
  let account: Account;
  beforeEach(() => {
    account = new Account();
  });

  const alert = (change: Props = {}): Props => ({
    comparisonOperator: "GREATER_THAN",
    notificationType: "ACTUAL",
    threshold: 80,
    thresholdType: "PERCENTAGE",
    subscriberEmailAddresses: ["a@example.com"],
    ...change,
  });
  const budget = (...notifications: readonly Props[]) =>
    account.create("aws:budgets/budget:Budget", "budget", {
      name: "monthly",
      budgetType: "COST",
      timeUnit: "MONTHLY",
      limitAmount: "10",
      limitUnit: "USD",
      notifications,
    });

  it("name a budget by its account, in no Region", async () => {
    const { id, attributes } = await budget(alert());
    assert.equal(id, "123456789012:monthly");
    assert.equal(attributes["arn"], "arn:aws:budgets::123456789012:budget/monthly");
  });

  it("want somebody to notify, eleven at most, and no notification twice", async () => {
    await assert.rejects(budget(alert({ subscriberEmailAddresses: [] })), /InvalidParameter/);
    const many = Array.from({ length: 11 }, (_, index) => `${index}@example.com`);
    await assert.rejects(budget(alert({ subscriberEmailAddresses: many })), /InvalidParameter/);
    await assert.rejects(budget(alert(), alert()), /DuplicateRecordException/);
    await budget(alert(), alert({ threshold: 100 }), alert({ notificationType: "FORECASTED" }));
  });

  it("let an account have one monitor of AWS services, and change its name", async () => {
    const services = { monitorType: "DIMENSIONAL", monitorDimension: "SERVICE" };
    const first = await account.create(monitorType, "first", { name: "one", ...services });
    assert.match(first.id, /^arn:aws:ce::123456789012:anomalymonitor\/[0-9a-f-]{36}$/);
    await account.update(first, { name: "other", ...services });
    await assert.rejects(
      account.create(monitorType, "second", { name: "two", ...services }),
      /ValidationException: Limit exceeded on dimensional spend monitor creation/,
    );
    await assert.rejects(
      account.create(monitorType, "third", { name: "three", monitorType: "CUSTOM" }),
      /CUSTOM a monitorSpecification/,
    );
  });

  it("send a day's anomalies by e-mail, and single ones to a topic", async () => {
    const subscribe = (frequency: string, type: string) =>
      account.create("aws:costexplorer/anomalySubscription:AnomalySubscription", "it", {
        name: `${frequency}-${type}`,
        frequency,
        monitorArnLists: ["arn:aws:ce::123456789012:anomalymonitor/1234"],
        subscribers: [
          { type, address: type === "SNS" ? "arn:aws:sns:eu-west-1:123456789012:it" : "a@b.com" },
        ],
      });
    await assert.rejects(subscribe("DAILY", "SNS"), /only support Email subscriptions/);
    await assert.rejects(subscribe("IMMEDIATE", "EMAIL"), /only supports SNS subscriptions/);
    await subscribe("DAILY", "EMAIL");
    await subscribe("IMMEDIATE", "SNS");
  });
});
