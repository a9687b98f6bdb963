import * as assert from "node:assert/strict";
import { explain, openSandbox } from "../../support/engine";
import { readStackConfig } from "../../support/stackFile";

describe("Scaling to zero and ahead of load, on the real engine", function () {
  this.timeout(300_000);

  it("comes up with the policies on, and a second preview shows no change", async () => {
    const sandbox = await openSandbox({ stack: "dev" });
    const services = readStackConfig("dev").raw["services"] as Record<string, unknown>[];
    const worker = {
      name: "worker",
      placement: "cloud",
      dataClassification: "internal",
      image: "ghcr.io/stefanprodan/podinfo:6.14.1",
      cpu: 128,
      memory: 64,
      replicas: { cloud: 1 },
      autoscaling: {
        maxReplicas: 1,
        toZero: true,
        queues: [{ name: "requests", messagesPerTask: 20 }],
      },
    };
    const [orders, ...others] = services;
    const autoscaling = {
      ...(orders?.["autoscaling"] as object),
      predictive: { metric: "cpu", mode: "scale" },
    };
    await sandbox.setConfig({
      "landbridge:services": [{ ...orders, autoscaling }, ...others, worker],
    });
    const result = await sandbox.up();
    assert.ok(result.succeeded, explain(result));
    const names = result.steps.map(({ name }) => name);
    assert.ok(names.includes("orders-cloud-scaling-forecast"));
    assert.ok(names.includes("worker-cloud-scaling-queue-requests-first"));
    const again = await sandbox.preview();
    assert.ok(again.succeeded, explain(again));
    assert.deepEqual(
      again.steps.filter(({ op, type }) => op !== "same" && type.startsWith("aws:")),
      [],
    );
  });
});
