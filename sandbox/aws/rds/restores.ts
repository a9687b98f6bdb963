import type { Cloud, Draft } from "../../provider/cloud";
import { AwsError } from "../../provider/cloud";
import type { Props } from "../../provider/store";
import { blocks, isUnset, text } from "../../provider/values";
import { recoveryPoints } from "../backup/recoveryPoints";
import { findInstance } from "./findInstance";
import { instanceType, replicationType, snapshotCopyType, snapshotType } from "./types";

/** What an instance is made from: the attributes of that instance, and the key that its data is under. */
interface Source {
  readonly attributes: Props;
  readonly kmsKeyId: unknown;
}

/** What a restored instance is made from; an error with AWS's code where it is not there. */
function sourceOf({ inputs }: Draft, cloud: Cloud): Source | undefined {
  const snapshot = text(inputs["snapshotIdentifier"]);
  if (snapshot !== undefined) return snapshotSource(snapshot, cloud);
  const [from] = blocks(inputs["restoreToPointInTime"]);
  const backup = text(from?.["sourceDbInstanceAutomatedBackupsArn"]);
  if (backup !== undefined) {
    const code = "DBInstanceAutomatedBackupNotFound";
    const { attributes } = cloud.find(replicationType, backup, code, "automated backup");
    const source = findInstance(cloud, attributes["sourceDbInstanceArn"]);
    return { attributes: source.attributes, kmsKeyId: attributes["kmsKeyId"] };
  }
  const identifier = text(from?.["sourceDbInstanceIdentifier"]);
  if (identifier === undefined) return undefined;
  const { attributes } = findInstance(cloud, identifier);
  if (Number(attributes["backupRetentionPeriod"] ?? 0) === 0) {
    throw new AwsError(
      "PointInTimeRestoreNotEnabled",
      `Point in time restore is not enabled for ${identifier}.`,
    );
  }
  return { attributes, kmsKeyId: attributes["kmsKeyId"] };
}

/** Snapshots that the stand-in knows: of instances in the Region, and AWS Backup's copies of others. */
function snapshotSource(snapshot: string, cloud: Cloud): Source {
  const name = snapshot.replace(/^arn:.*:snapshot:/, "").replace(/^rds:/, "");
  const copy = recoveryPoints(cloud).find(({ arn }) => arn.endsWith(`:snapshot:${name}`));
  if (copy) return { attributes: findInstance(cloud, copy.of).attributes, kmsKeyId: copy.kmsKeyId };
  const manual = manualSnapshot(name, cloud);
  if (manual) return manual;
  const [known] = cloud
    .all(instanceType)
    .filter(({ attributes }) => name.startsWith(`${String(attributes["identifier"])}-`))
    .sort((a, b) => lengthOf(b.attributes) - lengthOf(a.attributes));
  if (known) return { attributes: known.attributes, kmsKeyId: known.attributes["kmsKeyId"] };
  throw new AwsError("DBSnapshotNotFound", `DBSnapshot ${snapshot} not found.`);
}

/** A snapshot that somebody has made, or copied from another Region. */
function manualSnapshot(name: string, cloud: Cloud): Source | undefined {
  const [copy] = cloud.where(snapshotCopyType, "targetDbSnapshotIdentifier", name);
  if (copy) {
    const { sourceDbSnapshotIdentifier, kmsKeyId } = copy.attributes;
    const [, , , region = cloud.region] = String(sourceDbSnapshotIdentifier).split(":");
    const there = cloud.inRegion(region);
    const source = manualSnapshot(
      String(sourceDbSnapshotIdentifier).split(":").at(-1) ?? "",
      there,
    );
    return source && { ...source, ...(!isUnset(kmsKeyId) && { kmsKeyId }) };
  }
  const [made] = cloud.where(snapshotType, "dbSnapshotIdentifier", name);
  if (!made) return undefined;
  const { attributes } = findInstance(cloud, made.attributes["dbInstanceIdentifier"]);
  return { attributes, kmsKeyId: attributes["kmsKeyId"] };
}

const lengthOf = ({ identifier }: Props): number => String(identifier).length;

/**
 * What RDS rejects of a restore. The provider sends storage and version of a snapshot's restore in a modification
 * after it (internal/service/rds/instance.go, resourceInstanceCreate, branch snapshot_identifier).
 */
