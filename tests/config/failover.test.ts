import * as assert from "node:assert/strict";
import { withMovedWeights } from "../../config/changes/deployed";
import { aService } from "../support/service";
import { goodStack, problemsOf } from "./stack";

type Section = Record<string, unknown>;

function says(changes: Section = {}): string[] {
  const service = {
    name: "orders",
    placement: "both",
    dataClassification: "internal",
    image: "public.ecr.aws/nginx/nginx:1.29.4",
    imageArchitectures: ["arm64", "x86_64"],
    port: 8080,
    hosts: ["orders"],
    healthCheck: { path: "/healthz" },
    site: "dublin",
    hostPort: 18080,
    failover: "cloud",
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

describe("A service that fails over, in the configuration", () => {
  it("says which side takes over, and no weights", () => {
    assert.deepEqual(says(), []);
    assert.deepEqual(says({ failover: "on-prem" }), []);
    assert.match(
      says({ failover: "site" }).join(),
      /failover: "site" is not one of cloud, on-prem/,
    );
    assert.deepEqual(says({ failover: undefined }), [
      "traffic: is missing; placement both needs the weights of the sides, burst: true, or failover",
    ]);
  });

  it("says what it can't go with, and why", () => {
    const traffic = { cloud: 50, onPrem: 50 };
    assert.deepEqual(says({ traffic }), [
      'failover: "cloud" and traffic exclude each other: the side that takes over gets nothing until then; take one of them out',
    ]);
    const autoscaling = { maxReplicas: 4, requestsPerTarget: 100 };
    assert.match(says({ burst: true, autoscaling }).join(), /^failover: "cloud" and burst exclude/);
    assert.match(says({ stickiness: {} }).join(), /^failover: .* a cookie would keep clients/);
    assert.match(
      says({ placement: "cloud", failover: "on-prem" }).join(),
      /^failover: "on-prem" has no other side with placement cloud/,
    );
    const worker = { port: undefined, hosts: [], healthCheck: undefined };
    assert.match(says(worker).join(), /failover: "cloud" needs hosts/);
    assert.match(
      says({ protocol: "TCP" }).join(),
      /failover: "cloud" changes a rule for requests, and protocol TCP has none/,
    );
  });

  it("needs a task on either side", () => {
    assert.deepEqual(says({ replicas: { cloud: 0, onPrem: 2 } }), [
      "replicas.cloud: 0 leaves nothing to fail over from or to: each side has a task at least",
    ]);
  });
});

describe("Weights that a failover has moved", () => {
  const was = (movedOn?: number | string) => ({
    vpcCidr: "",
    databases: {},
    sites: {},
    capacity: {},
    services: { orders: { protocol: "HTTP", ...(movedOn !== undefined && { movedOn }) } },
  });
  const moved = (changes: object, movedOn?: number | string) => {
    const service = aService({ placement: "both", failover: "cloud", ...changes });
    return withMovedWeights([service], was(movedOn))[0]?.weightsMoved;
  };

  it("stay, from the update on that brought it", () => {
    assert.equal(moved({}), undefined);
    assert.equal(moved({}, "failover cloud 1"), true);
    assert.equal(moved({ failover: "on-prem" }, "failover cloud 1"), undefined);
    assert.equal(moved({ loadBalancer: 2 }, "failover cloud 1"), undefined);
    assert.equal(moved({ placement: "cloud" }, "failover cloud 1"), undefined);
  });
});
