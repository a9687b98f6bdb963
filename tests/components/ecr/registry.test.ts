import * as assert from "node:assert/strict";
import { Registry, type RegistryArgs } from "../../../components/ecr/registry";
import { runWithMocks, valueOf } from "../../support/mocks";

const kmsKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd";
const credentialsSecretArn =
  "arn:aws:secretsmanager:eu-west-1:123456789012:secret:ecr-pullthroughcache/docker-hub-AbCdEf";

function registry(args: Partial<RegistryArgs> = {}) {
  return runWithMocks(
    () =>
      new Registry("registry", {
        namePrefix: "landbridge-dev",
        repositories: ["orders"],
        kmsKeyArn,
        ...args,
      }),
  );
}

describe("Registry", () => {
  it("has repositories with a customer key, tags that never change, and a scan on push", async () => {
    const { inputs } = (await registry()).get("registry-orders");
    assert.equal(inputs["name"], "landbridge-dev/orders");
    assert.deepEqual(inputs["encryptionConfigurations"], [
      { encryptionType: "KMS", kmsKey: kmsKeyArn },
    ]);
    assert.equal(inputs["imageTagMutability"], "IMMUTABLE");
    assert.deepEqual(inputs["imageScanningConfiguration"], { scanOnPush: true });
    const { rules } = inputs["lifecyclePolicy"] as { rules: Record<string, unknown>[] };
    assert.deepEqual(
      rules.map(({ tagStatus, maximumNumberOfImages }) => [tagStatus, maximumNumberOfImages]),
      [
        ["untagged", undefined],
        ["any", 100],
      ],
    );
  });

  it("asks for nothing but repositories unless told to", async () => {
    const made = await registry();
    assert.equal(made.result.dockerHubUrl, undefined);
    assert.deepEqual(made.result.cacheStatements, []);
    assert.deepEqual(
      made.resources.filter(({ type }) => type.startsWith("aws:")),
      [],
    );
  });

  it("caches Docker Hub by the credentials, in encrypted repositories that follow it", async () => {
    const made = await registry({ dockerHub: { credentialsSecretArn } });
    const rule = made.get("registry-cache");
    const template = made.get("registry-cache-template");
    assert.equal(rule.inputs["credentialArn"], credentialsSecretArn);
    assert.equal(rule.inputs["upstreamRegistryUrl"], "registry-1.docker.io");
    assert.equal(rule.inputs["ecrRepositoryPrefix"], template.inputs["prefix"]);
    assert.equal(template.inputs["imageTagMutability"], "MUTABLE");
    assert.deepEqual(template.inputs["appliedFors"], ["PULL_THROUGH_CACHE"]);
    assert.ok(rule.dependencies.includes(template.urn), "the first pull finds the template");
    assert.equal(
      await valueOf(made.result.dockerHubUrl ?? assert.fail()),
      "123456789012.dkr.ecr.eu-west-1.amazonaws.com/landbridge-dev-hub",
    );
    const [statement] = made.result.cacheStatements;
    assert.deepEqual(statement?.Action, ["ecr:BatchImportUpstreamImage", "ecr:CreateRepository"]);
  });

  it("copies its own repositories, and no others, into another Region with a key of that Region", async () => {
    const otherKey = "arn:aws:kms:eu-central-1:123456789012:key/5678efab";
    const made = await registry({
      replication: { region: "eu-central-1", kmsKeyArn: otherKey },
    });
    const template = made.get("registry-replication-template");
    assert.equal(template.inputs["region"], "eu-central-1");
    assert.deepEqual(template.inputs["encryptionConfigurations"], [
      { encryptionType: "KMS", kmsKey: otherKey },
    ]);
    const replication = made
      .ofType("aws:ecr/replicationConfiguration:ReplicationConfiguration")
      .at(0);
    assert.deepEqual(replication?.inputs["replicationConfiguration"], {
      rules: [
        {
          destinations: [{ region: "eu-central-1", registryId: "123456789012" }],
          repositoryFilters: [{ filter: "landbridge-dev/", filterType: "PREFIX_MATCH" }],
        },
      ],
    });
    assert.ok(replication.dependencies.includes(template.urn));
  });
});
