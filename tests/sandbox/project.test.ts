import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { runtime } from "@pulumi/pulumi";
import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import { copyProject } from "../../sandbox/project";
import { explain, openSandbox, temporaryDirectory } from "../support/engine";
import { committedStacks } from "../support/stackFile";

const root = path.resolve(__dirname, "../..");

describe("the sandbox's copy of the project", () => {
  it("has the committed files byte for byte", () => {
    for (const stack of committedStacks) {
      const directory = temporaryDirectory();
      copyProject(directory, stack);
      for (const name of ["Pulumi.yaml", `Pulumi.${stack}.yaml`]) {
        const [committed, copy] = [root, directory].map((each) =>
          fs.readFileSync(path.join(each, name), "utf8"),
        );
        assert.equal(copy, committed, name);
      }
    }
  });

  it("keeps the salt by which the CLI has encrypted the sandbox's secrets", () => {
    const directory = temporaryDirectory();
    const copy = path.join(directory, "Pulumi.dev.yaml");
    copyProject(directory, "dev");
    const committed = fs.readFileSync(copy, "utf8");
    fs.appendFileSync(copy, "encryptionsalt: v1:abc=:v1:def\n");
    copyProject(directory, "dev");
    assert.equal(fs.readFileSync(copy, "utf8"), `${committed}encryptionsalt: v1:abc=:v1:def\n`);
  });

  it("gets overrides by the CLI: deep in an object, whole, removed, and with the type that they have", async () => {
    const workDir = temporaryDirectory();
    const config = {
      "aws:region": "eu-central-1",
      "landbridge:network.natGateways": "per-zone",
      "landbridge:network.flowLogs": null,
      "landbridge:tags": { owner: "o", release: "2026-11-21", build: "0660" },
      "landbridge:services": [],
      "landbridge:jobs": [],
      "landbridge:connectivity": null,
    };
    const sandbox = await openSandbox({
      stack: "dev",
      workDir,
      config,
      policyPack: false,
      program: async () => ({ read: runtime.allConfig() }),
    });
    const { outputs, ...preview } = await sandbox.preview();
    assert.ok(preview.succeeded, preview.stderr);
    const values = outputs?.["read"] as Record<string, string>;
    assert.equal(values["aws:region"], "eu-central-1");
    const network = JSON.parse(values["landbridge:network"] ?? "") as Record<string, unknown>;
    assert.equal(network["natGateways"], "per-zone");
    assert.equal(network["vpcCidr"], "10.20.0.0/16");
    assert.equal("flowLogs" in network, false);
    assert.deepEqual(JSON.parse(values["landbridge:tags"] ?? ""), config["landbridge:tags"]);
    assert.equal(values["landbridge:services"], "[]");
    assert.equal(values["landbridge:connectivity"], "{}", "Pulumi.yaml's default");
  });

  it("gets overrides that are longer than an argument of a command may be", async () => {
    const long = Array.from({ length: 1200 }, (_, i) => ({
      name: `"${i}": ${"€ \\".repeat(20)}`,
    }));
    const config = {
      "landbridge:services": long,
      "landbridge:tags": { owner: "o", build: "0660", $1: "$&" },
      "landbridge:environmentType": "development",
    };
    const sandbox = await openSandbox({
      stack: "dev",
      config,
      policyPack: false,
      program: async () => ({ read: runtime.allConfig() }),
    });
    const { outputs, ...preview } = await sandbox.preview();
    assert.ok(preview.succeeded, preview.stderr);
    const values = outputs?.["read"] as Record<string, string>;
    assert.deepEqual(JSON.parse(values["landbridge:services"] ?? ""), long);
    assert.deepEqual(JSON.parse(values["landbridge:tags"] ?? ""), config["landbridge:tags"]);
    assert.equal(values["landbridge:environmentType"], "development");
    assert.match(values["landbridge:network"] ?? "", /10\.20\.0\.0/);
  });

  it("gives the stand-in's account the quotas that the configuration says AWS has raised", async () => {
    const rules = (count: number) => () => {
      const { id } = new ec2.SecurityGroup("many", { vpcId: new ec2.Vpc("of", { cidrBlock }).id });
      for (let i = 0; i < count; i++) {
        const to = { fromPort: i, toPort: i, ipProtocol: "tcp", cidrIpv4: "10.0.0.0/8" };
        new vpc.SecurityGroupIngressRule(`rule-${i}`, { securityGroupId: id, ...to });
      }
      return Promise.resolve({});
    };
    const [workDir, cidrBlock] = [temporaryDirectory(), "10.0.0.0/16"];
    const options = { stack: "dev", workDir, policyPack: false, program: rules(61) };
    const sandbox = await openSandbox(options);
    const refused = await sandbox.up();
    assert.match(explain(refused), /RulesPerSecurityGroupLimitExceeded/);
    await sandbox.setConfig({ "landbridge:quotas": { rulesPerSecurityGroup: 61 } });
    const up = await sandbox.up();
    assert.ok(up.succeeded, explain(up));
  });
});
