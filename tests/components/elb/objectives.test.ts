import * as assert from "node:assert/strict";
import {
  badPercent,
  burnRates,
  objectivesOf,
  type Objective,
} from "../../../components/elb/objectivePlan";

const promises = {
  availabilityPercent: 99.9,
  latency: { percent: 95, withinMilliseconds: 300 },
  fewestRequests: 50,
};

/** What CloudWatch counts, by its own words written as JavaScript. */
function counted(objective: Objective, groups: Record<string, number>[]): number {
  const { expression, metrics } = badPercent(objective, groups.length, 50);
  const values = Object.fromEntries(
    metrics.map(({ id, metricName, group }) => [id, groups[group]?.[metricName]]),
  );
  const IF = (condition: boolean, yes: number, no: number) => (condition ? yes : no);
  const FILL = (value: number | undefined, otherwise: number) => value ?? otherwise;
  const names = Object.keys(values);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- The expression is the subject.
  const count = new Function("IF", "FILL", ...names, `return ${expression}`) as (
    ...args: unknown[]
  ) => number;
  return count(IF, FILL, ...Object.values(values));
}

describe("objectives of a service", () => {
  const [availability, latency] = objectivesOf(promises) as [Objective, Objective];

  it("are what it promises, and nothing where it promises nothing", () => {
    assert.equal(availability.promise, "99.9 % of requests without an error");
    assert.equal(latency.promise, "95 % of requests within 300 ms");
    assert.equal(latency.budgetPercent, 5);
    assert.deepEqual(objectivesOf({ fewestRequests: 1 }), []);
  });

  it("count errors and refused connections over all target groups, one of which may be silent", () => {
    const one = { RequestCount: 190, HTTPCode_Target_5XX_Count: 3, TargetConnectionErrorCount: 1 };
    assert.equal(counted(availability, [one]), (100 * 4) / 190);
    assert.equal(counted(availability, [one, { RequestCount: 10 }]), 2);
    assert.equal(counted(availability, [one, {}]), (100 * 4) / 190);
  });

  it("count late responses by what each side answered", () => {
    const sides = [
      { RequestCount: 300, TargetResponseTime: 90 },
      { RequestCount: 100, TargetResponseTime: 50 },
    ];
    assert.equal(counted(latency, sides), 20);
    const { metrics } = badPercent(latency, 2, 1);
    assert.deepEqual(
      metrics.filter(({ id }) => id.startsWith("within")).map(({ stat }) => stat),
      ["PR(:0.3)", "PR(:0.3)"],
    );
  });

  it("say nothing of a few requests", () => {
    assert.equal(counted(availability, [{ RequestCount: 49, HTTPCode_Target_5XX_Count: 49 }]), 0);
    assert.equal(counted(availability, [{ RequestCount: 50, HTTPCode_Target_5XX_Count: 50 }]), 100);
    assert.equal(counted(availability, [{}]), 0);
  });

  it("burn as the workbook has it: 2 % of 30 days in an hour, 10 % in a day", () => {
    const used = burnRates.map(({ times, windowsInSeconds: { long } }) =>
      Math.round((100 * times * long) / (30 * 24 * 3600)),
    );
    assert.deepEqual(used, [2, 10]);
    for (const {
      windowsInSeconds: { long, short },
    } of burnRates)
      assert.equal(long / short, 12);
  });
});
