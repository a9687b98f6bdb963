import type { Cloud } from "../../provider/cloud";
import type { Resource } from "../../provider/store";
import { blocks, text, uuid } from "../../provider/values";
import { instanceType, replicationType } from "../rds/types";

const planType = "aws:backup/plan:Plan";
const selectionType = "aws:backup/selection:Selection";

/** What a database of another Region can be restored from: a copy by AWS Backup, or RDS's own backups. */
export interface RecoveryPoint {
  readonly arn: string;
  /** ARN of the database that it was made of. */
  readonly of: string;
  /** ARN of the key that it is under: the copies' vault's, or the replication's. */
  readonly kmsKeyId: unknown;
}

/** Automated backups that RDS replicates to a Region, newest moment and all. */
export function automatedBackups(cloud: Cloud): RecoveryPoint[] {
  return cloud.all(replicationType).map(({ id, attributes }) => {
    const { sourceDbInstanceArn, kmsKeyId } = attributes;
    return { arn: id, of: String(sourceDbInstanceArn), kmsKeyId };
  });
}

/**
 * The copies in a Region. No time passes here: every database that a plan takes counts as backed up,
 * and as copied to wherever the plan copies to.
 */
export function recoveryPoints(cloud: Cloud): RecoveryPoint[] {
  const { store } = cloud;
  return store.all(selectionType).flatMap((selection) => {
    const plan = store.get(planType, String(selection.attributes["planId"]), selection.region);
    const vaults = new Set(plan ? copyVaults(plan) : []);
    const here = [...vaults].filter((vault) => vault.split(":")[3] === cloud.region);
    return store
      .all(instanceType, selection.region)
      .filter((database) => isSelected(selection, database))
      .flatMap((database) =>
        here.map((vaultArn) => {
          const copy = `copyjob-${uuid(`${database.urn} ${vaultArn}`)}`;
          const arn = cloud.arn("rds", `snapshot:awsbackup:${copy}`);
          const name = vaultArn.split(":").at(-1);
          const kmsKeyId = cloud.get("aws:backup/vault:Vault", name)?.attributes["kmsKeyArn"];
          return { arn, of: String(database.attributes["arn"]), kmsKeyId };
        }),
      );
  });
}

/** Whether a plan makes continuous backups of an instance, and has thereby taken its retention over. */
export function hasContinuousBackups(cloud: Cloud, database: Resource): boolean {
  const { store } = cloud;
  return store.all(selectionType, database.region).some((selection) => {
    const plan = store.get(planType, String(selection.attributes["planId"]), selection.region);
    const rules = blocks(plan?.attributes["rules"]);
    const isContinuous = rules.some(
      ({ enableContinuousBackup }) => enableContinuousBackup === true,
    );
    return isContinuous && isSelected(selection, database);
  });
}

function copyVaults({ attributes }: Resource): string[] {
  return blocks(attributes["rules"]).flatMap((rule) =>
    blocks(rule["copyActions"]).flatMap((copy) => text(copy["destinationVaultArn"]) ?? []),
  );
}

function isSelected(selection: Resource, { attributes }: Resource): boolean {
  if (text(attributes["replicateSourceDb"]) !== undefined) return false;
  const tags = blocks(attributes["tagsAll"])[0] ?? {};
  const wanted = blocks(selection.attributes["conditions"]).flatMap((condition) =>
    blocks(condition["stringEquals"]),
  );
  return (
    wanted.length > 0 &&
    wanted.every(({ key, value }) => tags[String(key).replace("aws:ResourceTag/", "")] === value)
  );
}
