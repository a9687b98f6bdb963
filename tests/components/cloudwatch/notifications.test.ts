import * as assert from "node:assert/strict";
import { notifications, type Subscriber } from "../../../components/notifications";
import { runWithMocks } from "../../support/mocks";

const subscription = "aws:sns/topicSubscription:TopicSubscription";
const both = ["critical", "warning"] as const;

const run = (subscribers: readonly Subscriber[], alarmEmails: readonly string[] = []) =>
  runWithMocks(() =>
    notifications(
      {
        namePrefix: "landbridge-test",
        monitoring: { alarmEmails, subscribers },
        costs: { alertPercents: [80], budgetOf: "account", emails: [] },
        stackTag: { "landbridge:stack": "test" },
        retainOnDelete: false,
      },
      {},
    ),
  );

describe("topics of alarms", () => {
  it("are one of each severity, and share a key", async () => {
    const made = await run([], ["ops@example.com"]);
    const keyOf = (name: string) => made.get(name).inputs["kmsMasterKeyId"];
    assert.match(String(keyOf("alarms-topic")), /:key\//);
    assert.equal(keyOf("warnings-topic"), keyOf("alarms-topic"));
    assert.equal(made.ofType("aws:kms/key:Key").length, 1);
    assert.deepEqual(
      made
        .ofType(subscription)
        .map(({ name }) => name)
        .sort(),
      ["alarms-ops@example.com", "warnings-ops@example.com"],
    );
  });

  it("have the subscribers that want to hear of them", async () => {
    const made = await run([
      { name: "on-call", https: "https://example.com/key", severities: ["critical"] },
      { name: "team", email: "team@example.com", severities: ["warning"] },
    ]);
    const found = made.ofType(subscription).map(({ name, inputs }) => {
      const { protocol, endpointAutoConfirms } = inputs as Record<string, unknown>;
      return [name, protocol, endpointAutoConfirms ?? false];
    });
    assert.deepEqual(found, [
      ["alarms-on-call", "https", true],
      ["warnings-team@example.com", "email", false],
    ]);
  });
});

describe("a chat channel", () => {
  const slack = { workspaceId: "T07EA123LEP", channelId: "C07EZ1ABC23" };

  it("shows the topics of its severities", async () => {
    const made = await run([
      { name: "ops", slack, severities: ["critical"] },
      {
        name: "office",
        teams: { tenantId: "t", teamId: "u", channelId: "19%3aabc%40thread.tacv2" },
        severities: both,
      },
    ]);
    const ops = made.get("chat-ops-slack").inputs;
    assert.deepEqual(
      [ops["slackTeamId"], ops["slackChannelId"], ops["configurationName"]],
      ["T07EA123LEP", "C07EZ1ABC23", "landbridge-test-ops"],
    );
    assert.equal((ops["snsTopicArns"] as string[]).length, 1);
    assert.match(String(ops["snsTopicArns"]), new RegExp(made.get("alarms-topic").id));
    const office = made.get("chat-office-teams").inputs;
    assert.equal((office["snsTopicArns"] as string[]).length, 2);
    assert.equal(office["tenantId"], "t");
  });

  it("may look at metrics and alarms, whatever AWS would let it do by default", async () => {
    const made = await run([{ name: "ops", slack, severities: both }]);
    assert.deepEqual(made.get("chat-ops-slack").inputs["guardrailPolicyArns"], [
      "arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess",
    ]);
    const policy = JSON.parse(String(made.get("chat-ops-policy").inputs["policy"])) as {
      Statement: { Action: string[] }[];
    };
    const actions = policy.Statement.flatMap(({ Action }) => Action);
    assert.ok(
      actions.every((each) => /^cloudwatch:(Describe|Get|List)/.test(each)),
      String(actions),
    );
  });
});
