import * as assert from "node:assert/strict";
import type { Props, Resource } from "../../sandbox/provider/store";
import { Account } from "./account";

const instanceType = "aws:rds/instance:Instance";
const groupType = "aws:rds/parameterGroup:ParameterGroup";
const postgres = {
  instanceClass: "db.r8g.large",
  engine: "postgres",
  engineVersion: "17",
  allocatedStorage: 100,
  backupRetentionPeriod: 14,
};

describe("the stand-in's rules of RDS", () => {
  let account: Account;
  beforeEach(() => {
    account = new Account();
  });
  const create = (name: string, inputs: Props): Promise<Resource> =>
    account.create(instanceType, name, { ...postgres, ...inputs });

  it("want identifiers in RDS's alphabet", async () => {
    for (const identifier of ["1orders", "orders-", "or--ders", "or_ders", "a".repeat(64)]) {
      await assert.rejects(
        create("db", { identifier }),
        /invalid value for identifier/,
        identifier,
      );
    }
  });

  it("take parameter groups of the engine's major version only", async () => {
    const group = await account.create(groupType, "old", { family: "postgres16" });
    const { name: parameterGroupName } = group.attributes;
    await assert.rejects(
      create("db", { parameterGroupName }),
      /InvalidParameterCombination.*DBParameterGroupFamily postgres17/,
    );
    await create("db", { parameterGroupName, engineVersion: "16.4" });
    await assert.rejects(account.delete(group), /DependencyViolation/);
  });

  it("apply static parameters with a restart only", async () => {
    const parameters = (applyMethod: string) => [
      { name: "max_connections", value: "500", applyMethod },
    ];
    const group = (method: string) =>
      account.create(groupType, "g", { family: "postgres17", parameters: parameters(method) });
    await assert.rejects(group("immediate"), /immediate apply method for static parameter/);
    await group("pending-reboot");
  });

  it("go up to another major version only when that is said to be meant, and never down", async () => {
    const database = await create("db", { engineVersion: "16.4" });
    const to = (engineVersion: string, allowMajorVersionUpgrade = false) =>
      account.update(database, { ...postgres, engineVersion, allowMajorVersionUpgrade });
    await assert.rejects(to("17"), /AllowMajorVersionUpgrade flag must be present/);
    await assert.rejects(to("15.8", true), /Cannot upgrade postgres from 16 to 15/);
    await to("16.6");
    await to("17", true);
  });

  it("keep the backup and maintenance windows apart, over midnight and the week's end as well", async () => {
    const windows = (backupWindow: string, maintenanceWindow: string) =>
      create("db", { backupWindow, maintenanceWindow });
    for (const [backup, maintenance] of [
      ["03:30-04:30", "sun:03:00-sun:04:00"],
      ["23:30-00:30", "mon:00:00-mon:00:30"],
      ["00:10-00:50", "sat:23:30-sun:00:30"],
    ] as const) {
      await assert.rejects(windows(backup, maintenance), /windows? must not overlap/);
    }
    await assert.rejects(windows("01:00-01:10", "sun:03:00-sun:04:00"), /Invalid backup window/);
    await windows("01:00-02:00", "sun:02:00-sun:03:00");
  });

  it("replicate no instance whose password RDS keeps, nor one without backups", async () => {
    const kept = { identifier: "kept", manageMasterUserPassword: true };
    await create("kept", kept);
    await create("bare", { identifier: "bare", backupRetentionPeriod: 0 });
    await create("good", { identifier: "good" });
    const replica = (replicateSourceDb: string) =>
      account.create(instanceType, `${replicateSourceDb}-ro`, {
        instanceClass: "db.r8g.large",
        replicateSourceDb,
      });
    await assert.rejects(replica("kept"), /InvalidDBInstanceState.*managed by AWS Secrets Manager/);
    await assert.rejects(replica("bare"), /Automated backups are not enabled/);
    await assert.rejects(replica("nobody"), /DBInstanceNotFound/);
    await replica("good");
  });

  it("take a password from the program or keep it themselves, not both", async () => {
    const both = { manageMasterUserPassword: true, password: "correct horse" };
    await assert.rejects(create("db", both), /ManageMasterUserPassword enabled/);
  });

  it("restore from what exists", async () => {
    await create("db", { identifier: "orders" });
    const from = (name: string, inputs: Props) => create(name, { identifier: name, ...inputs });
    await assert.rejects(
      from("copy-a", { snapshotIdentifier: "rds:payments-2026-11-20-01-06" }),
      /DBSnapshotNotFound/,
    );
    await from("copy-a", { snapshotIdentifier: "rds:orders-2026-11-20-01-06" });
    const moment = (sourceDbInstanceIdentifier: string) => ({
      restoreToPointInTime: { sourceDbInstanceIdentifier, useLatestRestorableTime: true },
    });
    await assert.rejects(from("copy-b", moment("payments")), /DBInstanceNotFound/);
    await from("copy-b", moment("orders"));
  });

  it("restore to the source's key, name, user and storage, whatever is asked for", async () => {
    const key = async (name: string) =>
      (await account.create("aws:kms/key:Key", name, {})).attributes["arn"];
    const [old, other] = [await key("old"), await key("other")];
    await create("db", {
      identifier: "orders",
      dbName: "orders",
      username: "dbadmin",
      storageEncrypted: true,
      kmsKeyId: old,
      backupWindow: "01:00-02:00",
      allocatedStorage: 150,
      engineVersion: "17.8",
    });
    const { engineVersion, allocatedStorage, ...least } = postgres;
    const restored = { ...least, identifier: "copy", kmsKeyId: other, dbName: "shop" };
    const snapshotIdentifier = "rds:orders-2026-11-20-01-06";
    const ofSnapshot = { ...restored, snapshotIdentifier };
    const make = (inputs: Props) => account.create(instanceType, "copy", inputs);
    await assert.rejects(make({ ...ofSnapshot, allocatedStorage }), /has 150 already/);
    await assert.rejects(
      make({ ...ofSnapshot, engineVersion }),
      /Cannot upgrade postgres from 17.8 to 17.6/,
    );

    const { urn, attributes } = await make(ofSnapshot);
    assert.deepEqual(
      ["kmsKeyId", "dbName", "username", "allocatedStorage", "engineVersion"].map(
        (name) => attributes[name],
      ),
      [old, "orders", "dbadmin", 150, "17.8"],
    );
    const diff = (news: Props, ignored: string[] = []) =>
      account.provider().diff(urn, attributes, ofSnapshot, news, ignored);
    assert.deepEqual(diff(ofSnapshot).replaces.sort(), ["dbName", "kmsKeyId"]);
    const asThere = { ...ofSnapshot, dbName: "orders" };
    assert.deepEqual([...diff(asThere, ["kmsKeyId"]).paths], []);
    const grown = { ...asThere, allocatedStorage, maxAllocatedStorage: 500 };
    assert.ok(!diff(grown, ["kmsKeyId"]).paths.has("allocatedStorage"), "it has grown by itself");
  });

  it("restore to a moment with the source's retention and windows, and without insights", async () => {
    const backupWindow = "01:00-02:00";
    await create("db", { identifier: "orders", backupWindow, backupRetentionPeriod: 35 });
    const moment = { sourceDbInstanceIdentifier: "orders", useLatestRestorableTime: true };
    const inputs = {
      instanceClass: "db.r8g.large",
      identifier: "copy",
      restoreToPointInTime: moment,
      backupRetentionPeriod: 14,
      backupWindow: "22:00-23:00",
      performanceInsightsEnabled: true,
    };
    const { urn, attributes } = await account.create(instanceType, "copy", inputs);
    assert.equal(attributes["backupRetentionPeriod"], 35);
    assert.equal(attributes["backupWindow"], backupWindow);
    const { paths, replaces } = account.provider().diff(urn, attributes, inputs, inputs);
    assert.deepEqual(
      [...paths.keys()].sort(),
      ["backupRetentionPeriod", "backupWindow", "performanceInsightsEnabled"],
      "a second update brings what the first could not",
    );
    assert.deepEqual(replaces, []);
  });

  it("keep retention to what AWS Backup has made of it, once a plan makes continuous backups", async () => {
    const { id } = await account.create("aws:backup/vault:Vault", "vault", { name: "main" });
    const rule = { ruleName: "continuous", targetVaultName: id, enableContinuousBackup: true };
    const rules = [{ ...rule, lifecycle: { deleteAfter: 35 } }];
    const plan = await account.create("aws:backup/plan:Plan", "plan", { rules });
    const stringEquals = [{ key: "aws:ResourceTag/backup-plan", value: "gold" }];
    const iamRoleArn = "arn:aws:iam::123456789012:role/x";
    const selection = { planId: plan.id, iamRoleArn, conditions: [{ stringEquals }] };
    await account.create("aws:backup/selection:Selection", "selection", selection);
    const asked = (name: string, days: number) => ({
      ...postgres,
      identifier: name,
      tags: { "backup-plan": name },
      backupRetentionPeriod: days,
    });
    const [gold, other] = [
      await create("gold", asked("gold", 35)),
      await create("none", asked("none", 35)),
    ];
    await account.update(other, asked("none", 7));
    await account.update(gold, { ...asked("gold", 35), instanceClass: "db.r8g.xlarge" });
    await assert.rejects(account.update(gold, asked("gold", 7)), /managed by AWS Backup/);
  });

  it("want a long history for advanced insights, and a role for monitoring", async () => {
    const advanced = { databaseInsightsMode: "advanced", performanceInsightsRetentionPeriod: 31 };
    await assert.rejects(create("db", advanced), /at least 465 days/);
    await assert.rejects(create("db", { monitoringInterval: 60 }), /MonitoringRoleARN/);
  });

  it("want a proxy for a target of it", async () => {
    await create("db", { identifier: "orders" });
    const target = account.create("aws:rds/proxyTarget:ProxyTarget", "t", {
      dbProxyName: "nobody",
      targetGroupName: "default",
      dbInstanceIdentifier: "orders",
    });
    await assert.rejects(target, /DBProxyNotFoundFault/);
  });

  it("want a class with local disks and three zones for a Multi-AZ cluster", async () => {
    const cluster = account.create("aws:rds/cluster:Cluster", "c", {
      engine: "postgres",
      engineVersion: "17",
      dbClusterInstanceClass: "db.r8g.large",
    });
    await assert.rejects(cluster, /does not support creating a Multi-AZ DB cluster/);
  });
});
