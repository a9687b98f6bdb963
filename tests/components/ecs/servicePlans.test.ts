import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import type { ScalingStep } from "../../../components/ecs/service/autoscalingDescription";
import type {} from "../../../components/ecs/service/description";
import {
  metricScaling,
  scalingLimits,
  stepScaling,
} from "../../../components/ecs/service/scalingPlan";
import {
  CLOUD_DEPLOYMENT,
  onPremisesDeployment,
  targetGroups,
} from "../../../components/ecs/service/sides";
import { targetGroupAlarms } from "../../../components/elb/targetGroupAlarms";
import { aService } from "../../support/service";

describe("Target groups of a service", () => {
  const both = aService({ placement: "both" });

  it("are one for each side that it is placed on, with the side's port", () => {
    const ports = (service = both) => targetGroups(service).map(({ side, port }) => [side, port]);
    assert.deepEqual(ports(aService()), [["cloud", 8080]]);
    assert.deepEqual(ports(aService({ placement: "on-prem" })), [["onPrem", 18080]]);
    assert.deepEqual(ports(), [
      ["cloud", 8080],
      ["onPrem", 18080],
    ]);
  });

  it("choose targets as the service says, and by unfinished requests when it bursts", () => {
    const algorithms = (changes: object) =>
      targetGroups(aService({ placement: "both", ...changes })).map(({ algorithm }) => algorithm);
    const least = "least_outstanding_requests";
    assert.deepEqual(algorithms({}), ["round_robin", "round_robin"]);
    assert.deepEqual(algorithms({ loadBalancingAlgorithm: least }), [least, least]);
    assert.deepEqual(algorithms({ burst: true }), [least]);
  });

  it("share requests as traffic says, whatever it says", () => {
    fc.assert(
      fc.property(fc.nat(100), (cloud) => {
        const weights = targetGroups({ ...both, traffic: { cloud, onPrem: 100 - cloud } });
        assert.deepEqual(
          weights.map(({ weight }) => weight),
          [cloud, 100 - cloud],
        );
      }),
    );
  });

  it("take everything where there is only one, whatever traffic says", () => {
    const [only] = targetGroups(aService({ traffic: { cloud: 0, onPrem: 100 } }));
    assert.equal(only?.weight, 100);
  });

  it("name what is missing when the description does not fit the placement", () => {
    assert.throws(
      () => targetGroups(aService({ placement: "on-prem", hostPort: undefined })),
      /service orders: hostPort is missing for placement on-prem/,
    );
  });
});

describe("Alarms of a target group", () => {
  it("count healthy targets, as servers without a task are never healthy", () => {
    const service = aService({ placement: "both", replicas: { cloud: 3, onPrem: 2 } });
    const expected = targetGroups(service).map((plan) =>
      targetGroupAlarms(service, plan).map(({ suffix, spec }) => [
        suffix,
        spec.metricName,
        spec.threshold,
      ]),
    );
    assert.deepEqual(expected, [
      [
        ["errors", "HTTPCode_Target_5XX_Count", 10],
        ["healthy", "HealthyHostCount", 3],
        ["none-healthy", "HealthyHostCount", 1],
      ],
      [
        ["errors", "HTTPCode_Target_5XX_Count", 10],
        ["healthy", "HealthyHostCount", 2],
        ["none-healthy", "HealthyHostCount", 1],
      ],
    ]);
  });

  it("are critical where the last target is gone, and warn while others are left", () => {
    const severities = (cloud: number) =>
      targetGroups(aService({ placement: "cloud", replicas: { cloud, onPrem: 0 } })).flatMap(
        (plan) =>
          targetGroupAlarms(aService({ replicas: { cloud, onPrem: 0 } }), plan).map(
            ({ suffix, spec }) => `${suffix} ${spec.severity}`,
          ),
      );
    assert.deepEqual(severities(3), [
      "errors critical",
      "healthy warning",
      "none-healthy critical",
    ]);
    assert.deepEqual(severities(1), ["errors critical", "healthy critical"]);
  });

  it("undo deployments in AWS by errors of targets in AWS only", () => {
    const service = aService({ placement: "both" });
    const undoing = targetGroups(service).map((plan) =>
      targetGroupAlarms(service, plan).flatMap(({ suffix, undoesDeployment }) =>
        undoesDeployment ? [suffix] : [],
      ),
    );
    assert.deepEqual(undoing, [["errors"], []]);
  });
});

