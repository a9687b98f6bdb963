import * as assert from "node:assert/strict";
import { goodStack, parse, problemsOf } from "./stack";

const stack = (costs: Record<string, unknown>, alarmEmails?: readonly string[]) => ({
  ...goodStack(),
  costs,
  ...(alarmEmails && { monitoring: { alarmEmails } }),
});

describe("landbridge:costs", () => {
  it("is nothing by default: no budget, no reports", () => {
    const { costs } = parse(goodStack());
    assert.deepEqual(costs, { alertPercents: [80, 100], budgetOf: "account", emails: [] });
  });

  it("needs somebody who gets what it asks for", () => {
    assert.deepEqual(problemsOf(stack({ monthlyBudget: 10, anomaliesFrom: 5 }, [])), [
      'landbridge:costs.emails: is missing, and landbridge:monitoring.alarmEmails too; somebody has to get what monthlyBudget and anomaliesFrom ask for (such as ["finance@example.com"])',
    ]);
    const emails = ["finance@example.com"];
    assert.deepEqual(problemsOf(stack({ monthlyBudget: 10, emails }, [])), []);
    assert.deepEqual(problemsOf(stack({ anomaliesFrom: 5 })), []);
  });

  it("has ten addresses at most", () => {
    const many = Array.from({ length: 11 }, (_, index) => `person-${index}@example.com`);
    const [problem] = problemsOf(stack({ monthlyBudget: 10 }, many));
    assert.match(
      problem ?? "",
      /^landbridge:costs\.emails: .* ten e-mail addresses at most, .* has 11/,
    );
    assert.equal(problemsOf(stack({ monthlyBudget: 10, emails: many })).length, 1);
    assert.deepEqual(problemsOf(stack({ anomaliesFrom: 10 }, many)), []);
  });

  it("rejects what AWS would, each with its path", () => {
    const problems = problemsOf(
      stack({
        monthlyBudget: 0,
        alertPercents: [80, 80],
        budgetOf: "team",
        anomalyMonitorArn: "Default-Services-Monitor",
      }),
    );
    const paths = problems.map((each) => /^landbridge:costs\.([\w[\]]+):/.exec(each)?.[1]);
    assert.deepEqual(paths.sort(), [
      "alertPercents[1]",
      "anomalyMonitorArn",
      "budgetOf",
      "monthlyBudget",
    ]);
  });

  it("has no monitor without reports", () => {
    const anomalyMonitorArn =
      "arn:aws:ce::123456789012:anomalymonitor/1234abcd-12ab-34cd-56ef-1234567890ab";
    assert.match(
      problemsOf(stack({ anomalyMonitorArn }))[0] ?? "",
      /^landbridge:costs\.anomalyMonitorArn: is of no use without landbridge:costs\.anomaliesFrom/,
    );
    assert.deepEqual(problemsOf(stack({ anomalyMonitorArn, anomaliesFrom: 1 })), []);
  });
});
