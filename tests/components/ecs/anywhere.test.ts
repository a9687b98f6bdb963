import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { AnywhereSite, type AnywhereSiteArgs } from "../../../components/ecs/anywhere";
import { Cluster } from "../../../components/ecs/cluster";
import { runWithMocks, valueOf } from "../../support/mocks";

function site(args: Partial<AnywhereSiteArgs> = {}) {
  return runWithMocks(
    () =>
      new AnywhereSite("site-fra", {
        site: "fra",
        cluster: new Cluster("cluster", { keyArns: { logs: "key", compute: "key" } }),
        servers: [
          { name: "app-1", address: "10.100.16.11" },
          { name: "app-2", address: "10.100.16.12" },
        ],
        activation: { rotation: "2026-11" },
        secretsKeyArn: "key",
        ...args,
      }),
  );
}

interface Trust {
  readonly Principal: unknown;
  readonly Condition: { readonly StringEquals: Readonly<Record<string, string>> };
}

describe("AnywhereSite", () => {
  it("admits as many servers as there are, for as long as AWS lets it", async () => {
    const { inputs } = (await site()).get("site-fra-activation");
    assert.equal(inputs["registrationLimit"], 2);
    assert.equal(inputs["expirationDate"], undefined);
    assert.match(String(inputs["description"]), /fra, rotation 2026-11$/);
  });

  it("keeps the code secret wherever it goes", async () => {
    const made = await site();
    const { result } = made;
    const { id, inputs } = made.get("site-fra-activation-code");
    assert.deepEqual([inputs["type"], inputs["keyId"]], ["SecureString", "key"]);
    const told = result.registration["activationCodeParameter"] as pulumi.Output<string>;
    assert.equal(await valueOf(told), id);
    assert.ok(await pulumi.isSecret(result.activationCode));
    assert.ok(await pulumi.isSecret(result.registrationCommand));
    assert.ok(!(await pulumi.isSecret(result.activationId)));
  });

  it("has a command that sets the site before the agent joins the cluster", async () => {
    const { result } = await site({ attributes: { rack: "r1" } });
    const command = await valueOf(result.registrationCommand);
    const attributes = command.indexOf(
      'ECS_INSTANCE_ATTRIBUTES={"rack":"r1","landbridge.site":"fra"}',
    );
    assert.ok(attributes >= 0 && attributes < command.indexOf("ecs-anywhere-install.sh"));
    assert.match(command, /--region 'eu-west-1' --cluster 'cluster-cluster-[0-9a-f]{7}'/);
    assert.equal(result.placementExpression, "attribute:landbridge.site == fra");
  });

  it("is for its servers what they registered with, whatever it is called", async () => {
    const made = await site({ site: "mainz", registeredAs: "fra" });
    assert.match(String(made.get("site-fra-activation").inputs["description"]), /^Servers at fra,/);
    assert.match(String(made.get("site-fra-role").inputs["description"]), /^Servers at fra:/);
    const { result } = made;
    assert.equal(result.placementExpression, "attribute:landbridge.site == fra");
    assert.equal(result.registration["site"], "mainz");
  });

  it("lends its role to Systems Manager of this account only", async () => {
    const { inputs } = (await site()).get("site-fra-role");
    const policy = JSON.parse(String(inputs["assumeRolePolicy"])) as { Statement: Trust[] };
    const [statement] = policy.Statement;
    assert.deepEqual(statement?.Principal, { Service: "ssm.amazonaws.com" });
    assert.equal(statement.Condition.StringEquals["aws:SourceAccount"], "123456789012");
  });

  it("lets no server register before its role has its permissions", async () => {
    const made = await site();
    const policy = made.get("site-fra-policy").urn;
    assert.ok(made.get("site-fra-activation").dependencies.includes(policy));
  });
});
