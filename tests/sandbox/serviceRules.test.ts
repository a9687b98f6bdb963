import * as assert from "node:assert/strict";
import type { Resource } from "../../sandbox/provider/store";
import { Account } from "./account";

const keyType = "aws:kms/key:Key";
const aliasType = "aws:kms/alias:Alias";
const logGroupType = "aws:cloudwatch/logGroup:LogGroup";
const roleType = "aws:iam/role:Role";
const subnetGroupType = "aws:rds/subnetGroup:SubnetGroup";
const instanceType = "aws:rds/instance:Instance";

const policy = (...Statement: unknown[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const trust = policy({
  Effect: "Allow",
  Principal: { Service: "ec2.amazonaws.com" },
  Action: "sts:AssumeRole",
});
const rootOfAccount = {
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::123456789012:root" },
  Action: "kms:*",
  Resource: "*",
};

describe("the stand-in's rules of KMS, CloudWatch Logs, IAM, RDS and S3", () => {
  let account: Account;
  beforeEach(() => {
    account = new Account();
  });

  it("reject a key policy that locks everybody out", async () => {
    const locked = { ...rootOfAccount, Action: "kms:Decrypt" };
    const made = account.create(keyType, "k", { policy: policy(locked) });
    await assert.rejects(made, /MalformedPolicyDocumentException.*update the key policy/);
    await account.create(keyType, "k", { policy: policy(rootOfAccount) });
  });

  it("let a log group use a key only when the key's policy admits the service", async () => {
    const logs = { ...rootOfAccount, Principal: { Service: "logs.eu-central-1.amazonaws.com" } };
    const closed = await account.create(keyType, "closed", { policy: policy(rootOfAccount) });
    const open = await account.create(keyType, "open", { policy: policy(rootOfAccount, logs) });
    const group = (kmsKeyId: unknown) => account.create(logGroupType, "g", { kmsKeyId });
    await assert.rejects(group(closed.attributes["arn"]), /is not allowed to be used with Arn/);
    await assert.rejects(group(open.id), /at 'kmsKeyId' .* regular expression pattern/);
    await group(open.attributes["arn"]);
  });

  it("know the days that a log group can keep events", async () => {
    const odd = account.create(logGroupType, "g", { retentionInDays: 100 });
    await assert.rejects(odd, /at 'retentionInDays' .* enum value set: \[1, 3, 5, 7, 14/);
  });

  it("point an alias at a key that exists, outside of AWS's own names", async () => {
    const missing = account.create(aliasType, "a", { targetKeyId: "no-such-key" });
    await assert.rejects(missing, /NotFoundException/);
    const { id: targetKeyId } = await account.create(keyType, "k", {});
    const reserved = account.create(aliasType, "a", { targetKeyId, name: "alias/aws/s3" });
    await assert.rejects(reserved, /invalid value for name/);
    const alias = await account.create(aliasType, "a", { targetKeyId });
    assert.match(alias.id, /^alias\/a-[0-9a-f]{7}$/);
  });

  const broken: Record<string, [document: string, error: RegExp]> = {
    "is no JSON": ["{", /invalid JSON/],
    "has no statement": [policy(), /no Statement/],
    "has a misspelt element": [
      policy({ Effect: "Allow", Principal: "*", Actions: "sts:AssumeRole" }),
      /unknown element Actions/,
    ],
    "has an effect of its own": [
      policy({ Effect: "allow", Principal: "*", Action: "sts:AssumeRole" }),
      /Effect must be Allow or Deny/,
    ],
    "names a resource although it is about trust": [
      policy({ Effect: "Allow", Principal: "*", Action: "sts:AssumeRole", Resource: "*" }),
      /no Resource/,
    ],
    "is longer than a trust policy may be": [
      policy({
        Effect: "Allow",
        Principal: { AWS: "x".repeat(2048) },
        Action: "sts:AssumeRole",
      }),
      /LimitExceeded/,
    ],
  };
  for (const [how, [document, error]] of Object.entries(broken)) {
    it(`reject a trust policy that ${how}`, async () => {
      const made = account.create(roleType, "r", { assumeRolePolicy: document });
      await assert.rejects(made, error);
    });
  }

  it("limit a role's name to 64 characters", async () => {
    const named = account.create(roleType, "r", { assumeRolePolicy: trust, name: "r".repeat(65) });
    await assert.rejects(named, /1 to 64 characters/);
    const made = await account.create(roleType, "r".repeat(70), { assumeRolePolicy: trust });
    assert.equal(made.id.length, 64);
  });

  it("keep a role while policies are attached to it", async () => {
    const role = await account.create(roleType, "r", { assumeRolePolicy: trust });
    const policyArn = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    const type = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
    const attachment = await account.create(type, "a", { role: role.id, policyArn });
    await assert.rejects(account.delete(role), /DeleteConflict/);
    await account.delete(attachment);
    await account.delete(role);
    const orphan = account.create(type, "a", { role: role.id, policyArn });
    await assert.rejects(orphan, /NoSuchEntity/);
  });

  async function subnets(zones: string[]): Promise<Resource[]> {
    const vpc = await account.create("aws:ec2/vpc:Vpc", "net", { cidrBlock: "10.0.0.0/16" });
    return Promise.all(
      zones.map((zone, i) =>
        account.create("aws:ec2/subnet:Subnet", `s${i}`, {
          vpcId: vpc.id,
          cidrBlock: `10.0.${i}.0/24`,
          availabilityZone: `eu-central-1${zone}`,
        }),
      ),
    );
  }

  it("want a DB subnet group to span two zones", async () => {
    const subnetIds = (await subnets(["a", "a"])).map(({ id }) => id);
    const group = account.create(subnetGroupType, "g", { subnetIds });
    await assert.rejects(group, /DBSubnetGroupDoesNotCoverEnoughAZs.*eu-central-1a/);
  });

  it("want room to grow in maxAllocatedStorage, and never less storage", async () => {
    const inputs = { instanceClass: "db.t4g.micro", engine: "postgres", allocatedStorage: 100 };
    const tight = account.create(instanceType, "db", { ...inputs, maxAllocatedStorage: 105 });
    await assert.rejects(tight, /at least 110 percent/);
    const instance = await account.create(instanceType, "db", {
      ...inputs,
      maxAllocatedStorage: 110,
    });
    const shrunk = account.update(instance, { ...inputs, allocatedStorage: 50 });
    await assert.rejects(shrunk, /cannot be made smaller/);
  });

  it("keep a protected database, and one that has no final snapshot", async () => {
    const inputs = { instanceClass: "db.t4g.micro", engine: "postgres", allocatedStorage: 20 };
    const database = await account.create(instanceType, "db", {
      ...inputs,
      deletionProtection: true,
    });
    await assert.rejects(
      account.delete(database),
      /InvalidParameterCombination.*deletion protection/,
    );
    const open = await account.update(database, inputs);
    await assert.rejects(account.delete(open), /finalSnapshotIdentifier/);
    await account.delete(await account.update(database, { ...inputs, skipFinalSnapshot: true }));
  });

  it("spell bucket names as S3 does, once in all regions", async () => {
    const odd = account.create("aws:s3/bucket:Bucket", "b", { bucket: "No_Bucket" });
    await assert.rejects(odd, /invalid value for bucket/);
    await account.create("aws:s3/bucket:Bucket", "b", { bucket: "taken" });
    const again = account.create("aws:s3/bucket:Bucket", "c", { bucket: "taken" }, "eu-west-1");
    await assert.rejects(again, /BucketAlreadyOwnedByYou/);
  });
});
