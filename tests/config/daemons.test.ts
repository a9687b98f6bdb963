import * as assert from "node:assert/strict";
import { goodStack, parse, problemsOf } from "./stack";

const agent = {
  name: "agent",
  placement: "both",
  dataClassification: "internal",
  image: "public.ecr.aws/nginx/nginx:1.29.4",
  imageArchitectures: ["arm64", "x86_64"],
  cpu: 128,
  memory: 64,
  site: "lab",
  daemon: true,
};

function stack(changes: object = {}): object {
  const servers = [{ name: "lab-1", address: "10.100.1.1" }];
  const certificateArn = "arn:aws:acm:eu-west-1:123456789012:certificate/0f3f8c1a";
  return {
    ...goodStack(),
    cluster: { capacity: { general: { instanceTypes: ["m8g.large"], minSize: 1, maxSize: 9 } } },
    onPremises: { cidrs: ["10.100.0.0/16"], sites: [{ name: "lab", servers }] },
    dns: { zoneName: "dev.aws.example.com" },
    loadBalancer: { certificateArn },
    connectivity: {
      mode: "vpn",
      customerSideAsn: 65010,
      vpn: { devices: [{ name: "router-1", ipAddress: "203.0.113.10" }] },
    },
    services: [{ ...agent, ...changes }],
  };
}

const tasks = "which has one task on every server of its class or site; take it out";

const cases: readonly [string, object, string][] = [
  ["autoscaling", { maxReplicas: 3 }, "it has as many tasks as there are servers; take it out"],
  ["traffic", { cloud: 50, onPrem: 50 }, "nobody shares requests between its tasks; take it out"],
];

describe("A daemon", () => {
  it("has a task on every server of its class and site, in no namespace", () => {
    assert.deepEqual(problemsOf(stack()), []);
    const [made] = parse(stack()).services;
    assert.equal(made?.daemon, true);
    assert.equal(made.serviceConnect, false);
  });

  it("needs room on each instance, whatever their number", () => {
    const [problem = ""] = problemsOf(stack({ cpu: 2048, memory: 7000 }));
    assert.doesNotMatch(problem, /maxSize/);
  });

  for (const [key, value, why] of cases) {
    it(`has no ${key}`, () => {
      assert.deepEqual(problemsOf(stack({ [key]: value })), [
        `landbridge:services[0].${key}: has no meaning for a daemon: ${why}`,
      ]);
    });
  }

  it("has no number of tasks, and no strategy of placement", () => {
    assert.deepEqual(problemsOf(stack({ replicas: { cloud: 3, onPrem: 1 } })), [
      `landbridge:services[0].replicas.cloud: 3 has no meaning for a daemon, ${tasks}`,
      `landbridge:services[0].replicas.onPrem: 1 has no meaning for a daemon, ${tasks}`,
    ]);
    assert.deepEqual(problemsOf(stack({ placementStrategy: "spread" })), [
      'landbridge:services[0].placementStrategy: "spread" has no meaning for a daemon, which is on every server; take it out',
    ]);
  });

  it("is led to by no load balancer", () => {
    const called = { port: 8080, hostPort: 18080, hosts: ["agent"], placement: "cloud" };
    const lines = problemsOf(stack({ ...called, healthCheck: { path: "/" } }));
    assert.deepEqual(lines, [
      "landbridge:services[0].hosts: are of no use to a daemon, which no load balancer leads to; take hosts out, or daemon: true",
    ]);
  });
});
