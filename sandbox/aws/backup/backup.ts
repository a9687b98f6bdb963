import type { Cloud, Draft } from "../../provider/cloud";
import { AwsError } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import type { Resource } from "../../provider/store";
import { blocks, isUnset, text, uuid } from "../../provider/values";
import { findSecurityGroup } from "../ec2/securityGroups";
import { findKey } from "../kms/kms";
import { between, json, matches, plan, type PlanCheck } from "../shared/planChecks";
import { checkPolicy } from "../shared/policyGrammar";

const vaultType = "aws:backup/vault:Vault";
const lockType = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";
const planType = "aws:backup/plan:Plan";
const selectionType = "aws:backup/selection:Selection";
const restoreTestingType = "aws:backup/restoreTestingPlan:RestoreTestingPlan";
const frameworkType = "aws:backup/framework:Framework";

/** Names of frameworks, report plans and restore testing: no hyphens. */
const underscored = (longest: number) =>
  matches(
    "name",
    new RegExp(`^[a-zA-Z][_a-zA-Z0-9]{0,${longest - 1}}$`),
    `a letter, then letters, digits and underscores, ${longest} at most`,
  );

export const backup: Service = {
  [vaultType]: {
    id: ({ inputs }) => String(inputs["name"]),
    arnResource: ({ id }) => `backup-vault:${id}`,
    nameLength: 50,
    defaults: { forceDestroy: false },
    plan: plan(matches("name", /^[a-zA-Z0-9_-]{2,50}$/, "2 to 50 characters of a-zA-Z0-9_-")),
    rules: ({ inputs }, cloud) => {
      if (!isUnset(inputs["kmsKeyArn"])) findKey(cloud, inputs["kmsKeyArn"]);
    },
    deletable: ({ attributes }) => {
      if (Number(attributes["recoveryPoints"]) > 0) {
        throw new AwsError(
          "InvalidRequestException",
          "Backup vault cannot be deleted because it contains recovery points.",
        );
      }
    },
  },

  [lockType]: {
    id: ({ inputs }) => String(inputs["backupVaultName"]),
    overwrites: true,
    plan: plan(
      between("changeableForDays", 3, 36_500),
      between("minRetentionDays", 1, 36_500),
      between("maxRetentionDays", 1, 36_500),
    ),
    rules: ({ inputs, previous }, cloud) => {
      findVault(cloud, inputs["backupVaultName"]);
      const [least, most] = [inputs["minRetentionDays"], inputs["maxRetentionDays"]].map(Number);
      if (least !== undefined && most !== undefined && least > most) {
        throw new AwsError(
          "InvalidParameterValueException",
          `MinRetentionDays (${least}) cannot be greater than MaxRetentionDays (${most})`,
        );
      }
      const there = previous ?? cloud.get(lockType, text(inputs["backupVaultName"]));
      if (there) refuseWhenLocked(there);
    },
    outputs: ({ inputs }, cloud) => ({
      backupVaultArn: findVault(cloud, inputs["backupVaultName"]).attributes["arn"],
    }),
    deletable: refuseWhenLocked,
  },

  "aws:backup/vaultPolicy:VaultPolicy": {
    id: ({ inputs }) => String(inputs["backupVaultName"]),
    plan: plan(json("policy")),
    rules: ({ inputs }, cloud) => {
      findVault(cloud, inputs["backupVaultName"]);
      checkPolicy(inputs["policy"], "resource", "InvalidParameterValueException");
    },
    outputs: ({ inputs }, cloud) => ({
      backupVaultArn: findVault(cloud, inputs["backupVaultName"]).attributes["arn"],
    }),
  },

  [planType]: {
    id: ({ seed }) => uuid(seed),
    arnResource: ({ id }) => `backup-plan:${id}`,
    nameLength: 50,
    plan: plan(lifecycles),
    rules: planRules,
    outputs: ({ seed }) => ({ version: uuid(`${seed} version`) }),
    deletable: ({ id }, cloud) => {
      if (cloud.where(selectionType, "planId", id).length > 0) {
        throw new AwsError(
          "InvalidRequestException",
          "Related backup plan selections must be deleted prior to backup plan deletion",
        );
      }
    },
  },

  [selectionType]: {
    id: ({ seed }) => uuid(seed),
    nameLength: 50,
    // AWS has no call that changes a selection.
    rules: ({ inputs }, cloud) => {
      cloud.find(planType, inputs["planId"], "ResourceNotFoundException", "backup plan");
    },
  },

  [restoreTestingType]: {
    id: ({ inputs }) => String(inputs["name"]),
    arnResource: ({ id, seed }) => `restore-testing-plan:${id}-${uuid(seed)}`,
    immutable: ["name"],
    plan: plan(underscored(50), between("startWindowHours", 1, 168)),
    deletable: ({ id }, cloud) => {
      const type = "aws:backup/restoreTestingSelection:RestoreTestingSelection";
      if (cloud.where(type, "restoreTestingPlanName", id).length > 0) {
        throw new AwsError(
          "InvalidRequestException",
          `Restore testing plan ${id} has restore testing selections`,
        );
      }
    },
  },

  "aws:backup/restoreTestingSelection:RestoreTestingSelection": {
    id: ({ inputs }) => `${String(inputs["name"])}:${String(inputs["restoreTestingPlanName"])}`,
    immutable: ["name", "restoreTestingPlanName", "protectedResourceType"],
    plan: plan(underscored(50), between("validationWindowHours", 1, 168)),
    rules: ({ inputs }, cloud) => {
      const name = inputs["restoreTestingPlanName"];
      cloud.find(restoreTestingType, name, "ResourceNotFoundException", "restore testing plan");
      overridesAreThere(inputs["restoreMetadataOverrides"], cloud);
    },
  },

  [frameworkType]: {
    id: ({ inputs }) => String(inputs["name"]),
    arnResource: ({ id, seed }) => `framework:${id}-${uuid(seed)}`,
    immutable: ["name"],
    plan: plan(underscored(256)),
    outputs: () => ({ deploymentStatus: "COMPLETED", status: "ACTIVE" }),
  },

  "aws:backup/reportPlan:ReportPlan": {
    id: ({ inputs }) => String(inputs["name"]),
    arnResource: ({ id, seed }) => `report-plan:${id}-${uuid(seed)}`,
    immutable: ["name"],
    plan: plan(underscored(256)),
    rules: ({ inputs }, cloud) => {
      for (const { s3BucketName } of blocks(inputs["reportDeliveryChannel"])) {
        cloud.find(
          "aws:s3/bucket:Bucket",
          s3BucketName,
          "InvalidParameterValueException",
          "bucket",
        );
      }
    },
    outputs: () => ({ deploymentStatus: "COMPLETED" }),
  },

  "aws:backup/regionSettings:RegionSettings": { setting: true, id: ({ region }) => region },
};

