import * as assert from "node:assert/strict";
import { withMovedWeights } from "../../config/changes/deployed";
import { aService } from "../support/service";
import { goodStack, problemsOf } from "./stack";

type Section = Record<string, unknown>;

function says(deployment: Section, changes: Section = {}): string[] {
  const service = {
    name: "orders",
    placement: "cloud",
    dataClassification: "internal",
    image: "public.ecr.aws/nginx/nginx:1.29.4",
    imageArchitectures: ["arm64", "x86_64"],
    cpu: 256,
    memory: 512,
    port: 8080,
    hosts: ["orders"],
    healthCheck: { path: "/healthz" },
    site: "dublin",
    hostPort: 18080,
    deployment,
    ...changes,
  };
  const servers = ["11", "12"].map((end) => ({ name: `app-${end}`, address: `10.100.4.${end}` }));
  const devices = ["10", "11"].map((end) => ({ name: `r-${end}`, ipAddress: `203.0.113.${end}` }));
  const stack = goodStack();
  const lines = problemsOf({
    ...stack,
    onPremises: { ...stack.onPremises, sites: [{ name: "dublin", servers }] },
    cluster: {
      capacity: { general: { instanceTypes: ["m8g.large"], minSize: 2, maxSize: 40 } },
    },
    loadBalancer: { certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/0f3f8c1a" },
    dns: { zoneName: "test.example.com" },
    connectivity: { mode: "vpn", customerSideAsn: 65010, vpn: { devices } },
    services: [service],
  });
  return lines.map((line) => line.replace("landbridge:services[0].", ""));
}

describe("How a service is deployed in AWS, in the configuration", () => {
  it("is good in all its words, and waits on premises", () => {
    const lambdaFunctionArn = "arn:aws:lambda:eu-west-1:123456789012:function:check";
    const lifecycleHooks = [{ lambdaFunctionArn, stages: ["POST_SCALE_UP"] }];
    const all = { bakeTimeInMinutes: 30, alarmNames: ["checkout"], lifecycleHooks };
    assert.deepEqual(says({ strategy: "BLUE_GREEN", ...all }), []);
    const linear = { strategy: "LINEAR", stepPercent: 25.5, stepBakeTimeInMinutes: 3 };
    assert.deepEqual(says({ ...linear, ...all }), []);
    const canary = { strategy: "CANARY", canaryPercent: 0.1, canaryBakeTimeInMinutes: 20 };
    assert.deepEqual(says({ ...canary, ...all }), []);
    assert.deepEqual(says({ strategy: "BLUE_GREEN" }, { placement: "on-prem" }), []);
    assert.deepEqual(says({ alarmNames: ["checkout"] }), []);
  });

  it("moves requests of one that has some, in AWS alone", () => {
    const strategy = { strategy: "BLUE_GREEN" };
    const both = { placement: "both", traffic: { cloud: 50, onPrem: 50 } };
    assert.match(says(strategy, both).join(), /deployment\.strategy: BLUE_GREEN .* placement both/);
    assert.match(says(strategy, { hosts: [] }).join(), /strategy: .* there are no hosts/);
    assert.match(
      says(strategy, { protocol: "TCP" }).join(),
      /strategy: BLUE_GREEN moves requests, and protocol TCP has none/,
    );
    const autoscaling = { maxReplicas: 4, requestsPerTarget: 100 };
    assert.match(
      says(strategy, { autoscaling }).join(),
      /autoscaling\.requestsPerTarget: counts requests of one target group/,
    );
  });

  it("has keys of its own strategy", () => {
    assert.deepEqual(says({ strategy: "CANARY", stepPercent: 10 }), [
      "deployment.stepPercent: has no meaning for CANARY; it is of LINEAR",
    ]);
    assert.deepEqual(says({ bakeTimeInMinutes: 10 }), [
      "deployment.bakeTimeInMinutes: has no meaning for ROLLING; it is of BLUE_GREEN, LINEAR, CANARY",
    ]);
    const lambdaFunctionArn = "arn:aws:lambda:eu-west-1:123456789012:function:check";
    const lifecycleHooks = [{ lambdaFunctionArn, stages: ["POST_SCALE_UP"] }];
    assert.match(says({ lifecycleHooks }).join(), /lifecycleHooks: .* ROLLING asks nobody/);
  });
});

describe("Weights that ECS has moved", () => {
  const deployment = { strategy: "CANARY", alarmNames: [], lifecycleHooks: [] } as const;
  const before = (services: Record<string, { protocol: string; movedOn?: number }>) => {
    return { vpcCidr: "", databases: {}, sites: {}, capacity: {}, services };
  };
  const moved = (changes: object, was: { protocol: string; movedOn?: number }) =>
    withMovedWeights([aService({ deployment, ...changes })], before({ orders: was }))[0]
      ?.weightsMoved;

  it("stay from the update on that came with the two target groups, as long as it has these", () => {
    assert.equal(moved({}, { protocol: "HTTP" }), undefined);
    assert.equal(moved({}, { protocol: "HTTP", movedOn: 1 }), true);
    assert.equal(moved({ placement: "on-prem" }, { protocol: "HTTP", movedOn: 1 }), undefined);
    assert.equal(moved({ loadBalancer: 2 }, { protocol: "HTTP", movedOn: 1 }), undefined);
    assert.equal(moved({ deployment: undefined }, { protocol: "HTTP", movedOn: 1 }), undefined);
  });
});
