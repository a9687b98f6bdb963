import * as assert from "node:assert/strict";
import type { Props, Resource } from "../../sandbox/provider/store";
import { Account } from "./account";

const policy = (...Statement: unknown[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const trust = (Service: string, source: string) =>
  policy({
    Effect: "Allow",
    Principal: { Service },
    Action: "sts:AssumeRole",
    Condition: { ArnLike: { "aws:SourceArn": source } },
  });

const scheduler = "scheduler.amazonaws.com";

describe("the stand-in's rules of EventBridge Scheduler and SQS", () => {
  let account: Account;
  let group: Resource;
  let task: Resource;
  beforeEach(async () => {
    account = new Account();
    group = await create("aws:scheduler/scheduleGroup:ScheduleGroup", "group", { name: "group" });
    task = await definition({ requiresCompatibilities: ["EXTERNAL"], networkMode: "bridge" });
  });

  const create = (type: string, name: string, inputs: Props) => account.create(type, name, inputs);
  const definition = (inputs: Props) =>
    create("aws:ecs/taskDefinition:TaskDefinition", "task", {
      family: "task",
      memory: "128",
      containerDefinitions: JSON.stringify([{ name: "app", image: "app:1.0.0" }]),
      ...inputs,
    });
  const role = (service = scheduler, source = String(group.attributes["arn"])) =>
    create("aws:iam/role:Role", "role", { assumeRolePolicy: trust(service, source) });

  interface Changes {
    readonly role?: Resource;
    readonly ecs?: Props;
    readonly target?: Props;
    readonly [key: string]: unknown;
  }

  async function schedule({ role: given, ecs, target, ...inputs }: Changes = {}) {
    const { attributes } = given ?? (await role());
    return create("aws:scheduler/schedule:Schedule", "schedule", {
      groupName: "group",
      scheduleExpression: "rate(1 hour)",
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: "arn:aws:ecs:eu-central-1:123456789012:cluster/main",
        roleArn: attributes["arn"],
        ecsParameters: {
          taskDefinitionArn: task.attributes["arn"],
          launchType: "EXTERNAL",
          ...ecs,
        },
        ...target,
      },
      ...inputs,
    });
  }

  it("name a schedule by its group", async () => {
    const made = await schedule();
    assert.match(made.id, /^group\/schedule-[0-9a-f]{7}$/);
    assert.equal(
      made.attributes["arn"],
      `arn:aws:scheduler:eu-central-1:123456789012:schedule/${made.id}`,
    );
    await assert.rejects(schedule({ groupName: "other" }), /ResourceNotFoundException/);
  });

  it("want a role that the service may assume for the group", async () => {
    const refused = /must allow AWS EventBridge Scheduler to assume the role/;
    await assert.rejects(schedule({ role: await role("events.amazonaws.com") }), refused);
    const other = "arn:aws:scheduler:eu-central-1:123456789012:schedule-group/other";
    await assert.rejects(schedule({ role: await role(scheduler, other) }), refused);
    await schedule({ role: await role(scheduler, "arn:aws:scheduler:*:123456789012:*") });
  });

  it("want a window where it is flexible, and nowhere else", async () => {
    const window = (flexibleTimeWindow: Props) => schedule({ flexibleTimeWindow });
    await assert.rejects(window({ mode: "FLEXIBLE" }), /MaximumWindowInMinutes/);
    await assert.rejects(window({ mode: "OFF", maximumWindowInMinutes: 5 }), /MaximumWindow/);
    await window({ mode: "FLEXIBLE", maximumWindowInMinutes: 5 });
  });

  it("know what AWS's models say of retries and states", async () => {
    const retryPolicy = { maximumRetryAttempts: 186 };
    await assert.rejects(schedule({ target: { retryPolicy } }), /less than or equal to 185/);
    await assert.rejects(schedule({ state: "PAUSED" }), /expected state to be one of/);
  });

  it("run no task that RunTask would refuse", async () => {
    const networkConfiguration = { subnets: ["subnet-0"] };
    await assert.rejects(
      schedule({ ecs: { networkConfiguration } }),
      /EXTERNAL launch type does not support a network configuration/,
    );
    const capacityProviderStrategies = [{ capacityProvider: "general" }];
    await assert.rejects(
      schedule({ ecs: { capacityProviderStrategies } }),
      /both a launch type and capacity provider strategy/,
    );
    await assert.rejects(schedule({ ecs: { taskDefinitionArn: "task:9" } }), /not found: task:9/);
    task = await definition({ family: "inside", networkMode: "awsvpc" });
    await assert.rejects(schedule(), /does not support launch_type EXTERNAL/);
    await assert.rejects(
      schedule({ ecs: { launchType: "EC2" } }),
      /Network Configuration must be provided/,
    );
  });

  it("take no FIFO queue for dead letters", async () => {
    const name = "letters.fifo";
    const queue = await create("aws:sqs/queue:Queue", "q", { name, fifoQueue: true });
    const deadLetterConfig = { arn: queue.attributes["arn"] };
    await assert.rejects(
      schedule({ target: { deadLetterConfig } }),
      /no FIFO queue|regular expression pattern/,
    );
  });

  it("name a queue by its URL, encrypt it by a key that exists, and keep messages for two weeks", async () => {
    const queue = (inputs: Props) => create("aws:sqs/queue:Queue", "q", inputs);
    const made = await queue({});
    assert.match(
      made.id,
      /^https:\/\/sqs\.eu-central-1\.amazonaws\.com\/123456789012\/q-[0-9a-f]{7}$/,
    );
    await assert.rejects(queue({ kmsMasterKeyId: "no-such-key" }), /NotFoundException/);
    await assert.rejects(queue({ name: "a b" }), /alphanumeric characters/);
    await assert.rejects(queue({ name: "q", fifoQueue: true }), /alphanumeric characters/);
    await assert.rejects(queue({ messageRetentionSeconds: 1_209_601 }), /60 - 1209600/);
    const letters = (queueUrl: string) =>
      create("aws:sqs/queuePolicy:QueuePolicy", "p", { queueUrl, policy: policy() });
    await assert.rejects(letters("https://sqs/none"), /NonExistentQueue/);
  });
});
