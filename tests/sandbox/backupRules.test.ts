import * as assert from "node:assert/strict";
import { endOutage, outages, startOutage } from "../../sandbox/outage";
import type { Props, Resource } from "../../sandbox/provider/store";
import { Account } from "./account";

const vaultType = "aws:backup/vault:Vault";
const lockType = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";
const planType = "aws:backup/plan:Plan";
const selectionType = "aws:backup/selection:Selection";

describe("the stand-in's rules of AWS Backup", () => {
  let account: Account;
  let vault: Resource;
  beforeEach(async () => {
    account = new Account();
    vault = await account.create(vaultType, "vault", {});
  });

  const plan = (rule: Props) =>
    account.create(planType, "plan", {
      rules: [{ ruleName: "daily", targetVaultName: vault.id, ...rule }],
    });

  it("refuse to delete a vault that holds recovery points", async () => {
    account.store.put({ ...vault, attributes: { ...vault.attributes, recoveryPoints: 3 } });
    await assert.rejects(
      account.delete(vault),
      /InvalidRequestException.*contains recovery points/,
    );
    account.store.put({ ...vault, attributes: { ...vault.attributes, recoveryPoints: 0 } });
    await account.delete(vault);
  });

  it("ask for what a test restores into", async () => {
    const restoreTestingPlan = await account.create(
      "aws:backup/restoreTestingPlan:RestoreTestingPlan",
      "plan",
      { name: "weekly", scheduleExpression: "cron(0 9 ? * SUN *)", recoveryPointSelection: {} },
    );
    const selection = (name: string, restoreMetadataOverrides: Props) =>
      account.create("aws:backup/restoreTestingSelection:RestoreTestingSelection", name, {
        name,
        restoreTestingPlanName: restoreTestingPlan.id,
        iamRoleArn: "arn:aws:iam::123456789012:role/restore",
        protectedResourceType: "RDS",
        restoreMetadataOverrides,
      });
    await assert.rejects(
      selection("one", { dbSubnetGroupName: "gone" }),
      /DBSubnetGroupNotFoundFault/,
    );
    const groups = JSON.stringify(["sg-0123456789abcdef0"]);
    await assert.rejects(selection("two", { vpcSecurityGroupIds: groups }), /sg-0123456789abcdef0/);
    await selection("three", {});
  });

  it("let two stacks set what a Region backs up, which outlives both", async () => {
    const settings = "aws:backup/regionSettings:RegionSettings";
    const dev = await account.create(settings, "dev", {
      resourceTypeOptInPreference: { EFS: true },
    });
    const prod = await account.create(settings, "prod", {
      resourceTypeOptInPreference: { EFS: false },
    });
    await account.delete(dev);
    const left = await account.provider().read(prod.id, prod.urn, prod.attributes);
    assert.deepEqual(left?.attributes["resourceTypeOptInPreference"], { EFS: false });
  });

  it("reject a vault whose key is not in its Region", async () => {
    const key = await account.create("aws:kms/key:Key", "key", {}, "eu-west-1");
    const kmsKeyArn = key.attributes["arn"];
    await assert.rejects(account.create(vaultType, "far", { kmsKeyArn }), /NotFoundException/);
    await account.create(vaultType, "near", { kmsKeyArn }, "eu-west-1");
  });

  it("reject a lock of fewer than 3 days of grace, or of limits the wrong way round", async () => {
    const lock = (inputs: Props) =>
      account.create(lockType, "lock", { backupVaultName: vault.id, ...inputs });
    await assert.rejects(lock({ changeableForDays: 2 }), /changeableForDays.*\(3 - 36500\)/);
    await assert.rejects(
      lock({ minRetentionDays: 30, maxRetentionDays: 7 }),
      /InvalidParameterValueException.*cannot be greater/,
    );
    await assert.rejects(lock({ backupVaultName: "none" }), /ResourceNotFoundException/);
    const made = await lock({ minRetentionDays: 7, maxRetentionDays: 30 });
    assert.equal(made.attributes["backupVaultArn"], vault.attributes["arn"]);
    await account.delete(made);
  });

  it("refuse to change or delete a compliance lock once its days of grace are over", async () => {
    const inputs = { backupVaultName: vault.id, minRetentionDays: 7, changeableForDays: 3 };
    const lock = await account.create(lockType, "lock", inputs);
    await account.update(lock, { ...inputs, maxRetentionDays: 400 });
    const locked = { ...lock, attributes: { ...lock.attributes, lockDate: "2026-01-01" } };
    account.store.put(locked);
    await assert.rejects(account.update(locked, inputs), /is locked since 2026-01-01/);
    await assert.rejects(account.delete(locked), /is locked since 2026-01-01/);
  });

  it("reject a recovery point less than 90 days in cold storage, copies included", async () => {
    const life = { coldStorageAfter: 30, deleteAfter: 100 };
    await assert.rejects(
      plan({ lifecycle: life }),
      /rule daily: deleteAfter \(100\) must be 90 days/,
    );
    const copyActions = [{ destinationVaultArn: "arn", lifecycle: life }];
    await assert.rejects(plan({ copyActions }), /rule daily: deleteAfter/);
    await plan({ lifecycle: { coldStorageAfter: 30, deleteAfter: 120 } });
  });

  it("reject continuous backups beyond 35 days, or in cold storage", async () => {
    const continuous = (lifecycle: Props) => plan({ enableContinuousBackup: true, lifecycle });
    await assert.rejects(
      continuous({ deleteAfter: 36 }),
      /InvalidParameterValueException.*1 to 35/,
    );
    await assert.rejects(
      continuous({ deleteAfter: 200, coldStorageAfter: 30 }),
      /cannot transition to cold storage/,
    );
    await continuous({ deleteAfter: 35 });
  });

  it("reject a plan for a vault that there is not, and to delete one with selections", async () => {
    await assert.rejects(plan({ targetVaultName: "none" }), /ResourceNotFoundException/);
    const made = await plan({});
    const selection = await account.create(selectionType, "selection", {
      planId: made.id,
      iamRoleArn: "arn:aws:iam::123456789012:role/backup",
    });
    await assert.rejects(account.delete(made), /selections must be deleted prior/);
    await account.delete(selection);
    await account.delete(made);
  });

  it("keep AWS Backup's names", async () => {
    await assert.rejects(account.create(vaultType, "v", { name: "a vault" }), /2 to 50 characters/);
    const report = { reportDeliveryChannel: { s3BucketName: "b" }, reportSetting: {} };
    const type = "aws:backup/reportPlan:ReportPlan";
    await assert.rejects(
      account.create(type, "r", { name: "daily-report", ...report }),
      /letters, digits and underscores/,
    );
    assert.match(
      String((await account.create(vaultType, "named", {})).attributes["arn"]),
      /^arn:aws:backup:eu-central-1:123456789012:backup-vault:named-[0-9a-f]{7}$/,
    );
  });
});

describe("a region outage", () => {
  it("fails every call to the Region, and no other, until it is over", async () => {
    const account = new Account();
    const here = await account.create(vaultType, "here", {});
    startOutage(account.directory, "eu-central-1");
    assert.deepEqual(outages(account.directory), ["eu-central-1"]);
    const down = /eu-central-1 does not answer/;
    await assert.rejects(account.create(vaultType, "another", {}), down);
    await assert.rejects(account.update(here, {}), down);
    await assert.rejects(account.delete(here), down);
    const { id, urn, attributes } = here;
    await assert.rejects(account.provider().read(id, urn, attributes), down);

    await account.create(vaultType, "there", {}, "eu-west-1");
    await assert.rejects(
      account.create(vaultType, "r", { region: "eu-central-1" }, "eu-west-1"),
      down,
    );
    await account.create("aws:iam/group:Group", "everywhere", {});

    endOutage(account.directory, "eu-central-1");
    assert.equal((await account.provider().read(id, urn, attributes))?.id, id);
    await account.delete(here);
  });
});
