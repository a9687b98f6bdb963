import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as path from "node:path";
import { recoveryPointsIn } from "../../sandbox/settings";
import { Account } from "./account";

const [home, away] = ["eu-west-1", "eu-central-1"];

describe("copies of databases in another Region", () => {
  const account = new Account();
  const database = {
    engine: "postgres",
    engineVersion: "17",
    instanceClass: "db.r8g.large",
    allocatedStorage: 20,
    skipFinalSnapshot: true,
  };
  const create = (name: string, inputs: object, region: string) =>
    account.create("aws:rds/instance:Instance", name, { ...database, ...inputs }, region);
  const restore = (snapshotIdentifier: string, region: string) =>
    create("restored", { identifier: "restored", snapshotIdentifier }, region);

  before(async () => {
    const vault = (region: string) =>
      account.create("aws:backup/vault:Vault", "vault", { name: "copies" }, region);
    const [main, copies] = [await vault(home), await vault(away)];
    const plan = await account.create(
      "aws:backup/plan:Plan",
      "plan",
      {
        rules: [
          {
            ruleName: "daily",
            targetVaultName: main.id,
            copyActions: [{ destinationVaultArn: copies.attributes["arn"] }],
          },
        ],
      },
      home,
    );
    const stringEquals = [{ key: "aws:ResourceTag/backup-plan", value: "gold" }];
    await account.create(
      "aws:backup/selection:Selection",
      "selection",
      {
        planId: plan.id,
        iamRoleArn: "arn:aws:iam::123456789012:role/x",
        conditions: [{ stringEquals }],
      },
      home,
    );
    await create("orders", { identifier: "orders", tags: { "backup-plan": "gold" } }, home);
    await create("scratch", { identifier: "scratch", tags: { "backup-plan": "none" } }, home);
  });

  it("are there of whatever a plan copies, and in that Region only", () => {
    const of = (region: string) =>
      recoveryPointsIn(region, account.directory).map((point) => point.of.split(":").at(-1));
    assert.deepEqual(of(away), ["orders"]);
    assert.deepEqual(of(home), []);
  });

  it("make databases there, and nowhere else", async () => {
    const [copy] = recoveryPointsIn(away, account.directory);
    assert.match(copy?.arn ?? "", /^arn:aws:rds:eu-central-1:\d+:snapshot:awsbackup:copyjob-/);
    await assert.rejects(restore(copy?.arn ?? "", home), /DBSnapshotNotFound/);
    await assert.rejects(restore(`${copy?.arn ?? ""}0`, away), /DBSnapshotNotFound/);
    await restore(copy?.arn ?? "", away);
  });
});

describe("replicas in another Region", () => {
  const account = new Account();
  const instance = "aws:rds/instance:Instance";
  const replication =
    "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication";
  const shared = { identifier: "orders", instanceClass: "db.r8g.large", skipFinalSnapshot: true };
  const own = {
    engine: "postgres",
    engineVersion: "17",
    allocatedStorage: 20,
    username: "dbadmin",
    backupRetentionPeriod: 14,
  };
  let sourceArn: unknown;

  before(async () => {
    const source = await account.create(instance, "source", { ...shared, ...own }, home);
    sourceArn = source.attributes["arn"];
  });

  it("take engine and user from the instance they replicate, and are promoted in place", async () => {
    const inputs = { ...shared, replicateSourceDb: sourceArn };
    const replica = await account.create(instance, "replica", inputs, away);
    assert.equal(replica.attributes["username"], "dbadmin");
    const diff = (news: Record<string, unknown>) =>
      account.provider(away).diff(replica.urn, replica.attributes, inputs, news);
    assert.deepEqual(diff({ ...shared, ...own }).replaces, []);
    assert.ok(diff({ ...shared, ...own }).paths.has("replicateSourceDb"));
    assert.deepEqual(diff({ ...inputs, replicateSourceDb: "another" }).replaces, []);
    assert.deepEqual(diff({ ...shared, ...own, username: "other" }).replaces, ["username"]);
  });

  it("are never made of an instance that is there: the provider only promotes", async () => {
    const promoted = { ...shared, ...own, identifier: "promoted" };
    const alone = await account.create(instance, "alone", promoted, away);
    const news = { ...promoted, replicateSourceDb: sourceArn };
    await assert.rejects(
      account.provider(away).update(alone.id, alone.urn, news),
      /cannot elect new source database for replication/,
    );
    await account.provider(away).delete(alone.id, alone.urn, alone.attributes);
  });

  it("of automated backups are of an instance in another Region, and can be restored from", async () => {
    const replicate = (region: string) =>
      account.create(replication, "backups", { sourceDbInstanceArn: sourceArn }, region);
    await assert.rejects(replicate(home), /to another Region than the source/);
    const { id } = await replicate(away);
    assert.match(id, /^arn:aws:rds:eu-central-1:\d+:auto-backup:ab-/);
    const restore = (source: string) =>
      account.create(
        instance,
        "restored",
        {
          ...shared,
          ...own,
          identifier: "restored",
          restoreToPointInTime: { sourceDbInstanceAutomatedBackupsArn: source },
        },
        away,
      );
    await assert.rejects(restore(`${id}0`), /DBInstanceAutomatedBackupNotFound/);
    await restore(id);
    assert.ok(recoveryPointsIn(away, account.directory).some(({ arn }) => arn === id));
  });

  it("of buckets want versions on both sides", async () => {
    const part = (type: string, name: string, inputs: object) =>
      account.create(`aws:s3/${type}`, name, { ...inputs });
    for (const bucket of ["source-bucket", "target-bucket"]) {
      await part("bucket:Bucket", bucket, { bucket });
    }
    const versioned = (bucket: string) =>
      part("bucketVersioning:BucketVersioning", `${bucket}-v`, {
        bucket,
        versioningConfiguration: { status: "Enabled" },
      });
    const replicate = () =>
      part("bucketReplicationConfig:BucketReplicationConfig", "rule", {
        bucket: "source-bucket",
        role: "arn:aws:iam::123456789012:role/x",
        rules: [{ status: "Enabled", destination: { bucket: "arn:aws:s3:::target-bucket" } }],
      });
    await versioned("source-bucket");
    await assert.rejects(replicate(), /Versioning must be 'Enabled' on the bucket target-bucket/);
    await versioned("target-bucket");
    await replicate();
  });
});

