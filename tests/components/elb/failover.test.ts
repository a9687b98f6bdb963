import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { awsContext } from "../../../components/awsContext";
import type { ServiceDescription } from "../../../components/ecs/service/description";
import { targetGroups } from "../../../components/ecs/service/sides";
import { Failover } from "../../../components/elb/failover";
import { failoverDefinition, failoverMoves } from "../../../components/elb/failoverPlan";
import { ServiceRoute } from "../../../components/elb/serviceRoute";
import { runWithMocks, statementsOf, type Recording } from "../../support/mocks";
import { aService } from "../../support/service";

const alarmTopics = {
  critical: "arn:aws:sns:eu-west-1:123456789012:critical",
  warning: "arn:aws:sns:eu-west-1:123456789012:warning",
};

function made(changes: Partial<ServiceDescription> = {}): Promise<Recording<Failover>> {
  const takesOver = changes.failover ?? "cloud";
  const service = aService({
    placement: "both",
    traffic: undefined,
    failover: takesOver,
    ...changes,
  });
  const listener = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/internal/1/2";
  return runWithMocks(() => {
    const route = new ServiceRoute("orders", {
      service,
      vpcId: "vpc-1",
      zoneName: "dev.example.com",
      loadBalancer: {
        arnSuffix: pulumi.output("app/internal/1"),
        dnsName: pulumi.output("internal.elb.amazonaws.com"),
        hostedZoneId: pulumi.output("Z32O12XQLNTSW2"),
        httpsListenerArn: pulumi.output(listener),
        securityGroupId: pulumi.output("sg-1"),
      },
      serverAddresses: ["10.100.4.11", "10.100.4.12"],
      after: [],
      alarmTopics,
      tags: {},
    });
    const context = awsContext(route);
    const args = { service: "orders", takesOver, route, context, alarmTopics, tags: {} };
    return new Failover("orders-failover", args);
  });
}

const alarmArn = (recording: Recording<Failover>, name: string) =>
  `arn:aws:cloudwatch:eu-west-1:123456789012:alarm:${recording.get(name).id}`;

const weights = (changes: Partial<ServiceDescription>) =>
  targetGroups(aService({ placement: "both", traffic: undefined, ...changes })).map(
    ({ side, weight }) => `${side} ${weight}`,
  );

interface Pattern {
  readonly resources: readonly string[];
  readonly detail: {
    readonly state: { readonly value: readonly string[] };
    readonly previousState?: { readonly value: readonly string[] };
  };
}

describe("Failover between the sides of a service", () => {
  it("leaves all requests to the side that serves until then", () => {
    assert.deepEqual(weights({ failover: "cloud" }), ["cloud 0", "onPrem 100"]);
    assert.deepEqual(weights({ failover: "on-prem" }), ["cloud 100", "onPrem 0"]);
  });

  it("goes over when the serving side has no healthy target, and back when it has all", async () => {
    for (const [failover, serving] of [
      ["cloud", "ext"],
      ["on-prem", "ec2"],
    ] as const) {
      const recording = await made({ failover });
      const pattern = (name: string) =>
        JSON.parse(String(recording.get(name).inputs["eventPattern"])) as Pattern;
      const over = pattern("orders-failover-over");
      const back = pattern("orders-failover-back");
      assert.deepEqual(over.resources, [alarmArn(recording, `orders-${serving}-none-healthy`)]);
      assert.deepEqual(over.detail, { state: { value: ["ALARM"] } });
      assert.deepEqual(back.resources, [alarmArn(recording, `orders-${serving}-healthy`)]);
      assert.deepEqual(back.detail.previousState, { value: ["ALARM"] });
      assert.deepEqual(back.detail.state, { value: ["OK"] });
      const input = (end: string) => recording.get(`orders-failover-${end}-move`).inputs["input"];
      const other = failover === "cloud" ? "on-prem" : "cloud";
      assert.deepEqual(
        [input("over"), input("back")],
        [JSON.stringify({ to: failover }), JSON.stringify({ to: other })],
      );
    }
  });

  it("goes by the one alarm that a side with one task has", async () => {
    const recording = await made({ replicas: { cloud: 1, onPrem: 1 } });
    const { eventPattern } = recording.get("orders-failover-over").inputs;
    const { resources } = JSON.parse(String(eventPattern)) as Pattern;
    assert.deepEqual(resources, [alarmArn(recording, "orders-ext-healthy")]);
  });

  it("may change the service's own rule, and start its own state machine, and nothing else", async () => {
    const recording = await made();
    const [machine] = recording.ofType("aws:sfn/stateMachine:StateMachine");
    const policies = recording.ofType("aws:iam/rolePolicy:RolePolicy");
    const statements = policies.flatMap(({ inputs }) => statementsOf(inputs["policy"]));
    assert.deepEqual(
      statements.map(({ Action, Resource }) => [Action, Resource]),
      [
        ["elasticloadbalancing:ModifyRule", recording.get("orders-rule").id],
        ["states:StartExecution", machine?.id],
      ],
    );
  });

  it("tells people where requests are, and that they could not be moved", async () => {
    const recording = await made();
    const { inputs: say } = recording.get("orders-failover-over-say");
    assert.equal(say["arn"], alarmTopics.critical);
    assert.match(String(say["input"]), /no healthy target on premises.* in AWS now/);
    const { inputs: alarm } = recording.get("orders-failover-failed");
    assert.deepEqual(alarm["alarmActions"], [alarmTopics.critical]);
    assert.deepEqual([alarm["namespace"], alarm["metricName"]], ["AWS/States", "ExecutionsFailed"]);
  });

  it("is a state machine whose every state leads to all weight on one side", () => {
    const ruleArn = "arn:aws-cn:elasticloadbalancing:cn-north-1:123456789012:listener-rule/a";
    const definition = failoverDefinition({ ruleArn, cloud: "c", onPrem: "p" }) as {
      readonly States: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    };
    for (const { to } of [...failoverMoves("cloud"), ...failoverMoves("on-prem")]) {
      const { [to]: state = {} } = definition.States;
      const inAws = to === "cloud";
      assert.equal(
        state["Resource"],
        "arn:aws-cn:states:::aws-sdk:elasticloadbalancingv2:modifyRule",
      );
      const TargetGroups = [
        { TargetGroupArn: "c", Weight: inAws ? 100 : 0 },
        { TargetGroupArn: "p", Weight: inAws ? 0 : 100 },
      ];
      assert.deepEqual(state["Parameters"], {
        RuleArn: ruleArn,
        Actions: [{ Type: "forward", ForwardConfig: { TargetGroups } }],
      });
    }
  });
});
