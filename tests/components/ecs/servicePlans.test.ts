import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { containerDefinition } from "../../../components/ecs/service/containerDefinition";
import type { ScalingStep, ServiceDescription } from "../../../components/ecs/service/description";
import { scalingLimits, stepScaling } from "../../../components/ecs/service/scalingPlan";
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
      ],
      [
        ["errors", "HTTPCode_Target_5XX_Count", 10],
        ["healthy", "HealthyHostCount", 2],
      ],
    ]);
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

describe("The container of a service", () => {
  const context = {
    logGroupName: "logs",
    region: "eu-west-1",
    image: "public.ecr.aws/nginx/nginx:1.29.4",
    databases: { environment: {}, secrets: {} },
  };

  it("has no privileges, a read-only file system and writable folders in memory only", () => {
    const container = containerDefinition(aService({ writablePaths: ["/tmp"] }), context);
    assert.equal(container["privileged"], false);
    assert.equal(container["readonlyRootFilesystem"], true);
    assert.deepEqual(container["linuxParameters"], {
      initProcessEnabled: true,
      tmpfs: [{ containerPath: "/tmp", size: 64 }],
    });
  });

  it("is the same whatever the order of variables and secrets in the configuration", () => {
    const arn = "arn:aws:ssm:eu-west-1:123456789012:parameter/x";
    const one = aService({ environment: { B: "2", A: "1" }, secrets: { D: arn, C: arn } });
    const other = aService({ environment: { A: "1", B: "2" }, secrets: { C: arn, D: arn } });
    assert.deepEqual(containerDefinition(one, context), containerDefinition(other, context));
  });

  it("differs between the sides by its host port only", () => {
    const cloud = containerDefinition(aService(), context);
    const onPrem = containerDefinition(aService(), { ...context, hostPort: 18080 });
    const port = { name: "http", containerPort: 8080, protocol: "tcp", appProtocol: "http" };
    assert.deepEqual(cloud["portMappings"], [{ ...port, hostPort: 8080 }]);
    assert.deepEqual(onPrem["portMappings"], [{ ...port, hostPort: 18080 }]);
    assert.deepEqual({ ...onPrem, portMappings: cloud["portMappings"] }, cloud);
  });

  it("has no ports when the service is a worker, and no empty lists, which the provider would replace it for", () => {
    const worker = containerDefinition(aService({ port: undefined, hosts: [] }), context);
    assert.equal(worker["portMappings"], undefined);
    assert.doesNotMatch(JSON.stringify(worker), /\[\]/);
  });

  it("has a writable folder for the agent of ECS Exec exactly when sessions are allowed", () => {
    const folders = (changes: Partial<ServiceDescription>) =>
      JSON.stringify(containerDefinition(aService(changes), context)["linuxParameters"]).match(
        /(?<="containerPath":")[^"]+/g,
      );
    const agent = "/var/lib/amazon/ssm";
    assert.deepEqual(folders({ writablePaths: ["/tmp"] }), ["/tmp"]);
    assert.deepEqual(folders({ writablePaths: ["/tmp"], executeCommand: true }), ["/tmp", agent]);
    assert.deepEqual(folders({ writablePaths: [agent], executeCommand: true }), [agent]);
  });

  it("may go on after SIGTERM for as long as the service says", () => {
    const container = containerDefinition(aService({ stopTimeoutInSeconds: 90 }), context);
    assert.equal(container["stopTimeout"], 90);
  });

  it("names a protocol to Service Connect only where its proxy can read it", () => {
    const ports = (protocol: "HTTP" | "HTTPS") =>
      JSON.stringify(containerDefinition(aService({ protocol }), context)["portMappings"]);
    assert.match(ports("HTTP"), /"appProtocol":"http"/);
    assert.doesNotMatch(ports("HTTPS"), /appProtocol/);
  });
});