describe("records of a hosted zone", () => {
  const account = new Account();
  let zoneId: string;
  const record = (name: string, inputs: object) =>
    account.create("aws:route53/record:Record", name, {
      zoneId,
      name: "orders",
      type: "A",
      ttl: 30,
      records: ["10.0.0.1"],
      ...inputs,
    });
  const nearest = (region: string) => ({
    setIdentifier: region,
    latencyRoutingPolicies: [{ region }],
  });

  before(async () => {
    ({ id: zoneId } = await account.create("aws:route53/zone:Zone", "z", { name: "example.com" }));
  });

  it("are one of a name and type, in each zone", async () => {
    const { attributes } = await record("first", {});
    assert.equal(attributes["fqdn"], "orders.example.com");
    await assert.rejects(record("second", {}), /InvalidChangeBatch.*already exists/);
    await assert.rejects(record("third", nearest("eu-west-1")), /already exists/);
    const other = await account.create("aws:route53/zone:Zone", "other", { name: "example.com" });
    await record("fourth", { zoneId: other.id });
    await assert.rejects(record("fifth", { zoneId: "Z0" }), /NoSuchHostedZone/);
  });

  it("are several of a name under a routing policy, each with an identifier of its own", async () => {
    const name = "web";
    await record("a", { name, ...nearest("eu-west-1") });
    await record("b", { name, ...nearest("eu-central-1") });
    await assert.rejects(record("c", { name, ...nearest("eu-central-1") }), /already exists/);
    await assert.rejects(record("d", { name, setIdentifier: "x" }), /with a routing policy/);
    const { latencyRoutingPolicies } = nearest("eu-west-1");
    await assert.rejects(record("e", { name, latencyRoutingPolicies }), /SetIdentifier/);
  });
});

describe("npm run recovery", function () {
  this.timeout(60_000);
  const cli = path.join(__dirname, "..", "..", "tools", "recovery.js");
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [cli, ...args], { encoding: "utf8" });

  it("says in one line what is wrong with the command line", () => {
    const said = ([args, pattern]: [string[], RegExp]) => {
      const { status, stderr } = run(...args);
      assert.equal(status, 2, stderr);
      assert.match(stderr, pattern);
      assert.doesNotMatch(stderr, /\n\s+at /, "no stack trace");
    };
    said([["promote"], /^error: missing required argument 'stack'/]);
    said([["promot", "dr"], /^error: unknown command 'promot'\n\(Did you mean promote\?\)/]);
    said([["promote", "staging"], /'staging' is invalid for argument 'stack'.* dev, dr, prod/]);
    said([["promote", "prod"], /Pulumi\.prod\.yaml names no primaryStack: it is no standby/]);
    said([
      ["promote", "dr", "--restore", "orders"],
      /argument 'orders' is invalid\. It is not <database>=<ARN>/,
    ]);
    said([["release", "dr", "--restore", "orders=arn"], /unknown option '--restore'/]);
  });
});
