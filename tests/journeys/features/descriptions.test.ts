import * as assert from "node:assert/strict";
import { explain, openSandbox, type RunResult } from "../../support/engine";
import { readStackConfig } from "../../support/stackFile";

type Section = Record<string, unknown>;

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
  objectives: { availabilityPercent: 99.9, latency: { percent: 99, withinMilliseconds: 500 } },
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

/** One task on each server of both sides. */
const agent = {
  ...least,
  name: "agent",
  placement: "both",
  imageArchitectures: ["arm64", "x86_64"],
  cpu: 128,
  memory: 64,
  site: "lab",
  daemon: true,
};

/** None runs while nothing waits. */
const worker = {
  ...least,
  name: "worker",
  cpu: 128,
  memory: 64,
  replicas: { cloud: 1 },
  autoscaling: {
    maxReplicas: 1,
    toZero: true,
    queues: [{ name: "requests", messagesPerTask: 20 }],
  },
};

const [orders, ...others] = raw["services"] as Section[];
const { capacity } = raw["cluster"] as { capacity: { general: object } };
const config = {
  "landbridge:fileSystems": [
    { name: "uploads", dataClassification: "internal", backupPlan: "bronze" },
  ],
  "landbridge:cluster": {
    ...(raw["cluster"] as object),
    capacity: { general: { ...capacity.general, maxSize: 10 } },
  },
  "landbridge:services": [
    {
      ...orders,
      fileSystems: [{ name: "uploads", path: "/uploads" }],
      autoscaling: {
        ...(orders?.["autoscaling"] as object),
        predictive: { metric: "cpu", mode: "scale" },
      },
    },
    ...others,
    least,
    most,
    agent,
    worker,
  ],
};

describe("Services of every kind in the dev stack, on the real engine", function () {
  this.timeout(300_000);
  let up: RunResult;
  let again: RunResult;

  before(async () => {
    const sandbox = await openSandbox({ stack: "dev", config });
    up = await sandbox.up();
    again = await sandbox.preview();
  });

  it("come up with the policies on, and a second preview shows no change", () => {
    assert.ok(up.succeeded, explain(up));
    assert.ok(again.succeeded, explain(again));
    assert.deepEqual(
      again.steps.filter(({ op, type }) => op !== "same" && type.startsWith("aws:")),
      [],
    );
  });

  const made: Readonly<Record<string, readonly string[]>> = {
    "the smallest description": ["least-cloud-service"],
    "one with everything": ["most-cloud-service", "most-rule"],
    "a daemon of both sides": ["agent-cloud-service", "agent-on-prem-service"],
    "one that scales to zero": ["worker-cloud-scaling-queue-requests-first"],
    "one that scales ahead of load": ["orders-cloud-scaling-forecast"],
    "a file system": ["file-systems-uploads-a", "file-access-orders-to-uploads"],
  };
  for (const [what, names] of Object.entries(made)) {
    it(`make what belongs to ${what}`, () => {
      const all = up.steps.map(({ name }) => name);
      for (const name of names) assert.ok(all.includes(name), name);
    });
  }
});
