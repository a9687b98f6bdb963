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

describe("records of a hosted zone", () => {
  const account = new Account();
  let zoneId: string;
  const record = (name: string, inputs: object) =>
    account.create("aws:route53/record:Record", name, {
      ...{ zoneId, name: "orders", type: "A", ttl: 30, records: ["10.0.0.1"], ...inputs },
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
  this.timeout(20_000);
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
    said([["promote"], /^Usage: npm run recovery/]);
    said([["demote", "dr"], /^Usage: npm run recovery/]);
    said([["promote", "staging"], /there is no Pulumi\.staging\.yaml/]);
    said([["promote", "prod"], /Pulumi\.prod\.yaml names no primaryStack: it is no standby/]);
    said([
      ["promote", "dr", "--restore", "orders"],
      /--restore takes <database>=<ARN>, not "orders"/,
    ]);
  });
});
