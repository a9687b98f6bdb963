import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Backup, type BackupArgs } from "../../../components/backup/backup";
import { standardBackupPlans } from "../../../components/backup/backupPlans";
import { RecoveryRegion } from "../../../components/recovery/recoveryRegion";
import { runWithMocks, statementsOf, type Inputs, type Recording } from "../../support/mocks";

const kmsKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd";
const copies = "arn:aws:backup:eu-central-1:123456789012:backup-vault:copies";
const network = { vpcId: "vpc-1", dbSubnetGroupName: "databases-subnets" };
const lock = { mode: "governance", minRetentionInDays: 7, maxRetentionInDays: 3660 } as const;

function backup(args: Partial<BackupArgs> = {}) {
  return runWithMocks(() => {
    const made = new Backup("backup", {
      namePrefix: "landbridge-test",
      kmsKeyArn,
      lock,
      plans: standardBackupPlans,
      scopeTags: { "landbridge:stack": "test" },
      alarmTopics: {
        critical: "arn:aws:sns:eu-west-1:123456789012:alarms",
        warning: "arn:aws:sns:eu-west-1:123456789012:warnings",
      },
      copyVaultArns: [copies],
      logBucket: { bucketName: pulumi.output("access-logs") },
      ...args,
    });
    made.testRestores(network);
    return made;
  });
}

interface Rule {
  readonly ruleName: string;
  readonly lifecycle: { readonly deleteAfter: number; readonly coldStorageAfter?: number };
  readonly copyActions: readonly { readonly destinationVaultArn: string }[];
}

