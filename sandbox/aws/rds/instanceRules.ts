import type { Cloud, Draft } from "../../provider/cloud";
import { AwsError } from "../../provider/cloud";
import type { Props } from "../../provider/store";
import { blocks, isUnset, text } from "../../provider/values";
import { hasContinuousBackups } from "../backup/recoveryPoints";
import { findInstance } from "./findInstance";
import { familyRules, parameterGroupType, upgradeRules } from "./groups";
import { restoreRules } from "./restores";
import { windowRules } from "./windows";

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
  if (!isUnset(inputs["replicateSourceDb"])) {
    replicaRules(draft, cloud);
  }
  if (!draft.previous) restoreRules(draft, cloud);
  else takenOverRules(draft, cloud);
}

/**
 * What AWS Backup has taken over. No time passes here: the first continuous backup is made at once.
 * https://github.com/aws-controllers-k8s/community/issues/2216
 */
function takenOverRules({ inputs, previous }: Draft, cloud: Cloud): void {
  if (!previous || !hasContinuousBackups(cloud, previous)) return;
  const [before, after] = [previous.attributes, inputs].map(
    (each) => each["backupRetentionPeriod"],
  );
  if (isUnset(after) || before === after) return;
  throw new AwsError(
    "InvalidParameterValue",
    `The backup retention period of ${String(inputs["identifier"])} is managed by AWS Backup: change the continuous rule of its plan`,
  );
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

/** What a replica has from its source. */
export function ofSource({ inputs, previous }: Draft, cloud: Cloud): Props {
  const source = inputs["replicateSourceDb"];
  if (isUnset(source) || previous) return {};
  const { attributes } = findInstance(cloud, source);
  const taken = ["allocatedStorage", "dbName", "engine", "engineVersion", "username"];
  return Object.fromEntries(taken.map((name) => [name, attributes[name]]));
}
