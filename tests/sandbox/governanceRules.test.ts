import * as assert from "node:assert/strict";
import { Account } from "./account";

const recorder = "aws:cfg/recorder:Recorder";
const channel = "aws:cfg/deliveryChannel:DeliveryChannel";
const status = "aws:cfg/recorderStatus:RecorderStatus";
const roleArn = "arn:aws:iam::123456789012:role/config";

describe("the stand-in's AWS Config", () => {
  it("has one recorder in a Region, then a channel, and starts when both are there", async () => {
    const account = new Account();
    await account.create("aws:s3/bucket:Bucket", "records", { bucket: "records" });
    const deliver = () => account.create(channel, "channel", { s3BucketName: "records" });
    await assert.rejects(deliver(), /NoAvailableConfigurationRecorderException/);
    const { id } = await account.create(recorder, "one", { roleArn });
    const start = () => account.create(status, "status", { name: id, isEnabled: true });
    await assert.rejects(start(), /NoAvailableDeliveryChannelException/);
    await deliver();
    await start();
    await assert.rejects(
      account.create(recorder, "two", { roleArn }),
      /MaxNumberOfConfigurationRecordersExceededException/,
    );
    await account.create(recorder, "elsewhere", { roleArn }, "eu-west-1");
  });

  it("delivers to a bucket that is there", async () => {
    const account = new Account();
    await account.create(recorder, "one", { roleArn });
    await assert.rejects(
      account.create(channel, "channel", { s3BucketName: "none" }),
      /NoSuchBucketException/,
    );
  });
});

describe("the stand-in's watchers of an account", () => {
  it("are there once in a Region", async () => {
    const account = new Account();
    for (const [type, inputs, says] of [
      ["aws:guardduty/detector:Detector", {}, /a detector already exists/],
      ["aws:securityhub/account:Account", {}, /already subscribed/],
    ] as const) {
      await account.create(type, "one", inputs);
      await assert.rejects(account.create(type, "two", inputs), says);
      await account.create(type, "elsewhere", inputs, "eu-west-1");
    }
  });

  it("are one analyzer of access from outside, and others beside it", async () => {
    const account = new Account();
    const create = (analyzerName: string, type: string) =>
      account.create("aws:accessanalyzer/analyzer:Analyzer", analyzerName, { analyzerName, type });
    await create("external", "ACCOUNT");
    await create("unused", "ACCOUNT_UNUSED_ACCESS");
    await assert.rejects(create("another", "ACCOUNT"), /ServiceQuotaExceededException/);
    await assert.rejects(create("unused", "ACCOUNT_UNUSED_ACCESS"), /ConflictException/);
  });

  it("are five trails, each with a bucket", async () => {
    const account = new Account();
    await account.create("aws:s3/bucket:Bucket", "records", { bucket: "records" });
    const create = (name: string, s3BucketName = "records") =>
      account.create("aws:cloudtrail/trail:Trail", name, { name, s3BucketName });
    for (const name of ["one", "two", "three", "four", "five"]) await create(name);
    await assert.rejects(create("six"), /MaximumNumberOfTrailsExceededException/);
    await assert.rejects(
      new Account().create("aws:cloudtrail/trail:Trail", "t", {
        name: "trl",
        s3BucketName: "none",
      }),
      /S3BucketDoesNotExistException/,
    );
  });
});
