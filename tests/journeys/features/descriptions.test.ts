import * as assert from "node:assert/strict";
import { explain, openSandbox } from "../../support/engine";
import { readStackConfig } from "../../support/stackFile";

const { raw } = readStackConfig("dev");
const secret = (name: string) =>
  `arn:aws:secretsmanager:eu-west-1:123456789012:secret:dev/${name}-AbCdEf`;

/** What a service has to say. */
const least = {
  name: "least",
  placement: "cloud",
  dataClassification: "internal",
  image: "ghcr.io/stefanprodan/podinfo:6.14.1",
};

const container = {
  image: "public.ecr.aws/docker/library/busybox:1.37.0",
  imageFrom: "reference",
  imageArchitectures: ["arm64", "x86_64"],
  repositoryCredentials: secret("registry"),
  entryPoint: ["/bin/sh"],
  command: ["-c", "sleep 1"],
  environment: { MODE: "all", TOKEN_REALM: "shop" },
  allowPlain: { TOKEN_REALM: "the realm that every client shows" },
  secrets: { KEY: `${secret("key")}:one::` },
  writablePaths: ["/tmp"],
  writablePathSizesInMib: { "/tmp": 8 },
  user: "1000:1000",
  ulimits: [{ name: "nofile", softLimit: 1024, hardLimit: 2048 }],
  linuxParameters: { capabilities: { drop: ["ALL"] }, sharedMemorySizeInMib: 64 },
  containerHealthCheck: { command: ["CMD-SHELL", "true"] },
  startTimeoutInSeconds: 60,
  stopTimeoutInSeconds: 60,
};

/** What a service in AWS can say at the same time. */
const most = {
  ...least,
  ...container,
  name: "most",
  cpu: 256,
  memory: 512,
  sidecars: [
    { ...container, name: "starter", essential: false, cpu: 64, memory: 32 },
    { ...container, name: "proxy", port: 9000, cpu: 64, memory: 32, databaseVariables: true },
  ],
  dependsOn: [{ containerName: "starter", condition: "SUCCESS" }],
  sharedPaths: ["/shared"],
  secretsKmsKeyArns: [
    "arn:aws:kms:eu-west-1:123456789012:key/6c5a2a1e-63b5-4a52-9d5b-6e1a3a1f0c11",
  ],
  port: 8080,
  protocol: "HTTP",
  protocolVersion: "HTTP2",
  hosts: ["most"],
  paths: ["/most/*"],
  priority: 4321,
  loadBalancer: 1,
  conditions: { httpRequestMethods: ["GET"] },
  stickiness: { durationInSeconds: 60 },
  loadBalancingAlgorithm: "round_robin",
  slowStartInSeconds: 60,
  healthCheck: { path: "/healthz" },
  capacityClass: "general",
  replicas: { cloud: 1, onPrem: 1 },
  autoscaling: {
    maxReplicas: 2,
    cpuUtilization: 60,
    memoryUtilization: 70,
    requestsPerTarget: 600,
    queues: [{ name: "requests", messagesPerTask: 20, steps: [{ above: 500, add: 1 }] }],
    metrics: [
      { name: "jobs", namespace: "Shop", metricName: "Jobs", target: 50, dimensions: { A: "b" } },
    ],
    predictive: { metric: "requests", mode: "scale" },
    steps: [{ metric: "cpu", above: 90, add: 1 }],
    schedules: [{ name: "day", schedule: "cron(0 7 * * ? *)", minReplicas: 1, maxReplicas: 2 }],
  },
  serviceConnect: true,
  placementStrategy: "spread",
  executeCommand: true,
  reaches: [{ service: "orders" }, { cidr: "10.100.8.0/24", port: 1521, description: "Stock" }],
  databases: [{ name: "orders" }],
  fileSystems: [{ name: "uploads", path: "/uploads", readOnly: true }],
  taskRoleStatements: [
    {
      actions: ["events:PutEvents"],
      resources: ["arn:aws:events:eu-west-1:123456789012:event-bus/orders"],
    },
  ],
  logRetentionInDays: 30,
  deregistrationDelayInSeconds: 10,
  waitForSteadyState: false,
};

describe("The smallest description of a service, and one with everything", function () {
  this.timeout(300_000);

  it("both come up with the policies on, and a second preview shows no change", async () => {
    const sandbox = await openSandbox({ stack: "dev" });
    const services = raw["services"] as object[];
    await sandbox.setConfig({
      "landbridge:fileSystems": [
        { name: "uploads", dataClassification: "internal", backupPlan: "bronze" },
      ],
      "landbridge:cluster": {
        ...(raw["cluster"] as object),
        capacity: {
          general: {
            ...(raw["cluster"] as { capacity: { general: object } }).capacity.general,
            maxSize: 9,
          },
        },
      },
      "landbridge:services": [...services, least, most],
    });
    const result = await sandbox.up();
    assert.ok(result.succeeded, explain(result));
    const again = await sandbox.preview();
    assert.ok(again.succeeded, explain(again));
    assert.deepEqual(
      again.steps.filter(({ op, type }) => op !== "same" && type.startsWith("aws:")),
      [],
    );
  });
});