export function restoreRules(draft: Draft, cloud: Cloud): void {
  const source = sourceOf(draft, cloud);
  const { allocatedStorage, engineVersion, snapshotIdentifier } = draft.inputs;
  if (!source || isUnset(snapshotIdentifier)) return;
  const held = Number(source.attributes["allocatedStorage"] ?? 0);
  if (!isUnset(allocatedStorage) && Number(allocatedStorage) < held) {
    throw new AwsError(
      "InvalidParameterCombination",
      `Invalid storage size ${Number(allocatedStorage)}: the restored instance has ${held} already`,
    );
  }
  const wanted = resolvedVersion(engineVersion);
  const there = text(source.attributes["engineVersionActual"]) ?? "";
  if (wanted !== undefined && isOlder(wanted, there)) {
    throw new AwsError(
      "InvalidParameterCombination",
      `Cannot upgrade postgres from ${there} to ${wanted}`,
    );
  }
}

/** A major version alone stands for RDS's default minor one. */
export function resolvedVersion(version: unknown): string | undefined {
  const given = text(version);
  return given !== undefined && /^\d+$/.test(given) ? `${given}.6` : given;
}

function isOlder(one: string, other: string): boolean {
  const [a, b] = [one, other].map((version) => version.split(".").map(Number));
  const [major = 0, minor = 0] = a ?? [];
  const [otherMajor = 0, otherMinor = 0] = b ?? [];
  return major === otherMajor ? minor < otherMinor : major < otherMajor;
}

/** What no restore and no replica in the same Region takes from its arguments, and none can change later. */
const OF_SOURCE = ["dbName", "username", "engine"];
/** What the provider sends with no restore to a moment (same file, branch restore_to_point_in_time). */
const NOT_SENT = ["backupRetentionPeriod", "backupWindow", "maintenanceWindow"];

/** What AWS holds of an instance whatever its arguments say. */
export function heldByAws(draft: Draft, cloud: Cloud): Props {
  const { inputs, previous } = draft;
  if (previous) return stillHeld(inputs, previous.attributes);
  const replicated = text(inputs["replicateSourceDb"]);
  if (replicated !== undefined) {
    // A replica in the same Region is under its source's key.
    const source = findInstance(cloud, replicated);
    return source.region === cloud.region ? pick(source.attributes, ["kmsKeyId"]) : {};
  }
  const source = sourceOf(draft, cloud);
  if (!source) return {};
  const { attributes, kmsKeyId } = source;
  const version = resolvedVersion(inputs["engineVersion"]) ?? attributes["engineVersionActual"];
  const moment = isUnset(inputs["snapshotIdentifier"]);
  return {
    ...pick(attributes, OF_SOURCE),
    ...(!isUnset(kmsKeyId) && { kmsKeyId }),
    allocatedStorage: moment
      ? attributes["allocatedStorage"]
      : (inputs["allocatedStorage"] ?? attributes["allocatedStorage"]),
    engineVersion: moment
      ? attributes["engineVersionActual"]
      : (inputs["engineVersion"] ?? attributes["engineVersionActual"]),
    engineVersionActual: moment ? attributes["engineVersionActual"] : version,
    ...(moment && {
      ...pick(attributes, NOT_SENT),
      performanceInsightsEnabled: false,
      databaseInsightsMode: "standard",
    }),
  };
}

/** After an update: the key for good, storage that has grown by itself, and the minor version. */
function stillHeld(inputs: Props, before: Props): Props {
  const actual = text(before["engineVersionActual"]) ?? "";
  const version = text(inputs["engineVersion"]);
  const sameVersion = version === undefined || actual.startsWith(`${version}.`);
  const grown = Number(before["allocatedStorage"]) > Number(inputs["allocatedStorage"] ?? 0);
  const names = [
    "kmsKeyId",
    ...(grown ? ["allocatedStorage"] : []),
    ...(sameVersion && actual !== "" ? ["engineVersionActual"] : []),
  ];
  return pick(before, names);
}

function pick(attributes: Props, names: readonly string[]): Props {
  return Object.fromEntries(
    names
      .filter((name) => !isUnset(attributes[name]))
      .map((name) => [name, attributes[name]] as const),
  );
}
