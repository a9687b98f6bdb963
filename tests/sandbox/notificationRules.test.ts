import * as assert from "node:assert/strict";
import { Account } from "./account";

const composite = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const slack = "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration";

async function alarms(account: Account, count: number) {
  return Promise.all(
    Array.from({ length: count }, (_, index) =>
      account.create("aws:cloudwatch/metricAlarm:MetricAlarm", `alarm-${index}`, {
        name: `alarm-${index}`,
        comparisonOperator: "GreaterThanThreshold",
        evaluationPeriods: 1,
        metricName: "CPUUtilization",
      }),
    ),
  );
}

describe("the stand-in's composite alarms", () => {
  const rule = (count: number) =>
    Array.from({ length: count }, (_, index) => `ALARM("alarm-${index}")`).join(" OR ");

  it("have a hundred alarms under them at most, which are there", async () => {
    const account = new Account();
    await alarms(account, 101);
    const create = (count: number) =>
      account.create(composite, `over-${count}`, {
        alarmName: `o${count}`,
        alarmRule: rule(count),
      });
    await create(100);
    await assert.rejects(create(101), /100 underlying alarms at most/);
    await assert.rejects(create(102), /100 underlying alarms at most|no alarm is named/);
  });

  it("are silenced by an alarm that is there, by its name or its ARN", async () => {
    const account = new Account();
    const [first] = await alarms(account, 2);
    const create = (name: string, alarm: unknown) =>
      account.create(composite, name, {
        alarmName: name,
        alarmRule: 'ALARM("alarm-1")',
        actionsSuppressor: { alarm, waitPeriod: 60, extensionPeriod: 60 },
      });
    await create("by-arn", first?.attributes["arn"]);
    await create("by-name", "alarm-0");
    await assert.rejects(
      create("by-none", "alarm-9"),
      /ActionsSuppressor: there is no alarm alarm-9/,
    );
  });
});

describe("the stand-in's chat channels", () => {
  it("have a name of their own in the account, and topics that are there", async () => {
    const account = new Account();
    const topic = await account.create("aws:sns/topic:Topic", "alarms", { name: "alarms" });
    const create = (name: string, arn: string, configurationName = "ops") =>
      account.create(slack, name, {
        configurationName,
        iamRoleArn: "arn:aws:iam::123456789012:role/chat",
        slackTeamId: "T07EA123LEP",
        slackChannelId: "C07EZ1ABC23",
        snsTopicArns: [arn],
      });
    const { id } = await create("one", topic.id);
    assert.equal(id, "arn:aws:chatbot::123456789012:chat-configuration/slack-channel/ops");
    await assert.rejects(create("two", topic.id), /ConflictException/);
    await assert.rejects(create("three", `${topic.id}-gone`, "other"), /topic/);
  });
});
