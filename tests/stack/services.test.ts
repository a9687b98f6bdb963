import * as assert from "node:assert/strict";
import { explain, openSandbox, type RunResult, type Sandbox } from "../support/engine";
import { readStackConfig } from "../support/stackFile";

type Section = Record<string, unknown>;

const committed = readStackConfig("dev").raw["services"] as Section[];

/** The committed services of dev, with changes to some of them. */
function servicesWith(changes: Readonly<Record<string, Section>>): Section[] {
  return committed.map((service) => ({ ...service, ...changes[String(service["name"])] }));
}

/** What a run does: `update orders-rule`. Components only follow their children. */
function changes({ steps }: RunResult): string[] {
  return steps
    .filter(({ op, type }) => op !== "same" && type.startsWith("aws:"))
    .map(({ op, name }) => `${op} ${name}`)
    .sort();
}

function exposed(name: string): Section {
  return {
    name,
    placement: "cloud",
    dataClassification: "internal",
    image: "public.ecr.aws/nginx/nginx:1.29.4",
    cpu: 256,
    memory: 512,
    port: 8080,
    hosts: [name],
    healthCheck: { path: "/healthz" },
  };
}

describe("Services of the dev stack, on the real engine", function () {
  this.timeout(480_000);
  let sandbox: Sandbox;

  async function previewWith(services: Section[]): Promise<string[]> {
    await sandbox.setConfig({ "landbridge:services": services });
    const result = await sandbox.preview();
    assert.ok(result.succeeded, explain(result));
    return changes(result);
  }

  async function upWith(services: Section[]): Promise<RunResult> {
    await sandbox.setConfig({ "landbridge:services": services });
    const result = await sandbox.up();
    assert.ok(result.succeeded, explain(result));
    return result;
  }

  before(async () => {
    // Instances for fifty more services; tests/stack/jobs.test.ts is about jobs.
    const config = { "landbridge:cluster.capacity.general.maxSize": 100, "landbridge:jobs": [] };
    sandbox = await openSandbox({ stack: "dev", policyPack: false, config });
    const result = await sandbox.up();
    assert.ok(result.succeeded, explain(result));
  });

  it("gain only resources of its own when one is added, and change only what they must", async () => {
    const changed = servicesWith({
      orders: { image: "orders:1.4.3", replicas: { cloud: 2 } },
      "orders-api": { traffic: { cloud: 60, onPrem: 40 } },
      customers: { replicas: { onPrem: 3 } },
      pricing: {
        autoscaling: { maxReplicas: 4, requestsPerTarget: 500 },
        reaches: [{ service: "orders" }],
      },
    });
    // The new one is first in the list, where it would move all others if their place counted.
    const planned = await previewWith([exposed("invoices"), ...changed]);
    const own =
      /^create (hosts-invoices|invoices(-(cloud|ec2|logs|roles|rule|critical|warning)(-.+)?)?)$/;
    assert.ok(planned.filter((line) => own.test(line)).length >= 15);
    assert.deepEqual(
      planned.filter((line) => !own.test(line)),
      [
        // The first that calls orders directly.
        "create clients-service-orders",
        "create orders-clients-egress",
        "create orders-clients-ingress",
        // Of two tasks, both may be gone.
        "create orders-ec2-none-healthy",
        "create orders-warning",
        "create pricing-reach-load-balancer",
        "create-replacement orders-cloud-task",
        "delete-replaced orders-cloud-task",
        "replace orders-cloud-task",
        "update customers-ext-healthy",
        "update customers-on-prem-service",
        "update dashboard-page",
        "update orders-api-rule",
        "update orders-cloud-service",
        "update orders-critical",
        "update orders-ec2-healthy",
        "update pricing-cloud-scaling-burst",
        "update pricing-cloud-scaling-target",
        "update pricing-cloud-service",
      ],
    );
  });

  it("move by one line each, without touching load balancer, cluster or other services", async () => {
    const result = await upWith(
      servicesWith({
        // To the data centre, to AWS, and from bursting to weights.
        orders: { placement: "on-prem", site: "lab", hostPort: 18090 },
        "orders-api": { placement: "cloud" },
        pricing: { burst: false, traffic: { cloud: 50, onPrem: 50 } },
      }),
    );
    const planned = changes(result);
    const names = [...new Set(planned.map((line) => line.split(" ")[1] ?? ""))];
    assert.deepEqual(
      names.filter((name) => !/^(orders|orders-api|pricing)-/.test(name)),
      // What orders alone called directly has no such clients left. Callers of orders keep the way by the load
      // balancer: their tasks don't change.
      ["clients-service-customers", "clients-service-pricing", "dashboard-page"],
    );
    // Alarms over others are named after the first of these, which goes with its side: ADR 0165.
    assert.deepEqual(
      planned.filter((line) => line.startsWith("replace")),
      ["replace orders-critical", "replace pricing-warning"],
    );
    assert.deepEqual(
      planned.filter((line) => line.startsWith("update")),
      [
        "update dashboard-page",
        "update orders-api-critical",
        "update orders-api-rule",
        "update orders-rule",
        "update pricing-critical",
        "update pricing-ec2",
        "update pricing-ec2-errors",
        "update pricing-ec2-healthy",
        "update pricing-rule",
      ],
    );
    assert.ok(
      planned.includes("create orders-ext-10-100-240-11"),
      "the site's servers are targets",
    );
    assert.ok(planned.includes("delete orders-cloud-service"));
    assert.ok(planned.includes("delete orders-api-on-prem-service"));
  });

  it("deploy fifty at once, and none of them changes when some leave and the others are reordered", async () => {
    const fifty = Array.from({ length: 50 }, (_, index) => exposed(`service-${index}`));
    const up = await upWith(fifty);
    const rules = up.steps.filter(({ type }) => type === "aws:lb/listenerRule:ListenerRule");
    assert.equal(rules.filter(({ op }) => op === "create").length, 50);

    const leaving = ["service-0", "service-17", "service-49"];
    const staying = fifty.filter(({ name }) => !leaving.includes(String(name)));
    const planned = await previewWith(staying.reverse());
    const theirs =
      /^delete (hosts-)?service-(0|17|49)(-(cloud|ec2|logs|roles|rule|critical|warning)(-.+)?)?$/;
    assert.deepEqual(
      planned.filter((line) => !theirs.test(line)),
      ["update dashboard-page"],
    );
    assert.ok(planned.length >= 45);
  });
});
