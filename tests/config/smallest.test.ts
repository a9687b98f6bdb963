import * as assert from "node:assert/strict";
import { leftOut } from "../../config/leftOut";
import { packConfig } from "../../tools/policy/derive";
import { goodStack, inProduction, parse, problemsOf } from "./stack";

/** The keys that nothing stands in for. */
const smallest = {
  tags: { owner: "platform-team", costCenter: "CC-1042" },
  residency: { allowedRegions: ["eu-west-1"] },
  network: { vpcCidr: "10.50.0.0/16", availabilityZones: ["a", "b"] },
};

const device = { name: "dc-router-1", ipAddress: "203.0.113.10" };
const connectivity = { mode: "vpn", customerSideAsn: 65010, vpn: { devices: [device] } };
const database = {
  name: "orders",
  dataClassification: "internal",
  backupPlan: "gold",
  databaseName: "orders",
  engineVersion: "17",
  instanceClass: "db.t4g.medium",
  storage: { allocated: 20, maxAllocated: 50 },
  clientCidrs: ["10.100.10.0/24"],
};

describe("the smallest configuration", () => {
  it("is valid, and a production stack with no data centre and no addressee", () => {
    const { environmentType, onPremises, monitoring, connectivity } = parse(smallest);
    assert.equal(environmentType, "production");
    assert.deepEqual(onPremises, { cidrs: [], sites: [] });
    assert.deepEqual(monitoring, { alarmEmails: [], subscribers: [] });
    assert.equal(connectivity, undefined);
  });

  for (const key of Object.keys(smallest)) {
    it(`has nothing that could be left out: ${key}`, () => {
      const problems = problemsOf({ ...smallest, [key]: undefined });
      assert.ok(problems.length > 0 && problems.every((each) => each.includes(key)));
    });
  }

  it("says what it does without, and of each key no more once it is there", () => {
    const keysOf = (raw: object) =>
      [...(leftOut(parse(raw)) ?? "").matchAll(/^ {2}landbridge:([\w.]+): \w/gm)].map(
        ([, key]) => key,
      );
    assert.deepEqual(keysOf(smallest), [
      "recovery",
      "onPremises.cidrs",
      "connectivity",
      "dns",
      "monitoring.alarmEmails",
      "cluster.capacity",
      "loadBalancer",
    ]);
    const more = { ...smallest, ...goodStack(), connectivity };
    assert.deepEqual(keysOf(more), ["dns", "cluster.capacity", "loadBalancer"]);
    const general = { instanceTypes: ["m8g.large"], minSize: 2, maxSize: 4 };
    const arn = "arn:aws:acm:eu-west-1:123456789012:certificate/0f3f8c1a";
    const whole = {
      ...more,
      ...inProduction,
      connectivity: {
        ...connectivity,
        vpn: { devices: [device, { name: "two", ipAddress: "203.0.113.20" }] },
      },
      dns: { zoneName: "aws.example.com" },
      cluster: { capacity: { general } },
      loadBalancer: { certificateArn: `${arn}-6b1e-4d2c-9a5b-7c8d9e0f1a2b` },
    };
    assert.deepEqual(problemsOf(whole), []);
    assert.equal(leftOut(parse(whole)), undefined);
  });

  it("has the data centre's networks where something is connected with them", () => {
    const development = { ...goodStack(), onPremises: undefined };
    assert.deepEqual(problemsOf(development), []);
    const needs = `need the data centre's networks (such as ["10.100.0.0/16"])`;
    assert.deepEqual(problemsOf({ ...development, connectivity }), [
      `landbridge:onPremises.cidrs: is missing; landbridge:connectivity ${needs}`,
    ]);
    assert.deepEqual(problemsOf({ ...development, databases: [database] }), [
      `landbridge:onPremises.cidrs: is missing; landbridge:databases[].clientCidrs ${needs}`,
    ]);
    const sites = [{ name: "fra", servers: [{ name: "app-1", address: "10.100.16.11" }] }];
    assert.deepEqual(problemsOf({ ...development, onPremises: { sites } }), [
      `landbridge:onPremises.cidrs: is missing; landbridge:onPremises.sites ${needs}`,
    ]);
  });

  it("has somebody who hears of alarms in production, as soon as there is something to lose", () => {
    const production = { ...goodStack(), ...inProduction, databases: [database] };
    assert.deepEqual(problemsOf(production), []);
    const [problem, ...more] = problemsOf({ ...production, monitoring: undefined });
    assert.match(problem ?? "", /^landbridge:monitoring\.alarmEmails: is missing; .*:databases in/);
    assert.deepEqual(more, []);
    assert.deepEqual(
      problemsOf({
        ...production,
        monitoring: {},
        environmentType: "development",
        recovery: undefined,
      }),
      [],
    );
  });

  it("makes the policy about unheard alarms advice, which it is not with an address", () => {
    const level = (raw: object) => packConfig("test", parse(raw), {})["require-heard-alarms"];
    assert.equal(level(smallest), "advisory");
    assert.equal(level({ ...smallest, monitoring: goodStack().monitoring }), undefined);
  });
});
