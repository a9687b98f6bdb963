import * as assert from "node:assert/strict";
import { goodStack, parse, problemsOf } from "./stack";

type Section = Record<string, unknown>;

function stackOf(autoscaling: Section, cluster: Section = {}): object {
  const general = { instanceTypes: ["m8g.large"], minSize: 2, maxSize: 40 };
  const worker = {
    name: "worker",
    placement: "cloud",
    dataClassification: "internal",
    image: "public.ecr.aws/nginx/nginx:1.29.4",
    cpu: 256,
    memory: 512,
    autoscaling: { maxReplicas: 4, ...autoscaling },
  };
  return { ...goodStack(), cluster: { capacity: { general }, ...cluster }, services: [worker] };
}

const says = (autoscaling: Section, cluster?: Section) =>
  problemsOf(stackOf(autoscaling, cluster)).map((line) =>
    line.replace("landbridge:services[0].autoscaling.", ""),
  );

const queue = { name: "requests.fifo", messagesPerTask: 50 };
const metric = { name: "jobs", namespace: "Shop", metricName: "WaitingJobs", target: 7 };

describe("Queues and metrics that a service follows", () => {
  it("are good with steps and dimensions, and fill instances unless tasks are to be spread", () => {
    const steps = [{ above: 0, add: 1 }];
    const all = {
      queues: [{ ...queue, steps }],
      metrics: [{ ...metric, steps, dimensions: { A: "b" } }],
    };
    assert.deepEqual(says(all), []);
    const [service] = parse(stackOf(all)).services;
    assert.equal(service?.placementStrategy, "binpack");
    assert.equal(service.autoscaling?.metrics[0]?.statistic, "Average");
  });

  it("are there once, by names that AWS has", () => {
    assert.deepEqual(says({ queues: [queue, queue], metrics: [metric, metric] }), [
      'queues[1].name: "requests.fifo" is there twice; take one of them away',
      'metrics[1].name: "jobs" is there twice; take one of them away',
    ]);
    assert.match(
      says({ queues: [{ ...queue, name: "a/b" }] })[0] ?? "",
      /is not the name of a queue/,
    );
    assert.match(
      says({ metrics: [{ ...metric, target: 0 }] })[0] ?? "",
      /0 is too small; it must be more than 0/,
    );
    assert.match(
      says({ metrics: [{ ...metric, namespace: ":x" }] })[0] ?? "",
      /not beginning with :/,
    );
  });

  it("are counted for each task only where somebody counts tasks", () => {
    const off = { containerInsights: "disabled" };
    const why =
      "is divided by the tasks that run, which landbridge:cluster.containerInsights disabled does not count; make it enabled, or scale by metrics without perTask";
    assert.deepEqual(says({ queues: [queue], metrics: [{ ...metric, perTask: true }] }, off), [
      `queues[0].messagesPerTask: ${why}`,
      `metrics[0].perTask: ${why}`,
    ]);
    assert.deepEqual(says({ metrics: [metric] }, off), []);
  });
});

describe("Scaling to zero and ahead of load", () => {
  it("is good for a worker of queues, and with the target that is forecast", () => {
    assert.deepEqual(says({ toZero: true, queues: [queue] }), []);
    assert.deepEqual(says({ predictive: { metric: "cpu" }, cpuUtilization: 60 }), []);
    const [made] = parse(stackOf({ predictive: { metric: "cpu" }, cpuUtilization: 60 })).services;
    assert.deepEqual(made?.autoscaling?.predictive, {
      metric: "cpu",
      mode: "forecast",
      bufferInSeconds: 300,
    });
  });

  it("goes to zero by queues only", () => {
    assert.deepEqual(says({ toZero: true }), [
      "toZero: true needs queues: what waits in them is what the first task comes for",
    ]);
    const keeps =
      "keeps a last task, so that toZero never comes to pass; leave the tasks to queues, or take toZero out";
    const beside = { cpuUtilization: 60, metrics: [metric] };
    assert.deepEqual(says({ toZero: true, queues: [queue], ...beside }), [
      `cpuUtilization: ${keeps}`,
      `metrics: ${keeps}`,
    ]);
  });

  it("forecasts what has a target", () => {
    assert.deepEqual(says({ predictive: { metric: "memory" } }), [
      "memoryUtilization: is missing; autoscaling.predictive forecasts memory, and the target of a task is said there",
    ]);
  });
});
