import * as assert from "node:assert/strict";
import { problemsOf } from "./stack";
import { readStackConfig } from "../support/stackFile";

const { raw, region } = readStackConfig("prod");
const services = raw["services"] as Record<string, unknown>[];
const exposed = services.findIndex(
  ({ hosts, protocol }) => Array.isArray(hosts) && protocol === undefined,
);

/** Prod, where one service promises something. */
function problems(index: number, objectives: object, more: object = {}): readonly string[] {
  const edited = services.map((each, i) => (i === index ? { ...each, ...more, objectives } : each));
  return problemsOf({ ...raw, services: edited }, region);
}

describe("services[].objectives", () => {
  it("are what a service with hosts promises", () => {
    assert.deepEqual(problems(exposed, { availabilityPercent: 99.9 }), []);
    const latency = { percent: 99, withinMilliseconds: 500 };
    assert.deepEqual(problems(exposed, { latency }), []);
  });

  it("are of nobody whom the load balancer does not serve by requests", () => {
    assert.match(
      problems(exposed, { availabilityPercent: 99.9 }, { hosts: [] }).join("\n"),
      /objectives: are counted by the load balancer, which serves no host of it/,
    );
    const tcp = { protocol: "TCP", listenerPort: 5000, paths: undefined };
    assert.match(
      problems(exposed, { availabilityPercent: 99.9 }, tcp).join("\n"),
      /objectives: count requests, and protocol TCP has none/,
    );
  });

  it("promise something that can be counted, and can be broken", () => {
    assert.match(problems(exposed, {}).join(), /objectives: promise nothing/);
    assert.match(
      problems(exposed, { availabilityPercent: 99 }, { protocolVersion: "GRPC" }).join("\n"),
      /availabilityPercent: is 99, and errors of GRPC have the code 200/,
    );
    for (const availabilityPercent of [90, 100]) {
      assert.match(problems(exposed, { availabilityPercent }).join(), /availabilityPercent/);
    }
  });
});
