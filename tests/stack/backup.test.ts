import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as dynamodb from "@pulumi/aws/dynamodb";
import * as ebs from "@pulumi/aws/ebs";
import * as efs from "@pulumi/aws/efs";
import * as rds from "@pulumi/aws/rds";
import * as s3 from "@pulumi/aws/s3";
import platform from "../../index";
import { explain, openSandbox, type RunResult, type Sandbox } from "../support/engine";

type Rules = { ruleName: string; copyActions: object[]; lifecycle: { deleteAfter: number } }[];

/** What each resource of the prod stack becomes; undefined where it stays as it is. */
type Change = (args: pulumi.ResourceTransformationArgs) => pulumi.Inputs | undefined;

const plans = [
  "require-backup-vault-customer-key",
  "require-backup-plan",
  "require-cross-region-backup-copies",
  "require-backup-retention",
  "require-backup-vault-lock",
  "require-recovery-pieces",
];

/** Which rule of AWS Backup says something about which resource. */
function found({ violations }: RunResult): string[][] {
  return violations
    .filter(({ policy }) => plans.includes(policy))
    .map(({ policy, urn, enforcementLevel }) => [
      policy,
      urn.split("::").at(-1) ?? "",
      enforcementLevel,
    ])
    .sort();
}

describe("backups of the prod stack, in a first preview", function () {
  this.timeout(90_000);
  let change: Change | undefined;
  let add: (() => void) | undefined;
  let sandbox: Sandbox;

  before(async () => {
    sandbox = await openSandbox({
      stack: "prod",
      program: async () => {
        pulumi.runtime.registerStackTransformation((args) => {
          const props = change?.(args);
          return props && { props, opts: args.opts };
        });
        const outputs = await platform();
        add?.();
        return outputs;
      },
    });
  });
  beforeEach(() => {
    change = undefined;
    add = undefined;
  });

  it("are rejected when a key, a copy, a retention, a lock or a replica is missing, each by its own rule", async () => {
    change = ({ name, props }) => {
      const inputs: pulumi.Inputs = props;
      const rules = inputs["rules"] as Rules;
      switch (name) {
        case "backup-main-vault":
          return { ...inputs, kmsKeyArn: undefined };
        case "backup-silver-plan":
          return { ...inputs, rules: rules.map((rule) => ({ ...rule, copyActions: [] })) };
        case "backup-bronze-plan":
          return {
            ...inputs,
            rules: rules.map((rule) =>
              rule.ruleName === "daily" ? { ...rule, lifecycle: { deleteAfter: 8 } } : rule,
            ),
          };
        case "recovery-copies-lock":
          return { ...inputs, minRetentionDays: undefined };
        case "recovery":
          return { ...inputs, strategy: "pilot-light" };
        default:
          return undefined;
      }
    };
    const result = await sandbox.preview();
    assert.equal(result.succeeded, false);
    assert.deepEqual(found(result), [
      ["require-backup-retention", "backup-bronze-plan", "mandatory"],
      ["require-backup-vault-customer-key", "backup-main-vault", "mandatory"],
      ["require-backup-vault-lock", "recovery-copies-lock", "mandatory"],
      ["require-cross-region-backup-copies", "backup-silver-plan", "mandatory"],
      ["require-recovery-pieces", "recovery", "mandatory"],
    ]);
  });

  it("are rejected when anything that holds data has no class", async () => {
    add = () => {
      new s3.Bucket("bucket");
      new ebs.Volume("volume", { availabilityZone: "eu-west-1a", size: 8, encrypted: true });
      new efs.FileSystem("files", { encrypted: true });
      new dynamodb.Table("table", {
        attributes: [{ name: "id", type: "S" }],
        hashKey: "id",
        billingMode: "PAY_PER_REQUEST",
      });
      new rds.Instance("database", { instanceClass: "db.m7g.large" });
      new rds.Cluster("cluster", { engine: "aurora-postgresql" });
      // As little use: a class of another stack's, and one that no plan has.
      new s3.Bucket("elsewhere", { tags: { "backup-plan": "gold", "landbridge:stack": "dev" } });
      new s3.Bucket("unknown", { tags: { "backup-plan": "tin", "landbridge:stack": "prod" } });
    };
    const result = await sandbox.preview();
    assert.equal(result.succeeded, false);
    assert.deepEqual(
      found(result).filter(([policy]) => policy === "require-backup-plan"),
      ["bucket", "cluster", "database", "elsewhere", "files", "table", "unknown", "volume"].map(
        (name) => ["require-backup-plan", name, "mandatory"],
      ),
    );
  });
});

describe("copies of backups in another Region", function () {
  this.timeout(120_000);

  it("come with the recovery, and are dropped only after their protection has been taken off", async () => {
    const regions = "landbridge:residency.allowedRegions";
    const config = { "landbridge:recovery": null, [regions]: ["eu-west-1"] };
    const sandbox = await openSandbox({ stack: "prod", config, policyPack: false });
    const before = await sandbox.up();
    assert.ok(before.succeeded, explain(before));

    const recovery = { strategy: "backup-restore", region: "eu-central-1" };
    const both = ["eu-west-1", "eu-central-1"];
    await sandbox.setConfig({ "landbridge:recovery": recovery, [regions]: both });
    const more = await sandbox.up();
    assert.ok(more.succeeded, explain(more));
    assert.equal(more.steps.filter(({ op }) => op === "delete" || op === "replace").length, 0);
    const created = more.steps.filter(({ op }) => op === "create").map(({ name }) => name);
    assert.ok(created.includes("recovery-copies-vault"));

    await sandbox.setConfig(config);
    const less = await sandbox.preview();
    assert.equal(less.succeeded, false);
    assert.match(explain(less), /recovery-copies-(vault|lock).*cannot be deleted/s);
  });
});