describe("Deployments", () => {
  it("leave no gap in AWS, where there is room for old and new tasks", () => {
    assert.deepEqual(CLOUD_DEPLOYMENT, { minimumHealthyPercent: 100, maximumPercent: 200 });
  });

  it("never start more tasks on premises than there are fixed ports, and stop half at a time", () => {
    assert.deepEqual(onPremisesDeployment(3), { minimumHealthyPercent: 50, maximumPercent: 100 });
    assert.deepEqual(onPremisesDeployment(1), { minimumHealthyPercent: 0, maximumPercent: 100 });
  });
});

describe("Autoscaling", () => {
  const steps = fc.uniqueArray(
    fc.record<ScalingStep>({
      metric: fc.constant("cpu"),
      above: fc.integer({ min: 1, max: 100 }),
      add: fc.integer({ min: 1, max: 20 }),
    }),
    { selector: ({ above }) => above, minLength: 1, maxLength: 6 },
  );

  it("keeps a service without it at its replicas, by limits that are both the same", () => {
    assert.deepEqual(scalingLimits(aService({ replicas: { cloud: 3, onPrem: 0 } })), {
      min: 3,
      max: 3,
    });
  });

  it("has steps without gap or overlap from the lowest threshold on, the last without end", () => {
    fc.assert(
      fc.property(steps, (list) => {
        const [plan, ...rest] = stepScaling({ maxReplicas: 10, steps: list, schedules: [] });
        assert.ok(plan && rest.length === 0);
        assert.equal(plan.threshold, Math.min(...list.map(({ above }) => above)));
        assert.equal(plan.steps[0]?.lowerBound, 0);
        plan.steps.forEach((step, index) => {
          assert.equal(step.upperBound, plan.steps[index + 1]?.lowerBound);
        });
      }),
    );
  });

  it("follows queues by what waits for each task, and metrics as they are", () => {
    const plans = metricScaling({
      maxReplicas: 10,
      steps: [],
      schedules: [],
      queues: [{ name: "requests.fifo", messagesPerTask: 50, steps: [] }],
      metrics: [
        {
          name: "jobs",
          namespace: "Shop",
          metricName: "WaitingJobs",
          dimensions: { Shop: "eu" },
          statistic: "Maximum",
          target: 7,
          perTask: false,
          steps: [
            { above: 300, add: 4 },
            { above: 100, add: 2 },
          ],
        },
      ],
    });
    assert.deepEqual(
      plans.map(({ suffix, target, perTask }) => [suffix, target, perTask]),
      [
        ["queue-requests.fifo", 50, true],
        ["metric-jobs", 7, false],
      ],
    );
    assert.deepEqual(plans[0]?.metric.dimensions, { QueueName: "requests.fifo" });
    assert.deepEqual(plans[1]?.steps, [
      {
        threshold: 100,
        steps: [
          { lowerBound: 0, upperBound: 200, add: 2 },
          { lowerBound: 200, add: 4 },
        ],
      },
    ]);
    assert.deepEqual(metricScaling(undefined), []);
  });

  it("adds what the step that a utilization falls into says", () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 100 }), (list, utilization) => {
        const [plan] = stepScaling({ maxReplicas: 10, steps: list, schedules: [] });
        const excess = utilization - (plan?.threshold ?? 0);
        const step = plan?.steps.find(
          ({ lowerBound, upperBound = Infinity }) => lowerBound <= excess && excess < upperBound,
        );
        const meant = [...list]
          .sort((a, b) => b.above - a.above)
          .find(({ above }) => above <= utilization);
        assert.equal(step?.add, meant?.add);
      }),
    );
  });
});
