import * as assert from "node:assert/strict";
import { Deployment } from "../../tools/deployment/deployment";
import type { RawStack } from "../../tools/deployment/rawStack";
import { readStackConfig } from "../support/stackFile";

const settings = {
  operatingSystems: ["AMAZON_LINUX_2023", "UBUNTU"],
  maintenance: { schedule: "cron(0 2 ? * SUN *)", timezone: "Europe/Berlin" },
  sessions: { owner: "own" },
  tier: "advanced",
};

function prod(fleet?: Record<string, unknown>): RawStack {
  const { raw, region } = readStackConfig("prod");
  return { stack: "prod", raw: { ...raw, ...(fleet && { fleet }) }, region: String(region) };
}

describe("prod with a fleet", function () {
  this.timeout(60_000);
  let deployed: Deployment;
  const named = (name: string) => {
    const found = deployed.resources().find(({ goal }) => goal.name === name);
    assert.ok(found, name);
    return found.outputs;
  };
  const ofType = (type: string) => deployed.resources().filter(({ goal }) => goal.type === type);

  before(async () => {
    deployed = await Deployment.up(prod(settings));
  });

  it("comes up, and stays as it is", async () => {
    assert.deepEqual(await deployed.preview(prod(settings)), []);
  });

  it("finds its nodes of both sides by a tag that they have", () => {
    const [tag] = named("fleet-inventory")["targets"] as { key: string; values: string[] }[];
    assert.deepEqual(tag, { key: "tag:landbridge:stack", values: ["prod"] });
    const nodes = [
      ...ofType("aws:ssm/activation:Activation").map(({ outputs }) => outputs["tagsAll"]),
      ...ofType("aws:ec2/launchTemplate:LaunchTemplate").flatMap(({ outputs }) => {
        const all = outputs["tagSpecifications"] as { resourceType: string; tags: object }[];
        return all
          .filter(({ resourceType }) => resourceType === "instance")
          .map(({ tags }) => tags);
      }),
    ] as Record<string, string>[];
    assert.ok(nodes.length >= 2, `${nodes.length}`);
    for (const tags of nodes) {
      assert.equal(tags["landbridge:stack"], "prod");
      assert.equal(tags["PatchGroup"], named("fleet-patching-ubuntu-group")["patchGroup"]);
    }
  });

  it("lets the roles of all nodes write, by the fleet's key", () => {
    const roles = ofType("aws:iam/rolePolicy:RolePolicy")
      .filter(({ goal }) => goal.name.startsWith("fleet-nodes-"))
      .map(({ outputs }) => String(outputs["role"]));
    const { raw } = prod();
    const { sites } = raw["onPremises"] as { sites: unknown[] };
    assert.equal(new Set(roles).size, sites.length + 1);
  });
});
