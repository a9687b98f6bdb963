import * as assert from "node:assert/strict";
import { explain, openSandbox, type RunResult, type Sandbox } from "../support/engine";

/** What a run would do, apart from what stays as it is. */
function changed({ steps }: RunResult): string[] {
  return steps.filter(({ op }) => op !== "same").map(({ op, name }) => `${op} ${name}`);
}

const lab = { name: "lab", servers: [{ name: "lab-1", address: "10.100.240.11" }] };

describe("the compute of the dev stack", function () {
  this.timeout(120_000);
  let dev: Sandbox;
  let first: RunResult;

  before(async () => {
    // Without services, which would want their site's servers and their capacity class.
    const config = {
      "landbridge:services": [],
      "landbridge:jobs": [],
      "landbridge:onPremises.sites": [lab],
    };
    dev = await openSandbox({ stack: "dev", policyPack: false, config });
    first = await dev.up();
    assert.ok(first.succeeded, explain(first));
  });

  async function planned(config: Record<string, unknown>): Promise<string[]> {
    await dev.setConfig(config);
    const plan = await dev.preview();
    assert.ok(plan.succeeded, explain(plan));
    return changed(plan).sort();
  }

  it("has its capacity provider, a repository by awsx, and a site whose code is where its output names it", () => {
    const { capacityProviderNames, repositoryUrls, sites } = first.outputs ?? {};
    const { general } = capacityProviderNames as Record<string, string>;
    assert.match(String(general), /^capacity-general-provider-[0-9a-f]{7}$/);
    assert.deepEqual(repositoryUrls, {
      orders: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/landbridge-dev/orders",
    });
    const [site] = sites as Record<string, unknown>[];
    assert.match(
      String(site?.["activationCodeParameter"]),
      /^site-lab-activation-code-[0-9a-f]{7}$/,
    );
    assert.match(String(site?.["activationId"]), /^[0-9a-f-]{36}$/);
    const parents = first.steps.filter(({ urn }) => urn.includes("$awsx:ecr:Repository$"));
    assert.deepEqual(parents.map(({ type }) => type).sort(), [
      "aws:ecr/lifecyclePolicy:LifecyclePolicy",
      "aws:ecr/repository:Repository",
    ]);
  });

  it("makes a new activation for another rotation, and keeps its code in the same place", async () => {
    const plan = await planned({
      "landbridge:onPremises.sites": [{ ...lab, activation: { rotation: "2" } }],
    });
    assert.deepEqual(
      [...new Set(plan)],
      [
        "create-replacement site-lab-activation",
        "delete-replaced site-lab-activation",
        "replace site-lab-activation",
        "update site-lab-activation-code",
      ],
    );
    await dev.setConfig({ "landbridge:onPremises.sites": [lab] });
  });

  it("creates a capacity class that is added, and only tells the cluster of it", async () => {
    const spot = { instanceTypes: ["c8g.large", "c7g.large"], minSize: 0, maxSize: 2 };
    const plan = await planned({ "landbridge:cluster.capacity.batch": spot });
    assert.deepEqual(plan, [
      "create capacity-batch",
      "create capacity-batch-group",
      "create capacity-batch-provider",
      "create capacity-batch-template",
      "update capacity-providers",
      "update dashboard-page",
    ]);
  });

  it("changes disks and types of instances in place", async () => {
    await dev.setConfig({ "landbridge:cluster.capacity.batch": null });
    const plan = await planned({
      "landbridge:cluster.capacity.general.rootVolumeSizeInGib": 80,
      "landbridge:cluster.capacity.general.instanceTypes": ["m7g.large", "m6g.large"],
    });
    assert.deepEqual(plan, ["update capacity-general-group", "update capacity-general-template"]);
  });

  it("creates a repository that is added, and nothing else", async () => {
    await dev.setConfig({
      "landbridge:cluster.capacity.general.rootVolumeSizeInGib": 50,
      "landbridge:cluster.capacity.general.instanceTypes": ["m8g.large", "m7g.large"],
    });
    const plan = await planned({ "landbridge:registry.repositories": ["orders", "billing"] });
    assert.deepEqual(plan, [
      "create registry-billing",
      "create registry-billing",
      "create registry-billing",
    ]);
  });
});