/** What a test would restore into. AWS Backup says so only when the test fails. */
function overridesAreThere(overrides: unknown, cloud: Cloud): void {
  const given = { ...(overrides as Readonly<Record<string, string>> | undefined) };
  const { dbSubnetGroupName, vpcSecurityGroupIds = "[]" } = given;
  if (!isUnset(dbSubnetGroupName)) {
    const fault = "DBSubnetGroupNotFoundFault";
    cloud.find("aws:rds/subnetGroup:SubnetGroup", dbSubnetGroupName, fault, "DB subnet group");
  }
  for (const id of JSON.parse(vpcSecurityGroupIds) as string[]) findSecurityGroup(cloud, id);
}

function findVault(cloud: Cloud, name: unknown): Resource {
  return cloud.find(vaultType, name, "ResourceNotFoundException", "backup vault");
}

/**
 * A compliance lock past its days of grace. No time passes here: `tamper <stack> <lock> lockDate=...`
 * with a day that is over makes it so.
 */
function refuseWhenLocked({ attributes }: Resource): void {
  const lockDate = text(attributes["lockDate"]);
  if (lockDate === undefined || Date.parse(lockDate) > Date.now()) return;
  throw new AwsError(
    "InvalidRequestException",
    `Vault ${String(attributes["backupVaultName"])} is locked since ${lockDate}: its configuration cannot be changed`,
  );
}

/** What AWS asks of every recovery point's life; known in a preview. */
function lifecycles(...[inputs, problem]: Parameters<PlanCheck>): void {
  for (const rule of blocks(inputs["rules"])) {
    const name = text(rule["ruleName"]) ?? "";
    const lives = [rule, ...blocks(rule["copyActions"])].flatMap(({ lifecycle }) =>
      blocks(lifecycle),
    );
    for (const { coldStorageAfter, deleteAfter } of lives) {
      if (typeof coldStorageAfter !== "number" || typeof deleteAfter !== "number") continue;
      if (deleteAfter < coldStorageAfter + 90) {
        problem(
          "rules",
          `rule ${name}: deleteAfter (${deleteAfter}) must be 90 days or more after coldStorageAfter (${coldStorageAfter})`,
        );
      }
    }
  }
}

function planRules({ inputs }: Draft, cloud: Cloud): void {
  const reject = (message: string) => {
    throw new AwsError("InvalidParameterValueException", message);
  };
  const names = new Set<unknown>();
  for (const rule of blocks(inputs["rules"])) {
    const { ruleName, targetVaultName, enableContinuousBackup } = rule;
    if (names.has(ruleName)) reject(`Rule name ${String(ruleName)} is used twice`);
    names.add(ruleName);
    findVault(cloud, targetVaultName);
    if (enableContinuousBackup !== true) continue;
    const { deleteAfter, coldStorageAfter } = blocks(rule["lifecycle"])[0] ?? {};
    if (!isUnset(coldStorageAfter)) {
      reject("Continuous backups cannot transition to cold storage");
    }
    if (isUnset(deleteAfter) || Number(deleteAfter) < 1 || Number(deleteAfter) > 35) {
      reject("Continuous backups must be deleted after 1 to 35 days");
    }
  }
}
