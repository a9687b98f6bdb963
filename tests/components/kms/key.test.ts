import * as assert from "node:assert/strict";
import { Key, type KeyArgs } from "../../../components/kms/key";
import { runWithMocks, statementsOf, valueOf, type MockedAws } from "../../support/mocks";

function key(args: Partial<KeyArgs> = {}, aws?: Partial<MockedAws>) {
  return runWithMocks(() => new Key("logs", { dataClass: "logs", ...args }), aws);
}

async function statements(aws?: Partial<MockedAws>) {
  return statementsOf((await key({}, aws)).get("logs-key").inputs.policy);
}

describe("Key", () => {
  it("rotates and waits thirty days before it is gone", async () => {
    const { inputs } = (await key()).get("logs-key");
    assert.equal(inputs.enableKeyRotation, true);
    assert.equal(inputs.deletionWindowInDays, 30);
    assert.equal(
      (await key({ deletionWindowInDays: 7 })).get("logs-key").inputs.deletionWindowInDays,
      7,
    );
  });

  it("stays in AWS when the stack goes, unless told otherwise", async () => {
    assert.equal((await key()).get("logs-key").retainOnDelete, true);
    assert.equal((await key({ retainOnDelete: false })).get("logs-key").retainOnDelete, false);
  });

  it("leaves administration to its own account and admits nobody else but CloudWatch Logs", async () => {
    const [account, logs, another] = await statements();
    assert.equal(another, undefined);
    assert.deepEqual(account?.Principal, { AWS: "arn:aws:iam::123456789012:root" });
    assert.ok(account.Action.includes("kms:PutKeyPolicy"));
    assert.deepEqual(logs?.Principal, { Service: "logs.eu-west-1.amazonaws.com" });
  });

  it("admits CloudWatch Logs for log groups of its own account and region only", async () => {
    const [, logs] = await statements();
    assert.deepEqual(logs?.Condition, {
      ArnLike: {
        "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-west-1:123456789012:log-group:*",
      },
    });
    assert.deepEqual(logs.Action, [
      "kms:Encrypt",
      "kms:Decrypt",
      "kms:ReEncrypt*",
      "kms:GenerateDataKey*",
    ]);
  });

  it("names the partition's own ARNs and service principals", async () => {
    const [account, logs] = await statements({
      partition: "aws-cn",
      region: "cn-north-1",
      dnsSuffix: "amazonaws.com.cn",
    });
    assert.deepEqual(account?.Principal, { AWS: "arn:aws-cn:iam::123456789012:root" });
    assert.deepEqual(logs?.Principal, { Service: "logs.cn-north-1.amazonaws.com.cn" });
    assert.deepEqual(logs.Condition, {
      ArnLike: {
        "kms:EncryptionContext:aws:logs:arn": "arn:aws-cn:logs:cn-north-1:123456789012:log-group:*",
      },
    });
  });

  it("has an alias and registers its outputs", async () => {
    const made = await key();
    assert.equal(made.get("logs-alias").inputs.targetKeyId, made.get("logs-key").id);
    assert.equal(made.get("logs-key").parent, made.get("logs").urn);
    assert.deepEqual(made.outputsOf("logs"), {
      arn: await valueOf(made.result.arn),
      keyId: made.get("logs-key").id,
      aliasName: made.get("logs-alias").id,
    });
  });
});
