import * as assert from "node:assert/strict";
import { metricAlarm } from "../../../components/cloudwatch/alarm";
import { AlarmTopic, type AlarmTopicArgs } from "../../../components/cloudwatch/alarmTopic";
import { runWithMocks } from "../../support/mocks";

const make = (change: Partial<AlarmTopicArgs> = {}) =>
  runWithMocks(() => new AlarmTopic("alarms", { emails: ["a@example.com"], ...change }));

interface Statement {
  readonly Effect: string;
  readonly Principal: { readonly Service?: readonly string[] };
  readonly Condition: unknown;
}

function statements(policy: unknown): Statement[] {
  return (JSON.parse(String(policy)) as { Statement: Statement[] }).Statement;
}

describe("the topic of alarms", () => {
  it("is encrypted with a key that admits every service that may publish to it", async () => {
    const made = await make();
    const key = made.get("alarms-key-key");
    assert.match(String(made.get("alarms-topic").inputs["kmsMasterKeyId"]), new RegExp(key.id));
    const [allow] = statements(made.get("alarms-policy").inputs["policy"]);
    const publishers = allow?.Principal.Service ?? [];
    assert.ok(publishers.includes("cloudwatch.amazonaws.com"));
    const admitted = statements(key.inputs["policy"]).flatMap(
      (each) => each.Principal.Service ?? [],
    );
    assert.deepEqual([...admitted].sort(), [...publishers].sort());
  });

  it("takes a key from outside, and makes none then", async () => {
    const kmsKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    const made = await make({ kmsKeyArn });
    assert.equal(made.get("alarms-topic").inputs["kmsMasterKeyId"], kmsKeyArn);
    assert.equal(made.ofType("aws:kms/key:Key").length, 0);
  });

  it("lets services of this account publish, over TLS only", async () => {
    const made = await make();
    const [allow, deny] = statements(made.get("alarms-policy").inputs["policy"]);
    assert.deepEqual(allow?.Condition, { StringEquals: { "aws:SourceAccount": "123456789012" } });
    assert.equal(deny?.Effect, "Deny");
    assert.deepEqual(deny.Condition, { Bool: { "aws:SecureTransport": "false" } });
  });

  it("has a subscription for each address, which stays when others come and go", async () => {
    const made = await make({ emails: ["b@example.com", "a@example.com"] });
    const subscriptions = made.ofType("aws:sns/topicSubscription:TopicSubscription");
    assert.deepEqual(
      subscriptions.map(({ name, inputs }) => [name, inputs["protocol"], inputs["endpoint"]]),
      [
        ["alarms-b@example.com", "email", "b@example.com"],
        ["alarms-a@example.com", "email", "a@example.com"],
      ],
    );
  });
});

describe("an alarm on a metric", () => {
  it("looks at one period of five minutes unless it is told otherwise, and tells its end as well", async () => {
    const made = await runWithMocks(() => {
      const spec = {
        description: "Too many errors",
        severity: "critical",
        namespace: "AWS/ApplicationELB",
        metricName: "HTTPCode_ELB_5XX_Count",
        dimensions: { LoadBalancer: "app/x/1" },
        statistic: "Sum",
        comparison: ">=",
        threshold: 10,
        treatMissingData: "notBreaching",
      } as const;
      metricAlarm("errors", spec, ["arn:aws:sns:eu-west-1:123456789012:alarms"], {});
    });
    const { inputs } = made.get("errors");
    assert.deepEqual(
      [inputs["period"], inputs["evaluationPeriods"], inputs["datapointsToAlarm"]],
      [300, 1, 1],
    );
    assert.equal(inputs["comparisonOperator"], "GreaterThanOrEqualToThreshold");
    assert.deepEqual(inputs["okActions"], inputs["alarmActions"]);
  });
});
