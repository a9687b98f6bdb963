import * as assert from "node:assert/strict";
import { explain, openSandbox, type RunResult, type Sandbox } from "../support/engine";

/** What a run did or would do, apart from what stays as it is. */
function changed({ steps }: RunResult): string[] {
  return steps
    .filter(({ op }) => op !== "same")
    .map(({ op, name, keys }) => [op, name, ...(keys ?? [])].join(" "));
}

function operations(result: RunResult): string[] {
  return [...new Set(result.steps.map(({ op }) => op))].filter((op) => op !== "same").sort();
}

describe("the dev stack, from its first update to its end", function () {
  this.timeout(300_000);
  let dev: Sandbox;
  let first: RunResult;

  before(async () => {
    dev = await openSandbox({ stack: "dev" });
    first = await dev.up();
    assert.ok(first.succeeded, explain(first));
  });

  it("creates everything, and exports ids in AWS's form", () => {
    assert.deepEqual(operations(first), ["create"]);
    const { vpcId, privateSubnetIds, natGatewayPublicIps } = first.outputs ?? {};
    assert.match(String(vpcId), /^vpc-0[0-9a-f]{16}$/);
    assert.equal((privateSubnetIds as string[]).length, 2);
    assert.equal((natGatewayPublicIps as string[]).length, 1, "one NAT gateway for both zones");
  });

  it("finds nothing to change in a second preview", async () => {
    assert.deepEqual(changed(await dev.preview()), []);
  });

  it("updates what a changed setting is about, and nothing else", async () => {
    await dev.setConfig({ "landbridge:network.flowLogs.retentionInDays": 60 });
    const update = await dev.up();
    assert.ok(update.succeeded, explain(update));
    assert.deepEqual(changed(update), ["update network-flow-logs-group retentionInDays"]);
  });

  it("finds what somebody changed behind its back, and puts it right", async () => {
    dev.tamper("network-vpc", { enableDnsHostnames: false });
    const refresh = await dev.refresh();
    assert.deepEqual(changed(refresh), ["update network-vpc enableDnsHostnames"]);
    const repair = await dev.up();
    assert.deepEqual(changed(repair), ["update network-vpc enableDnsHostnames"]);
    assert.deepEqual(changed(await dev.preview()), []);
  });

  it("leaves the limits of a service as its scheduled actions have set them", async () => {
    dev.tamper("orders-cloud-scaling-target", { minCapacity: 2, maxCapacity: 3 }); // as at seven
    const refresh = await dev.refresh();
    assert.deepEqual(changed(refresh), [], "no drift");
    assert.deepEqual(changed(await dev.preview()), []);
  });

  it("makes anew what somebody deleted", async () => {
    dev.tamper("network-nat-b-route", null);
    assert.deepEqual(changed(await dev.refresh()), ["delete network-nat-b-route"]);
    assert.deepEqual(changed(await dev.up()), ["create network-nat-b-route"]);
  });

  it("creates a zone that is added, and replaces and deletes nothing", async () => {
    await dev.setConfig({ "landbridge:network.availabilityZones": ["a", "b", "c"] });
    const plan = await dev.preview();
    assert.ok(plan.succeeded, explain(plan));
    const updates = plan.steps.filter(({ op }) => op !== "same" && op !== "create");
    // What spans the zones takes the new subnets in; AWS does that in place.
    for (const { op, name, keys } of updates) {
      assert.equal(op, "update", name);
      assert.match(
        String(keys),
        /^(subnetIds|vpcZoneIdentifiers|subnets|target|networkConfiguration.*)$/, // target: of a schedule.
        name,
      );
    }
    const subnets = plan.steps.filter(({ op, name }) => op === "create" && name.endsWith("-c"));
    for (const tier of ["public", "private", "isolated"]) {
      assert.ok(
        subnets.some(({ name }) => name === `network-${tier}-c`),
        `a subnet for the ${tier} tier`,
      );
    }
  });

  it("only creates, and updates nothing but groups of subnets, where no endpoint stands in the zones", async () => {
    // ECS lets a class of capacity go once no service uses it any more.
    await dev.setConfig({
      "landbridge:services": [],
      "landbridge:jobs": [],
      "landbridge:network.availabilityZones": ["a", "b"],
    });
    const idle = await dev.up();
    assert.ok(idle.succeeded, explain(idle));
    await dev.setConfig({
      "landbridge:fileGateways": [], // They need endpoints, and so do container instances.
      "landbridge:cluster.capacity": null,
      "landbridge:fileShares": [],
      "landbridge:network.interfaceEndpoints": "none",
    });
    const without = await dev.up();
    assert.ok(without.succeeded, explain(without));
    await dev.setConfig({ "landbridge:network.availabilityZones": ["a", "b", "c"] });
    const plan = await dev.preview();
    const others = plan.steps.filter(({ op }) => op !== "same" && op !== "create");
    assert.deepEqual(
      others.filter(({ op, type }) => op !== "update" || type === endpoint),
      [],
    );
  });

  it("goes, whole", async () => {
    const end = await dev.destroy();
    assert.ok(end.succeeded, explain(end));
    assert.equal(end.resources, 0);
    assert.deepEqual(operations(end), ["delete"]);
  });
});

const endpoint = "aws:ec2/vpcEndpoint:VpcEndpoint";

describe("a stack whose config is wrong", function () {
  this.timeout(300_000);

  it("is told all that is wrong at once, and nothing is created", async () => {
    const sandbox = await openSandbox({
      stack: "dev",
      config: {
        "landbridge:network.vpcCidr": "10.20.0.1/16",
        "landbridge:network.availabilityZones": ["a", "z"],
        "landbridge:network.natGateway": "single",
      },
    });
    const result = await sandbox.up();
    assert.equal(result.succeeded, false);
    assert.deepEqual(
      result.steps.map(({ type }) => type),
      ["pulumi:pulumi:Stack"],
      "nothing but the stack itself was begun",
    );
    const errors = result.diagnostics.filter(({ severity }) => severity === "error");
    assert.equal(errors.length, 1, "told once");
    const lines = (errors[0]?.message ?? "").split("\n").filter((line) => line.startsWith("  "));
    assert.deepEqual(
      lines.map((line) => line.trim().split(" (known")[0]),
      [
        'landbridge:network.vpcCidr: "10.20.0.1/16" has host bits set; the block that it is in is 10.20.0.0/16',
        'landbridge:network.availabilityZones[1]: "z" is not the letter of an Availability Zone (a to h)',
        "landbridge:network.natGateway: is not a known key; did you mean natGateways?",
      ],
    );
  });
});
