import * as assert from "node:assert/strict";
import type {
  ContainerDescription,
  SidecarDescription,
} from "../../../components/ecs/service/container";
import type { ServiceDescription, Side } from "../../../components/ecs/service/description";
import {
  serviceContainers,
  sharedVolumes,
} from "../../../components/ecs/service/serviceContainers";
import { taskSize } from "../../../components/ecs/taskSize";
import { aService } from "../../support/service";

type Containers = Record<string, unknown>[];

function containers(changes: Partial<ServiceDescription> = {}, side: Side = "cloud"): Containers {
  return serviceContainers(aService(changes), {
    side,
    logGroupName: "logs",
    region: "eu-west-1",
    image: ({ image }) => ({ name: image }),
    databases: { environment: { ORDERS_DATABASE_HOST: "db" }, secrets: {} },
  });
}

/** The service's own container. */
function own(changes: Partial<ServiceDescription> = {}, side?: Side): Record<string, unknown> {
  return containers(changes, side)[0] ?? {};
}

function aSidecar(changes: Partial<SidecarDescription> = {}): SidecarDescription {
  return {
    name: "collector",
    image: "public.ecr.aws/aws-observability/collector:1.2.3",
    imageFrom: "reference",
    cpu: 64,
    memory: 128,
    environment: {},
    secrets: {},
    writablePaths: [],
    essential: true,
    databaseVariables: false,
    stopTimeoutInSeconds: 30,
    ...changes,
  };
}

const named = (list: Containers, name: string) => list.find((each) => each["name"] === name) ?? {};

describe("The container of a service", () => {
  it("reads files of variables from S3, the same on both sides, and has no such key without", () => {
    const environmentFiles = ["arn:aws:s3:::settings/a.env", "arn:aws:s3:::settings/b.env"];
    for (const side of ["cloud", "onPrem"] as const) {
      assert.deepEqual(own({ environmentFiles }, side)["environmentFiles"], [
        { type: "s3", value: "arn:aws:s3:::settings/a.env" },
        { type: "s3", value: "arn:aws:s3:::settings/b.env" },
      ]);
    }
    assert.ok(!("environmentFiles" in own()));
  });

  it("has no privileges, a read-only file system and writable folders in memory only", () => {
    const container = own({
      writablePaths: ["/tmp", "/cache"],
      writablePathSizesInMib: { "/tmp": 256 },
    });
    assert.equal(container["privileged"], false);
    assert.equal(container["readonlyRootFilesystem"], true);
    assert.deepEqual(container["linuxParameters"], {
      initProcessEnabled: true,
      tmpfs: [
        { containerPath: "/tmp", size: 256 },
        { containerPath: "/cache", size: 64 },
      ],
    });
  });

  it("is the same whatever the order of variables and secrets in the configuration", () => {
    const arn = "arn:aws:ssm:eu-west-1:123456789012:parameter/x";
    const one = { environment: { B: "2", A: "1" }, secrets: { D: arn, C: arn } };
    const other = { environment: { A: "1", B: "2" }, secrets: { C: arn, D: arn } };
    assert.deepEqual(own(one), own(other));
  });

  it("differs between the sides by its host port only", () => {
    const [cloud, onPrem] = [own(), own({}, "onPrem")];
    const port = { name: "http", containerPort: 8080, protocol: "tcp", appProtocol: "http" };
    assert.deepEqual(cloud["portMappings"], [{ ...port, hostPort: 8080 }]);
    assert.deepEqual(onPrem["portMappings"], [{ ...port, hostPort: 18080 }]);
    assert.deepEqual({ ...onPrem, portMappings: cloud["portMappings"] }, cloud);
  });

  it("has no ports when the service is a worker, and no empty lists, which the provider would replace it for", () => {
    const worker = own({ port: undefined, hosts: [] });
    assert.equal(worker["portMappings"], undefined);
    assert.doesNotMatch(JSON.stringify(worker), /\[\]/);
  });

  it("has a writable folder for the agent of ECS Exec exactly when sessions are allowed", () => {
    const folders = (changes: Partial<ServiceDescription>) =>
      JSON.stringify(own(changes)["linuxParameters"]).match(/(?<="containerPath":")[^"]+/g);
    const agent = "/var/lib/amazon/ssm";
    assert.deepEqual(folders({ writablePaths: ["/tmp"] }), ["/tmp"]);
    assert.deepEqual(folders({ writablePaths: ["/tmp"], executeCommand: true }), ["/tmp", agent]);
    assert.deepEqual(folders({ writablePaths: [agent], executeCommand: true }), [agent]);
  });

  it("may go on after SIGTERM for as long as the service says", () => {
    assert.equal(own({ stopTimeoutInSeconds: 90 })["stopTimeout"], 90);
  });

  it("names a protocol to Service Connect only where its proxy can read it", () => {
    const ports = (protocol: "HTTP" | "HTTPS") => JSON.stringify(own({ protocol })["portMappings"]);
    assert.match(ports("HTTP"), /"appProtocol":"http"/);
    assert.doesNotMatch(ports("HTTPS"), /appProtocol/);
    const grpc = JSON.stringify(own({ protocolVersion: "GRPC" })["portMappings"]);
    assert.match(grpc, /"appProtocol":"grpc"/);
  });

  it("has what its description says, in ECS's words", () => {
    const said: Partial<ContainerDescription> = {
      entryPoint: ["/bin/tini"],
      user: "1000:1000",
      ulimits: [{ name: "nofile", softLimit: 65536, hardLimit: 65536 }],
      gpus: 2,
      linuxParameters: {
        capabilities: { add: ["CHOWN"], drop: ["ALL"] },
        sharedMemorySizeInMib: 128,
      },
      containerHealthCheck: {
        command: ["CMD-SHELL", "true"],
        intervalInSeconds: 10,
        timeoutInSeconds: 2,
        retries: 4,
        startPeriodInSeconds: 20,
      },
      startTimeoutInSeconds: 120,
    };
    const container = own(said);
    const { entryPoint, user, ulimits, resourceRequirements, healthCheck, startTimeout } =
      container;
    assert.deepEqual(
      { entryPoint, user, ulimits, resourceRequirements, healthCheck, startTimeout },
      {
        entryPoint: ["/bin/tini"],
        user: "1000:1000",
        ulimits: [{ name: "nofile", softLimit: 65536, hardLimit: 65536 }],
        resourceRequirements: [{ type: "GPU", value: "2" }],
        healthCheck: {
          command: ["CMD-SHELL", "true"],
          interval: 10,
          timeout: 2,
          retries: 4,
          startPeriod: 20,
        },
        startTimeout: 120,
      },
    );
    assert.deepEqual(container["linuxParameters"], {
      initProcessEnabled: true,
      capabilities: { add: ["CHOWN"], drop: ["ALL"] },
      sharedMemorySize: 128,
    });
  });
});

