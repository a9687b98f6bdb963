import * as assert from "node:assert/strict";
import * as vm from "node:vm";
import * as fc from "fast-check";
import {
  BURST_EXPRESSION,
  requestsPerHealthyTarget,
  targetTracking,
} from "../../../components/ecs/service/scalingPlan";
import { targetGroups } from "../../../components/ecs/service/sides";
import { aService } from "../../support/service";

interface Limits {
  readonly floor: number;
  readonly most: number;
  /** Requests a minute that one target serves well. */
  readonly target: number;
}

/**
 * One round of target tracking as AWS describes it: capacity in proportion to how far the metric is from
 * its target, rounded up; inwards only when it is clearly below.
 */
function nextCount(cloud: number, metric: number, { floor, most, target }: Limits): number {
  if (metric > target || metric < 0.9 * target) {
    return Math.min(most, Math.max(floor, Math.ceil((cloud * metric) / target)));
  }
  return cloud;
}

/** Tasks in AWS after each round, with so many requests and so many healthy servers. */
function simulate(
  start: number,
  rounds: number,
  requests: number,
  servers: number,
  limits: Limits,
): number[] {
  let cloud = start;
  return Array.from({ length: rounds }, () => {
    cloud = nextCount(cloud, requestsPerHealthyTarget(requests, servers + cloud), limits);
    return cloud;
  });
}

const limits: Limits = { floor: 1, most: 1000, target: 100 };
const needed = (requests: number, servers: number, { floor, target }: Limits) =>
  Math.max(floor, Math.ceil(requests / target) - servers);

describe("A service that bursts", () => {
  it("has one target group with both sides in it, and sends requests to the least busy target", () => {
    const groups = targetGroups(aService({ placement: "both", burst: true, traffic: undefined }));
    assert.deepEqual(groups, [
      {
        side: "cloud",
        port: 8080,
        weight: 100,
        algorithm: "least_outstanding_requests",
        hasServers: true,
      },
    ]);
  });

  it("is scaled by requests per healthy target, not by requests per target in AWS", () => {
    const autoscaling = { maxReplicas: 10, requestsPerTarget: 600, steps: [], schedules: [] };
    assert.deepEqual(targetTracking(aService({ burst: true, autoscaling })), [
      { suffix: "burst", metric: "requests-per-healthy-target", target: 600 },
    ]);
    assert.deepEqual(targetTracking(aService({ autoscaling })), [
      { suffix: "requests", metric: "ALBRequestCountPerTarget", target: 600 },
    ]);
  });

  it("has the metric in CloudWatch's words that the simulation below computes with", () => {
    const functions = {
      FILL: (value: number | undefined, instead: number) => value ?? instead,
      IF: (condition: boolean, yes: number, no: number) => (condition ? yes : no),
    };
    const metric = (requests: number | undefined, healthy: number): unknown =>
      vm.runInNewContext(BURST_EXPRESSION, { ...functions, requests, healthy });
    fc.assert(
      fc.property(fc.nat(100000), fc.nat(50), (requests, healthy) => {
        assert.equal(metric(requests, healthy), requestsPerHealthyTarget(requests, healthy));
      }),
      { numRuns: 20 },
    );
    assert.equal(metric(undefined, 3), 0, "no requests are zero, or it would never scale in");
  });

  it("stays at its floor while the site serves the load", () => {
    assert.deepEqual(simulate(1, 5, 400, 4, limits), [1, 1, 1, 1, 1]);
  });

  it("grows to what the load needs beyond the site's servers, and returns when the peak is over", () => {
    const peak = simulate(1, 20, 1200, 4, limits);
    assert.equal(peak.at(-1), 8);
    assert.equal(simulate(8, 20, 300, 4, limits).at(-1), 1);
  });

  it("takes over when servers fail, all of them too, and gives back when they are well again", () => {
    assert.equal(simulate(1, 20, 400, 2, limits).at(-1), 2);
    assert.equal(simulate(1, 20, 400, 0, limits).at(-1), 4);
    assert.equal(simulate(4, 20, 300, 4, limits).at(-1), 1);
  });

  it("may keep a few idle tasks at nearly full load: rounding is upwards, and a tenth below the target is tolerated", () => {
    assert.equal(simulate(4, 20, 400, 4, limits).at(-1), 2);
    fc.assert(
      fc.property(
        fc.nat(40),
        fc.nat(20000),
        fc.integer({ min: 1, max: 200 }),
        (servers, requests, start) => {
          const idle =
            (simulate(start, 600, requests, servers, limits).at(-1) ?? 0) -
            needed(requests, servers, limits);
          assert.ok(
            idle <= Math.ceil(Math.sqrt(servers)) + Math.ceil(requests / 1000),
            `${idle} with ${servers}`,
          );
        },
      ),
    );
  });

  it("never takes more tasks than the load needs on its way up, and never fewer on its way down", () => {
    fc.assert(
      fc.property(
        fc.nat(20),
        fc.nat(20000),
        fc.integer({ min: 1, max: 30 }),
        (servers, requests, start) => {
          const goal = needed(requests, servers, limits);
          for (const count of simulate(start, 60, requests, servers, limits)) {
            assert.ok(count <= Math.max(goal, start), `${count} for ${goal}`);
            assert.ok(count >= Math.min(goal, start), `${count} for ${goal}`);
          }
        },
      ),
    );
  });

  it("settles where each healthy target has no more than it serves well", () => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(20000), (servers, requests) => {
        const counts = simulate(1, 600, requests, servers, limits);
        const last = counts.at(-1) ?? 0;
        assert.ok(requestsPerHealthyTarget(requests, servers + last) <= limits.target);
        assert.equal(counts.at(-2), last);
      }),
    );
  });

  it("stops at its most, which is the company's limit of cost", () => {
    assert.equal(simulate(1, 50, 1_000_000, 4, { ...limits, most: 12 }).at(-1), 12);
  });
});
