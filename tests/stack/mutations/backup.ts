import * as dynamodb from "@pulumi/aws/dynamodb";
import * as ebs from "@pulumi/aws/ebs";
import * as efs from "@pulumi/aws/efs";
import * as rds from "@pulumi/aws/rds";
import { changing, type Mutation } from "../../support/mutations";
import { alarmOn, bucketWithKey, database, guarded, key, tags, watchedDatabase } from "./wellMade";

type Rules = { ruleName: string; copyActions: object[]; lifecycle: { deleteAfter: number } }[];

const vault = "aws:backup/vault:Vault";
const plan = "aws:backup/plan:Plan";

/** What puts a resource into no backup plan: no class, another stack's, or one that no plan has. */
const inNone = {
  none: { ...tags, "backup-plan": "" },
  elsewhere: { ...tags, "landbridge:stack": "dev" },
  unknown: { ...tags, "backup-plan": "tin" },
};

/** What may go wrong with the platform's backups and their copies. */
/** Of a file system: nobody without TLS. */
const tlsOnly = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Deny",
      Principal: { AWS: "*" },
      Action: "*",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ],
});

export const backupMutations: readonly Mutation[] = [
  {
    what: "a vault under AWS's own key",
    change: changing(vault, "backup-main-vault", { kmsKeyArn: undefined }),
    rule: "require-backup-vault-customer-key",
    on: ["backup-main-vault"],
    says: /kmsKeyArn/,
  },
  {
    what: "a plan without copies in another Region",
    change: changing(plan, "backup-silver-plan", ({ rules }) => ({
      rules: (rules as Rules).map((rule) => ({ ...rule, copyActions: [] })),
    })),
    rule: "require-cross-region-backup-copies",
    on: ["backup-silver-plan"],
    says: /copyActions/,
  },
  {
    what: "a plan that keeps its daily backups for eight days",
    change: changing(plan, "backup-bronze-plan", ({ rules }) => ({
      rules: (rules as Rules).map((rule) =>
        rule.ruleName === "daily" ? { ...rule, lifecycle: { deleteAfter: 8 } } : rule,
      ),
    })),
    rule: "require-backup-retention",
    on: ["backup-bronze-plan"],
    says: /deleteAfter/,
  },
  {
    what: "a lock of the copies that holds nothing",
    change: changing(
      "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
      "recovery-copies-lock",
      { minRetentionDays: undefined },
    ),
    rule: "require-backup-vault-lock",
    on: ["recovery-copies-lock"],
    says: /minRetentionDays/,
  },
  {
    what: "a recovery that says it has a replica, and has none",
    change: changing("landbridge:recovery:RecoveryRegion", "recovery", {
      strategy: "pilot-light",
    }),
    rule: "require-recovery-pieces",
    on: ["recovery"],
    says: /pilot-light/,
  },
  ...Object.entries(inNone).map(([how, given]): Mutation => ({
    what: `a bucket that no backup plan takes (${how})`,
    add: (_, extra) => bucketWithKey(extra, given),
    rule: "require-backup-plan",
    on: ["extra"],
    says: /holds data and is in no backup plan.*\n.*bronze, gold, silver/,
  })),
  {
    what: "disks, files, tables and databases that no backup plan takes",
    add: (_, extra) => {
      const given = inNone.none;
      const encrypted = { encrypted: true, kmsKeyId: key, tags: given };
      new ebs.Volume(`${extra}-volume`, { availabilityZone: "eu-west-1a", size: 8, ...encrypted });
      const files = new efs.FileSystem(`${extra}-files`, encrypted, guarded);
      new efs.FileSystemPolicy(`${extra}-files`, { fileSystemId: files.id, policy: tlsOnly });
      new dynamodb.Table(
        `${extra}-table`,
        {
          attributes: [{ name: "id", type: "S" }],
          hashKey: "id",
          billingMode: "PAY_PER_REQUEST",
          serverSideEncryption: { enabled: true, kmsKeyArn: key },
          pointInTimeRecovery: { enabled: true },
          tags: given,
        },
        guarded,
      );
      watchedDatabase(`${extra}-database`, { ...database, tags: given });
      const cluster = new rds.Cluster(
        `${extra}-cluster`,
        {
          engine: "aurora-postgresql",
          storageEncrypted: true,
          kmsKeyId: key,
          backupRetentionPeriod: 14,
          deletionProtection: true,
          finalSnapshotIdentifier: "final",
          enabledCloudwatchLogsExports: ["postgresql"],
          tags: given,
        },
        guarded,
      );
      alarmOn(`${extra}-cluster`, { DBClusterIdentifier: cluster.clusterIdentifier });
      ["a", "b"].forEach(
        (zone) =>
          new rds.ClusterInstance(`${extra}-cluster-${zone}`, {
            clusterIdentifier: cluster.id,
            engine: "aurora-postgresql",
            instanceClass: "db.r8g.large",
            availabilityZone: `eu-west-1${zone}`,
          }),
      );
    },
    rule: "require-backup-plan",
    on: ["extra-cluster", "extra-database", "extra-files", "extra-table", "extra-volume"],
    says: /holds data and is in no backup plan/,
  },
];