describe("Containers beside a service's own", () => {
  const sidecars = [
    aSidecar({ port: 4318 }),
    aSidecar({ name: "certificate", essential: false, databaseVariables: true }),
  ];
  const dependsOn = [{ containerName: "certificate", condition: "SUCCESS" as const }];
  const with2 = { sidecars, dependsOn, sharedPaths: ["/certificates/own"] };

  it("come after it by name, as safe as it is, and end the task only where they are essential", () => {
    const all = containers(with2);
    assert.deepEqual(
      all.map(({ name, essential }) => [name, essential]),
      [
        ["orders", true],
        ["certificate", false],
        ["collector", true],
      ],
    );
    for (const each of all) {
      assert.equal(each["privileged"], false);
      assert.equal(each["readonlyRootFilesystem"], true);
      assert.match(JSON.stringify(each["logConfiguration"]), /"awslogs-group":"logs"/);
    }
    assert.deepEqual(own(with2)["dependsOn"], dependsOn);
  });

  it("have sizes of their own, which the task has room for with the proxy in AWS", () => {
    const all = containers(with2);
    assert.deepEqual(
      all.map(({ cpu, memory }) => [cpu, memory]),
      [
        [256, 512],
        [64, 128],
        [64, 128],
      ],
    );
    const service = aService(with2);
    assert.deepEqual(taskSize(service, "cloud"), { cpu: 256 + 128 + 256, memory: 512 + 256 + 64 });
    assert.deepEqual(taskSize(service, "onPrem"), { cpu: 384, memory: 768 });
    // Alone, a container has the whole task: nothing about it changes.
    assert.equal(own()["memory"], undefined);
  });

  it("are found at localhost in AWS, and by a link on premises, by one variable", () => {
    const variable = (side: Side) =>
      JSON.stringify(own(with2, side)["environment"]).match(
        /"COLLECTOR_SIDECAR_HOST","value":"(\w+)"/,
      )?.[1];
    assert.equal(variable("cloud"), "localhost");
    assert.equal(variable("onPrem"), "collector");
    assert.equal(own(with2, "cloud")["links"], undefined);
    assert.deepEqual(own(with2, "onPrem")["links"], ["collector"]);
  });

  it("share folders that are volumes of the task", () => {
    const volume = "shared_certificates_own";
    assert.deepEqual(sharedVolumes(aService(with2)), [{ name: volume }]);
    for (const { mountPoints } of containers(with2)) {
      assert.deepEqual(mountPoints, [
        { sourceVolume: volume, containerPath: "/certificates/own", readOnly: false },
      ]);
    }
  });

  it("know of the service's databases only where they are to", () => {
    const all = containers(with2);
    const knows = (name: string) =>
      JSON.stringify(named(all, name)["environment"] ?? []).includes("ORDERS_DATABASE_HOST");
    assert.deepEqual(["orders", "certificate", "collector"].map(knows), [true, true, false]);
  });
});