describe("Backup", () => {
  let standard: Recording<Backup>;
  before(async () => {
    standard = await backup();
  });

  it("encrypts the vault with the customer key and keeps it from being deleted", () => {
    const vault = standard.get("backup-main-vault");
    assert.equal(vault.inputs.kmsKeyArn, kmsKeyArn);
    assert.equal(vault.inputs.forceDestroy, false);
    assert.equal(vault.protect, true);
    assert.equal(standard.get("backup-main-lock").retainOnDelete, true);
  });

  it("locks the vault in governance mode, which is to leave out changeableForDays", () => {
    const { inputs } = standard.get("backup-main-lock");
    assert.equal(inputs.minRetentionDays, 7);
    assert.equal(inputs.maxRetentionDays, 3660);
    assert.ok(!("changeableForDays" in inputs));
  });

  it("locks it for good only in compliance mode", async () => {
    const made = await backup({ lock: { ...lock, mode: "compliance", changeableForDays: 10 } });
    assert.equal(made.get("backup-main-lock").inputs.changeableForDays, 10);
    const governed = await backup({ lock: { ...lock, changeableForDays: 10 } });
    assert.ok(!("changeableForDays" in governed.get("backup-main-lock").inputs));
  });

  it("lets nobody delete a recovery point or shorten its life", () => {
    const [deny, another] = statementsOf(standard.get("backup-main-policy").inputs.policy);
    assert.equal(another, undefined);
    assert.deepEqual(deny, {
      Sid: "NobodyDeletesRecoveryPoints",
      Effect: "Deny",
      Principal: "*",
      Action: [
        "backup:DeleteBackupVault",
        "backup:DeleteRecoveryPoint",
        "backup:UpdateRecoveryPointLifecycle",
      ],
      Resource: "*",
    });
  });

  it("has a plan for each class, which takes this stack's resources of the class", () => {
    for (const each of ["gold", "silver", "bronze"]) {
      const { inputs } = standard.get(`backup-${each}-selection`);
      assert.equal(inputs.planId, standard.get(`backup-${each}-plan`).id);
      assert.deepEqual(inputs.conditions, [
        {
          stringEquals: [
            { key: "aws:ResourceTag/backup-plan", value: each },
            { key: "aws:ResourceTag/landbridge:stack", value: "test" },
          ],
        },
      ]);
    }
  });

  it("copies what the plan says to every other vault", () => {
    const rules = standard.get("backup-gold-plan").inputs.rules as Rule[];
    const to = rules.map(({ ruleName, copyActions }) => [
      ruleName,
      copyActions.map(({ destinationVaultArn }) => destinationVaultArn),
    ]);
    assert.deepEqual(Object.fromEntries(to), {
      continuous: [],
      hourly: [copies],
      daily: [copies],
      weekly: [copies],
      monthly: [copies],
    });
    assert.deepEqual(rules.at(-1)?.lifecycle, { deleteAfter: 366, coldStorageAfter: 30 });
  });

  it("lends its roles to AWS Backup on behalf of this account only, reading apart from writing", () => {
    for (const role of ["backup-roles-backup", "backup-roles-restore"]) {
      const [trust] = statementsOf(standard.get(role).inputs.assumeRolePolicy);
      assert.deepEqual(trust?.Principal, { Service: "backup.amazonaws.com" });
      assert.deepEqual(trust.Condition, { StringEquals: { "aws:SourceAccount": "123456789012" } });
    }
    const attached = standard
      .ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
      .map(({ inputs }) => String(inputs.policyArn).split("/").at(-1));
    assert.deepEqual(attached.sort(), [
      "AWSBackupServiceRolePolicyForBackup",
      "AWSBackupServiceRolePolicyForRestores",
      "AWSBackupServiceRolePolicyForS3Backup",
      "AWSBackupServiceRolePolicyForS3Restore",
    ]);
  });

  it("tells the topic of jobs that failed or expired, and of days without any", () => {
    const { inputs } = standard.get("backup-jobs-rule");
    const pattern = JSON.parse(String(inputs.eventPattern)) as { detail: { $or: object[] } };
    const states = ["FAILED", "EXPIRED", "ABORTED", "PARTIAL"];
    const vaultArn = standard.outputsOf("backup").vaultArn;
    assert.deepEqual(pattern.detail.$or, [
      { state: states, backupVaultArn: [vaultArn] },
      { state: states, sourceBackupVaultArn: [vaultArn] },
      { status: states },
    ]);
    const target = standard.get("backup-jobs-target").inputs;
    assert.equal(target.arn, "arn:aws:sns:eu-west-1:123456789012:warnings");
    const alarm = standard.get("backup-jobs-none-completed").inputs;
    assert.equal(alarm.treatMissingData, "breaching");
    assert.deepEqual(alarm.alarmActions, ["arn:aws:sns:eu-west-1:123456789012:alarms"]);
  });

  it("restores only what is of this stack: the class is in every stack of the account", async () => {
    const schedule = "cron(0 9 ? * SUN *)";
    const restoreTesting = { class: "gold", resourceTypes: ["RDS", "S3"], schedule };
    const made = await backup({ restoreTesting });
    const found = made.ofType("aws:backup/restoreTestingSelection:RestoreTestingSelection");
    assert.equal(found.length, 2);
    for (const { inputs } of found) {
      assert.deepEqual(inputs.protectedResourceConditions, {
        stringEquals: [
          { key: "aws:ResourceTag/backup-plan", value: "gold" },
          { key: "aws:ResourceTag/landbridge:stack", value: "test" },
        ],
      });
    }
  });

  it("keeps the compliance lock that was made among its outputs, for the check of its day", async () => {
    const acknowledgement = { lockDate: "2027-01-15" };
    const compliance = {
      ...lock,
      mode: "compliance",
      changeableForDays: 10,
      acknowledgement,
    } as const;
    const made = await backup({ lock: compliance });
    assert.deepEqual(made.result.outputs["backupLock"], compliance);
    assert.ok(!("backupLock" in standard.result.outputs));
  });

  it("restores on a schedule when asked to, from its own vault", async () => {
    assert.equal(standard.ofType("aws:backup/restoreTestingPlan:RestoreTestingPlan").length, 0);
    const restoreTesting = {
      class: "gold",
      resourceTypes: ["RDS", "S3"],
      schedule: "cron(0 9 ? * SUN *)",
    };
    const made = await backup({ restoreTesting });
    const plan = made.get("backup-restore-testing-plan").inputs;
    assert.equal(plan.name, "landbridge_test_backup_restore_testing");
    assert.deepEqual((plan.recoveryPointSelection as { includeVaults: unknown }).includeVaults, [
      made.outputsOf("backup").vaultArn,
    ]);
    assert.deepEqual(
      made
        .ofType("aws:backup/restoreTestingSelection:RestoreTestingSelection")
        .map(({ inputs }) => [inputs.protectedResourceType, inputs.iamRoleArn])
        .sort(),
      ["RDS", "S3"].map((type) => [type, made.outputsOf("backup").restoreRoleArn]),
    );
  });

  it("restores databases into the isolated subnets, where nobody is admitted to them", async () => {
    const schedule = "cron(0 9 ? * SUN *)";
    const restoreTesting = { class: "gold", resourceTypes: ["RDS", "Aurora", "S3"], schedule };
    const made = await backup({ restoreTesting });
    const overridesOf = (type: string) =>
      made.get(`backup-restore-testing-${type}`).inputs.restoreMetadataOverrides;
    const group = made.get("backup-restore-testing-security-group");
    assert.equal(group.inputs.vpcId, "vpc-1");
    assert.ok(!("ingress" in group.inputs || "egress" in group.inputs));
    assert.deepEqual(made.ofType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"), []);
    const overrides = {
      dbSubnetGroupName: "databases-subnets",
      vpcSecurityGroupIds: JSON.stringify([group.id]),
    };
    assert.deepEqual(overridesOf("rds"), overrides);
    assert.deepEqual(overridesOf("aurora"), overrides);
    assert.equal(overridesOf("s3"), undefined);
    // The names under which committed stacks have them.
    const [testing, whole] = ["backup-restore-testing", "backup"].map((name) => made.get(name));
    assert.equal(made.get("backup-restore-testing-rds").parent, testing?.urn);
    assert.equal(testing?.parent, whole?.urn);

    const files = await backup({ restoreTesting: { ...restoreTesting, resourceTypes: ["S3"] } });
    assert.equal(files.ofType("aws:ec2/securityGroup:SecurityGroup").length, 0);
  });

  it("tests restores without a network too, as long as there is nothing that needs one", async () => {
    const schedule = "cron(0 9 ? * SUN *)";
    const made = await runWithMocks(() => {
      const restoreTesting = { class: "gold", resourceTypes: ["RDS"], schedule };
      const names = { namePrefix: "landbridge-test", scopeTags: {}, kmsKeyArn, lock };
      const plans = standardBackupPlans;
      new Backup("backup", { ...names, plans, restoreTesting, audit: false }).testRestores();
    });
    const { inputs } = made.get("backup-restore-testing-rds");
    assert.equal(inputs.restoreMetadataOverrides, undefined);
  });

  it("backs up buckets that are another stack's by their ARNs, as their class says", async () => {
    const bucket = "arn:aws:s3:::recovery-files-scans";
    const made = await backup({ replicaArns: { gold: [bucket] } });
    const { inputs } = made.get("backup-gold-replicas");
    assert.deepEqual(inputs.resources, [bucket]);
    assert.equal(inputs.planId, made.get("backup-gold-plan").id);
    assert.throws(() => made.get("backup-silver-replicas"));
  });

  it("backs up virtual machines of the data centre by their ARNs", async () => {
    const machine = "arn:aws:backup-gateway:eu-west-1:123456789012:vm/vm-0123ABCD";
    const made = await backup({ virtualMachineArns: { silver: [machine] } });
    const { inputs } = made.get("backup-silver-machines");
    assert.deepEqual(inputs.resources, [machine]);
    assert.equal(inputs.planId, made.get("backup-silver-plan").id);
    assert.throws(() => made.get("backup-gold-machines"));
  });

  it("audits itself into an encrypted bucket, or not at all", async () => {
    const controls = standard.get("backup-audit-framework").inputs.controls as { name: string }[];
    assert.ok(controls.some(({ name }) => name === "BACKUP_RESOURCES_PROTECTED_BY_BACKUP_PLAN"));
    assert.ok(!controls.some(({ name }) => name.endsWith("CROSS_REGION")));
    const { reportBucketName } = standard.outputsOf("backup-audit");
    const reports = standard.ofType("aws:backup/reportPlan:ReportPlan");
    assert.equal(reports.length, 4);
    for (const { inputs } of reports) {
      const channel = inputs.reportDeliveryChannel as { s3BucketName: string };
      assert.equal(channel.s3BucketName, reportBucketName);
    }
    assert.equal(standard.get("backup-audit-reports").protect, true);

    const logging = standard.get("backup-audit-reports-logging").inputs;
    assert.deepEqual([logging.bucket, logging.targetBucket], [reportBucketName, "access-logs"]);
    const [expire] = standard.get("backup-audit-reports-lifecycle").inputs.rules as Inputs[];
    assert.deepEqual(expire?.abortIncompleteMultipartUpload, { daysAfterInitiation: 7 });

    const made = await backup({ audit: false, copyRegions: ["eu-central-1"] });
    assert.equal(made.ofType("aws:backup/framework:Framework").length, 0);
    const copied = await backup({ copyRegions: ["eu-central-1"] });
    assert.match(
      JSON.stringify(copied.get("backup-audit-framework").inputs.controls),
      /"value":"eu-central-1"[^[]*CROSS_REGION/,
    );
  });
});

describe("RecoveryRegion", () => {
  const region = "eu-central-1";
  const args = { strategy: "backup-restore", role: "primary", region, lock } as const;

  it("keeps copies in a locked vault, under a key of its Region", async () => {
    const made = await runWithMocks(() => new RecoveryRegion("recovery", args), { region });
    const { copyVaultArns } = made.outputsOf("recovery");
    assert.match(String(copyVaultArns), /^arn:aws:backup:eu-central-1:/);
    const { kmsKeyArn } = made.get("recovery-copies-vault").inputs;
    assert.match(String(kmsKeyArn), /^arn:aws:kms:eu-central-1:/);
    assert.equal(made.get("recovery-copies-vault").protect, true);
    assert.equal(made.get("recovery-copies-lock").inputs.minRetentionDays, 7);
  });

  it("holds nothing in a standby, and says what it is part of", async () => {
    const standby = { ...args, role: "standby" } as const;
    const made = await runWithMocks(() => new RecoveryRegion("recovery", standby), { region });
    assert.ok(!made.resources.some(({ name }) => name === "recovery-copies-vault"));
    const { strategy, role } = made.outputsOf("recovery");
    assert.deepEqual([strategy, role], ["backup-restore", "standby"]);
  });
});
