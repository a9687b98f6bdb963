import * as assert from "node:assert/strict";
import { LogBucket, type LogBucketArgs } from "../../../components/s3/logBucket";
import { runWithMocks, statementsOf, type Recording } from "../../support/mocks";

function logBucket(args?: LogBucketArgs) {
  return runWithMocks(() => new LogBucket("logs", args));
}

describe("LogBucket", () => {
  let standard: Recording<LogBucket>;
  before(async () => {
    standard = await logBucket();
  });

  it("is encrypted by S3's own keys: load balancers can't write to a bucket with a KMS key", () => {
    const { inputs } = standard.get("logs-encryption");
    assert.deepEqual(inputs.rules, [
      { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
    ]);
  });

  it("makes nothing where a bucket is there already", async () => {
    const made = await logBucket({ bucket: "company-access-logs" });
    assert.deepEqual(
      made.resources.map(({ type }) => type),
      ["landbridge:s3:LogBucket"],
    );
    assert.deepEqual(made.outputsOf("logs"), {
      bucketName: "company-access-logs",
      bucketArn: "arn:aws:s3:::company-access-logs",
    });
  });

  it("shuts out the public and object ACLs, and keeps versions", () => {
    const { bucket, ...blocked } = standard.get("logs-public-access-block").inputs;
    assert.equal(bucket, standard.get("logs-bucket").id);
    assert.deepEqual(new Set(Object.values(blocked)), new Set([true]));
    assert.deepEqual(standard.get("logs-ownership").inputs.rule, {
      objectOwnership: "BucketOwnerEnforced",
    });
    assert.deepEqual(standard.get("logs-versioning").inputs.versioningConfiguration, {
      status: "Enabled",
    });
  });

  it("keeps logs for a year, or as long as asked", async () => {
    const days = (made: Recording<LogBucket>): unknown =>
      (made.get("logs-lifecycle").inputs.rules as { expiration: unknown }[])[0]?.expiration;
    assert.deepEqual(days(standard), { days: 365 });
    assert.deepEqual(days(await logBucket({ retentionInDays: 30 })), { days: 30 });
  });

  it("admits log delivery of this account, and nobody without TLS", () => {
    const statements = statementsOf(standard.get("logs-policy").inputs.policy);
    const [deny, ...allow] = statements;
    assert.equal(deny?.Action, "s3:*");
    assert.match(String(standard.get("logs-policy").inputs.policy), /"Effect":"Deny"/);
    assert.deepEqual(deny.Condition, { Bool: { "aws:SecureTransport": "false" } });
    for (const statement of allow) {
      assert.equal(statement.Action, "s3:PutObject");
      assert.match(JSON.stringify(statement.Condition), /123456789012/);
    }
    assert.deepEqual(
      allow.map(({ Principal }) => Principal),
      [
        { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
        { Service: "logging.s3.amazonaws.com" },
      ],
    );
  });

  it("resists deletion unless told otherwise", async () => {
    const bucket = standard.get("logs-bucket");
    assert.deepEqual([bucket.protect, bucket.inputs.forceDestroy], [true, false]);
    const made = await logBucket({ deletionProtection: false });
    const free = made.get("logs-bucket");
    assert.deepEqual([free.protect, free.inputs.forceDestroy], [false, true]);
  });

  it("registers its outputs", () => {
    const bucketName = standard.get("logs-bucket").id;
    assert.deepEqual(standard.outputsOf("logs"), {
      bucketName,
      bucketArn: `arn:aws:s3:::${bucketName}`,
    });
  });
});
