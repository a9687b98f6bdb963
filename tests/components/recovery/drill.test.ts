import * as assert from "node:assert/strict";
import { Drill } from "../../../components/recovery/drill";
import { NearestRecords } from "../../../components/recovery/nearestRecords";
import { runWithMocks } from "../../support/mocks";

describe("the drill's experiment", () => {
  const alarm = "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:customers";
  const scopeTags = { "landbridge:stack": "prod" };

  it("cuts off the stack's own subnets, for as long as it says", async () => {
    const args = { durationInMinutes: 15, stopAlarmArns: [alarm], scopeTags };
    const made = await runWithMocks(() => new Drill("drill", args));
    const { inputs } = made.get("drill-experiment");
    assert.match(JSON.stringify(inputs.targets), /"key":"landbridge:stack","value":"prod"/);
    assert.match(JSON.stringify(inputs.actions), /disrupt-connectivity.*"value":"PT15M"/);
    assert.deepEqual(inputs.stopConditions, [{ source: "aws:cloudwatch:alarm", value: alarm }]);
  });

  it("goes on to its end where no alarm stops it", async () => {
    const args = { durationInMinutes: 15, stopAlarmArns: [], scopeTags };
    const made = await runWithMocks(() => new Drill("drill", args));
    assert.deepEqual(made.get("drill-experiment").inputs.stopConditions, [{ source: "none" }]);
  });
});

describe("names that lead to the nearer of two stacks", () => {
  it("are each stack's in the other one's zone, told apart, and asked for their health", async () => {
    const front = (region: string, stack: string) => {
      return { region, stack, zoneId: `Z-${stack}`, dnsName: `${stack}.elb`, hostedZoneId: "ZELB" };
    };
    const [own, primary] = [front("eu-central-1", "dr"), front("eu-west-1", "prod")];
    const args = { zoneName: "aws.example.com", hosts: ["shop"], own, primary };
    const made = await runWithMocks(() => new NearestRecords("nearest", args));
    const record = (name: string) => made.get(name).inputs;
    const here = record("nearest-here-shop");
    const there = record("nearest-there-shop");
    assert.deepEqual([here.zoneId, here.setIdentifier], ["Z-dr", "prod"]);
    assert.deepEqual([there.zoneId, there.setIdentifier], ["Z-prod", "dr"]);
    assert.deepEqual(there.latencyRoutingPolicies, [{ region: "eu-central-1" }]);
    assert.match(JSON.stringify(there.aliases), /"evaluateTargetHealth":true/);
  });
});
