import type { Cloud, Draft } from "../../provider/cloud";
import { AwsError } from "../../provider/cloud";
import type { Props, Resource } from "../../provider/store";
import { blocks, isUnset, text } from "../../provider/values";
import { recoveryPoints } from "../backup/recoveryPoints";
import { replicationType } from "./types";
import { familyRules, parameterGroupType, upgradeRules } from "./groups";
import { windowRules } from "./windows";

const instanceType = "aws:rds/instance:Instance";

/** What RDS checks of an instance's arguments together, besides references and storage. */
export function instanceArgumentRules(draft: Draft, cloud: Cloud): void {
  const { inputs } = draft;
  windowRules(inputs["backupWindow"], inputs["maintenanceWindow"]);
  if (text(inputs["engine"]) === "postgres") {
    familyRules(cloud, parameterGroupType, inputs["parameterGroupName"], inputs["engineVersion"]);
    upgradeRules(draft);
  }
  credentialRules(draft);
  insightRules(draft);
  if (!isUnset(inputs["replicateSourceDb"])) replicaRules(draft, cloud);
  if (!draft.previous) restoreRules(draft, cloud);
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html */
function credentialRules({ inputs, previous }: Draft): void {
  const managed = inputs["manageMasterUserPassword"] === true;
  if (managed && !isUnset(inputs["password"])) {
    throw new AwsError(
      "InvalidParameterCombination",
      "You can't specify MasterUserPassword for an instance with ManageMasterUserPassword enabled.",
    );
  }
  const blueGreen = blocks(inputs["blueGreenUpdate"]).some(({ enabled }) => enabled === true);
  if (managed && blueGreen && previous) {
    throw new AwsError(
      "InvalidDBInstanceStateFault",
      "You can't create a blue/green deployment of an instance with ManageMasterUserPassword enabled.",
    );
  }
}

function insightRules({ inputs }: Draft): void {
  const advanced = inputs["databaseInsightsMode"] === "advanced";
  if (advanced && Number(inputs["performanceInsightsRetentionPeriod"] ?? 7) < 465) {
    throw new AwsError(
      "InvalidParameterCombination",
      "To enable the Advanced mode of Database Insights, you must set the Performance Insights retention period to at least 465 days.",
    );
  }
  const interval = Number(inputs["monitoringInterval"] ?? 0);
  if (interval > 0 && isUnset(inputs["monitoringRoleArn"])) {
    throw new AwsError(
      "InvalidParameterCombination",
      "A MonitoringRoleARN value is required if you specify a MonitoringInterval value other than 0.",
    );
  }
}

function replicaRules({ inputs }: Draft, cloud: Cloud): void {
  const source = findInstance(cloud, inputs["replicateSourceDb"]);
  if (source.attributes["manageMasterUserPassword"] === true) {
    throw new AwsError(
      "InvalidDBInstanceState",
      "You can't create a read replica of a DB instance whose master user password is managed by AWS Secrets Manager.",
    );
  }
  if (Number(source.attributes["backupRetentionPeriod"] ?? 0) === 0) {
    throw new AwsError(
      "InvalidDBInstanceState",
      "Automated backups are not enabled for this database instance. To enable automated backups, use ModifyDBInstance to set the backup retention period to a non-zero value.",
    );
  }
}

/** Snapshots that the stand-in knows: of instances in the Region, and AWS Backup's copies of others. */
function restoreRules({ inputs }: Draft, cloud: Cloud): void {
  const snapshot = text(inputs["snapshotIdentifier"]);
  if (snapshot !== undefined) {
    const name = snapshot.replace(/^arn:.*:snapshot:/, "").replace(/^rds:/, "");
    const known = cloud
      .all(instanceType)
      .some(({ attributes }) => name.startsWith(`${String(attributes["identifier"])}-`));
    if (!known && !recoveryPoints(cloud).some(({ arn }) => arn.endsWith(`:snapshot:${name}`))) {
      throw new AwsError("DBSnapshotNotFound", `DBSnapshot ${snapshot} not found.`);
    }
  }
  for (const from of blocks(inputs["restoreToPointInTime"])) {
    const source = text(from["sourceDbInstanceIdentifier"]);
    const backup = text(from["sourceDbInstanceAutomatedBackupsArn"]);
    if (backup !== undefined) {
      cloud.find(replicationType, backup, "DBInstanceAutomatedBackupNotFound", "automated backup");
    }
    if (source === undefined) continue;
    const { attributes } = findInstance(cloud, source);
    if (Number(attributes["backupRetentionPeriod"] ?? 0) > 0) continue;
    throw new AwsError(
      "PointInTimeRestoreNotEnabled",
      `Point in time restore is not enabled for ${source}.`,
    );
  }
}

/** What a replica has from its source. */
export function ofSource({ inputs, previous }: Draft, cloud: Cloud): Props {
  const source = inputs["replicateSourceDb"];
  if (isUnset(source) || previous) return {};
  const { attributes } = findInstance(cloud, source);
  const taken = ["allocatedStorage", "dbName", "engine", "engineVersion", "username"];
  return Object.fromEntries(taken.map((name) => [name, attributes[name]]));
}

/** An instance by its identifier here, or by its ARN wherever it is. */
export function findInstance(here: Cloud, reference: unknown): Resource {
  const [, region = here.region] = /^arn:[^:]*:rds:([^:]*):/.exec(String(reference)) ?? [];
  const cloud = here.inRegion(region);
  const identifier = String(reference).replace(/^arn:.*:db:/, "");
  const [found] = cloud.where(instanceType, "identifier", identifier);
  if (found) return found;
  throw new AwsError("DBInstanceNotFound", `DBInstance ${identifier} not found.`);
}
