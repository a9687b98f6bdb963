import type { Declared } from "../support/declared";
import type { Program } from "../support/policy";
import { itJudges, type Case } from "./cases";

const settings = (minimumBackupRetentionDays: Record<string, number>) => ({
  "configure-policy-pack": { minimumBackupRetentionDays },
});

function vault(program: Program, name: string, region = "eu-west-1", inputs = {}): Declared {
  return program.add(
    "aws:backup/vault:Vault",
    name,
    { kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/1", ...inputs },
    { outputs: { region, name: `${name}-name`, arn: `${name}-arn` } },
  );
}

function plan(program: Program, name: string, rules: readonly object[]): Declared {
  return program.add("aws:backup/plan:Plan", name, { rules }, { outputs: { region: "eu-west-1" } });
}

/** A selection by the tag `backup-plan`, as this project makes them, or with other inputs. */
function select(program: Program, name: string, inputs: object = byTag(name)): Declared {
  const of = plan(program, `${name}-plan`, []);
  return program.add("aws:backup/selection:Selection", name, {
    planId: of.id,
    iamRoleArn: "r",
    ...inputs,
  });
}

const byTag = (value: string) => ({
  resources: ["*"],
  conditions: [{ stringEquals: [{ key: "aws:ResourceTag/backup-plan", value }] }],
});
const tagged = (value: string) => ({ tags: { "backup-plan": value } });
const bucket = (program: Program, name: string, inputs: object = {}) =>
  program.add(
    "aws:s3/bucket:Bucket",
    name,
    { ...inputs },
    { outputs: { arn: `${name}-arn`, bucket: `${name}-bucket` } },
  );

itJudges("require-backup-plan", [
  {
    what: "a bucket that another one is replicated to, and which that one's backups cover",
    program: (program) => {
      select(program, "gold");
      const source = bucket(program, "source", tagged("gold"));
      const replica = bucket(program, "replica");
      program.add("aws:s3/bucketReplicationConfig:BucketReplicationConfig", "replication", {
        bucket: source.id,
        rules: [{ status: "Enabled", destination: { bucket: replica.arn } }],
      });
    },
  },
  {
    what: "a bucket whose replication is switched off",
    program: (program) => {
      select(program, "gold");
      const source = bucket(program, "source", tagged("gold"));
      const replica = bucket(program, "replica");
      program.add("aws:s3/bucketReplicationConfig:BucketReplicationConfig", "replication", {
        bucket: source.id,
        rules: [{ status: "Disabled", destination: { bucket: replica.arn } }],
      });
    },
    rejects: ["replica"],
  },
]);

itJudges("require-backup-vault-customer-key", [
  { what: "a vault with a customer key", program: (program) => void vault(program, "v") },
  {
    what: "a key that is not known yet",
    program: (program) => {
      const key = program.add("aws:kms/key:Key", "key");
      vault(program, "v", "eu-west-1", { kmsKeyArn: key.arn });
    },
  },
  {
    what: "a vault that says nothing",
    program: (program) => void program.add("aws:backup/vault:Vault", "v"),
    rejects: ["v"],
    says: /kmsKeyArn: a customer managed key/,
  },
  {
    what: "other things of AWS Backup",
    program: (program) => void program.add("aws:backup/framework:Framework", "f"),
  },
]);

const coverage: Case[] = [
  {
    what: "a bucket with a class that a selection takes",
    program: (program) => {
      select(program, "gold");
      select(program, "silver");
      bucket(program, "data", tagged("gold"));
    },
  },
  {
    what: "a class from the provider's default tags",
    program: (program) => {
      select(program, "gold");
      bucket(program, "data", { tagsAll: { "backup-plan": "gold" } });
    },
  },
  {
    what: "selectionTags, of which one is enough",
    program: (program) => {
      const selectionTags = ["a", "b"].map((value) => {
        return { type: "STRINGEQUALS", key: "backup", value };
      });
      select(program, "some", { selectionTags });
      bucket(program, "data", { tags: { backup: "b" } });
    },
  },
  {
    what: "a selection by ARN",
    program: (program) => {
      const data = bucket(program, "data");
      select(program, "one", { resources: [data.arn] });
    },
  },
  {
    what: "a selection of everything of a type",
    program: (program) => {
      select(program, "databases", { resources: ["arn:aws:rds:*:*:db:*"] });
      program.add("aws:rds/instance:Instance", "db", { engine: "postgres" });
    },
  },
  {
    what: "that selection, for a type that it does not take",
    program: (program) => {
      select(program, "databases", { resources: ["arn:aws:rds:*:*:db:*"] });
      program.add("aws:efs/fileSystem:FileSystem", "files");
    },
    rejects: ["files"],
  },
  {
    what: "a bucket without a class",
    program: (program) => {
      select(program, "gold");
      bucket(program, "data");
    },
    rejects: ["data"],
    says: /tags\["backup-plan"\] of aws\.s3\.Bucket "data": one of gold/,
  },
  {
    what: "a class that no selection takes, on each kind of store",
    program: (program) => {
      select(program, "gold");
      program.add("aws:rds/instance:Instance", "db", tagged("golden"));
      program.add("aws:rds/cluster:Cluster", "cluster", tagged("golden"));
      program.add("aws:dynamodb/table:Table", "table", tagged("golden"));
      program.add("aws:ebs/volume:Volume", "volume", tagged("golden"));
    },
    rejects: ["cluster", "db", "table", "volume"],
  },
  {
    what: "data without any backup plan in the stack",
    program: (program) => void bucket(program, "data", tagged("gold")),
    rejects: ["data"],
  },
  {
    what: "a bucket that a selection names and then leaves out",
    program: (program) => {
      const data = bucket(program, "data");
      select(program, "all-but", { resources: ["*"], notResources: [data.arn] });
    },
    rejects: ["data"],
  },
  {
    what: "a condition that does not hold",
    program: (program) => {
      const stringNotEquals = [{ key: "aws:ResourceTag/scratch", value: "yes" }];
      select(program, "all-but", { resources: ["*"], conditions: [{ stringNotEquals }] });
      bucket(program, "kept");
      bucket(program, "scratch", { tags: { scratch: "yes" } });
    },
    rejects: ["scratch"],
  },
  {
    what: "a bucket in two plans",
    program: (program) => {
      select(program, "gold");
      select(program, "everything", { resources: ["*"] });
      bucket(program, "data", tagged("gold"));
    },
    rejects: ["data"],
    says: /is in 2 backup plans/,
  },
  {
    what: "tags that are not known yet",
    program: (program) => {
      const other = program.add("aws:ssm/parameter:Parameter", "class");
      select(program, "gold");
      bucket(program, "data", { tags: { "backup-plan": other.output("value") } });
    },
    unsure: ["data"],
    only: "preview",
  },
  {
    what: "logs that services deliver, and replicas",
    program: (program) => {
      const [access, reports, target] = ["access", "reports", "target"].map((name) =>
        bucket(program, name),
      );
      program.add("aws:lb/loadBalancer:LoadBalancer", "alb", {
        accessLogs: { bucket: access?.id, enabled: true },
      });
      program.add("aws:backup/reportPlan:ReportPlan", "report", {
        reportDeliveryChannel: { s3BucketName: reports?.output("bucket") },
      });
      program.add("aws:s3/bucketLogging:BucketLogging", "logging", { targetBucket: target?.id });
      program.add("aws:rds/instance:Instance", "replica", { replicateSourceDb: "primary" });
    },
  },
];
itJudges("require-backup-plan", coverage);

const away = (program: Program, copyActions: (copies: Declared) => readonly object[]) => {
  const here = vault(program, "here");
  const there = vault(program, "there", "eu-central-1");
  plan(program, "plan", [
    { ruleName: "hourly", targetVaultName: here.output("name") },
    {
      ruleName: "daily",
      targetVaultName: here.output("name"),
      copyActions: copyActions(there),
    },
  ]);
};

itJudges("require-cross-region-backup-copies", [
  {
    what: "a copy to another Region's vault of the stack",
    program: (program) => {
      away(program, (there) => [{ destinationVaultArn: there.arn }]);
    },
  },
  {
    what: "a copy to another Region's vault of another account",
    program: (program) => {
      const destinationVaultArn = "arn:aws:backup:eu-central-1:210987654321:backup-vault:copies";
      away(program, () => [{ destinationVaultArn }]);
    },
  },
  {
    what: "a copy to another account in the same Region",
    program: (program) => {
      const destinationVaultArn = "arn:aws:backup:eu-west-1:210987654321:backup-vault:copies";
      away(program, () => [{ destinationVaultArn }]);
    },
    rejects: ["plan"],
    says: /keeps every recovery point in one Region.*\n.*copyActions/,
  },
  {
    what: "no copy",
    program: (program) => {
      away(program, () => []);
    },
    rejects: ["plan"],
  },
]);

const kept = (deleteAfter: number | undefined, copied?: number) => (program: Program) => {
  const here = vault(program, "here");
  const own = plan(program, "plan", [
    {
      ruleName: "daily",
      targetVaultName: here.output("name"),
      ...(deleteAfter && { lifecycle: { deleteAfter } }),
      ...(copied && {
        copyActions: [{ destinationVaultArn: "arn", lifecycle: { deleteAfter: copied } }],
      }),
    },
  ]);
  program.add("aws:backup/selection:Selection", "gold", { planId: own.id, ...byTag("gold") });
  program.add("aws:backup/vaultLockConfiguration:VaultLockConfiguration", "lock", {
    backupVaultName: here.output("name"),
    minRetentionDays: 7,
    maxRetentionDays: 400,
  });
};

itJudges("require-backup-retention", [
  { what: "what its class says", program: kept(35), config: settings({ gold: 35 }) },
  {
    what: "recovery points that are kept for ever",
    program: kept(undefined),
    config: settings({ gold: 35 }),
  },
  {
    what: "less than its class says",
    program: kept(34),
    config: settings({ gold: 35 }),
    rejects: ["plan"],
    says: /keeps rule "daily" for 34 days; its class has 35 at least/,
  },
  {
    what: "a copy that is kept for less",
    program: kept(35, 20),
    config: settings({ gold: 35 }),
    rejects: ["plan"],
    says: /a copy of rule "daily" for 20 days/,
  },
  { what: "another class's retention", program: kept(34), config: settings({ silver: 35 }) },
  {
    what: "less than the vault's lock admits",
    program: kept(5),
    rejects: ["plan"],
    says: /VaultLockConfiguration "lock" rejects whatever is not kept for 7 to 400/,
  },
  { what: "more than the vault's lock admits", program: kept(500), rejects: ["plan"] },
]);

itJudges("require-backup-vault-lock", [
  {
    what: "a vault with a lock",
    program: (program) => {
      const here = vault(program, "here");
      program.add("aws:backup/vaultLockConfiguration:VaultLockConfiguration", "lock", {
        backupVaultName: here.output("name"),
        minRetentionDays: 7,
      });
    },
  },
  {
    what: "a vault beside one with a lock",
    program: (program) => {
      const here = vault(program, "here");
      vault(program, "bare");
      program.add("aws:backup/vaultLockConfiguration:VaultLockConfiguration", "lock", {
        backupVaultName: here.output("name"),
        minRetentionDays: 7,
      });
    },
    rejects: ["bare"],
    says: /add an aws\.backup\.VaultLockConfiguration with backupVaultName of aws\.backup\.Vault "bare"/,
  },
  {
    what: "a lock without a shortest retention",
    program: (program) => {
      const here = vault(program, "here");
      program.add("aws:backup/vaultLockConfiguration:VaultLockConfiguration", "lock", {
        backupVaultName: here.output("name"),
      });
    },
    rejects: ["lock"],
  },
]);
