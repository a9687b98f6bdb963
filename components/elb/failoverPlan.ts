import type * as pulumi from "@pulumi/pulumi";
import type { AlarmSpec } from "../cloudwatch/alarm";

/** What an alarm of the side that serves sets in motion. */
export interface FailoverMove {
  /** End of the names of what is made for it. */
  readonly suffix: "over" | "back";
  /** Which alarm: that there is no healthy target, or that there are fewer than there should be. */
  readonly alarm: "none" | "fewer";
  /** The state that it comes into. */
  readonly state: "ALARM" | "OK";
  /** The side that gets the requests. */
  readonly to: "cloud" | "on-prem";
  /** What people hear besides the alarm. */
  readonly message?: (service: string) => string;
}

/**
 * Over when the serving side has no healthy target, and back when it has all that it should have: one that came back would
 * have to carry everything.
 */
export function failoverMoves(takesOver: "cloud" | "on-prem"): readonly FailoverMove[] {
  const serves = takesOver === "cloud" ? "on-prem" : "cloud";
  const word = { cloud: "in AWS", "on-prem": "on premises" };
  const runbook = "docs/runbooks/move-a-service.md";
  return [
    {
      suffix: "over",
      alarm: "none",
      state: "ALARM",
      to: takesOver,
      message: (service) =>
        `Service ${service}: no healthy target ${word[serves]}. All its requests go to the tasks ${word[takesOver]} now. ${runbook}`,
    },
    {
      suffix: "back",
      alarm: "fewer",
      state: "OK",
      to: serves,
    },
  ];
}

/** What the state machine does, in the Amazon States Language: the rule of a service, with all weight on one side. */
// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ModifyRule.html
// https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
export function failoverDefinition(arns: {
  readonly ruleArn: string;
  readonly cloud: string;
  readonly onPrem: string;
}): object {
  const { ruleArn, cloud, onPrem } = arns;
  const [, partition = "aws"] = ruleArn.split(":");
  const move = (weight: number) => ({
    Type: "Task",
    Resource: `arn:${partition}:states:::aws-sdk:elasticloadbalancingv2:modifyRule`,
    Parameters: {
      RuleArn: ruleArn,
      Actions: [
        {
          Type: "forward",
          ForwardConfig: {
            TargetGroups: [
              { TargetGroupArn: cloud, Weight: weight },
              { TargetGroupArn: onPrem, Weight: 100 - weight },
            ],
          },
        },
      ],
    },
    Retry: [{ ErrorEquals: ["States.ALL"], IntervalSeconds: 5, MaxAttempts: 6, BackoffRate: 2 }],
    End: true,
  });
  const towards = (to: string) => ({ Variable: "$.to", StringEquals: to, Next: to });
  return {
    StartAt: "where",
    TimeoutSeconds: 900,
    States: {
      where: { Type: "Choice", Choices: [towards("cloud"), towards("on-prem")] },
      cloud: move(100),
      "on-prem": move(0),
    },
  };
}

/** That requests could not be moved. https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html */
export function failoverAlarm(service: string, stateMachineArn: pulumi.Input<string>): AlarmSpec {
  return {
    severity: "critical",
    description: `${service}: its requests could not be moved to its other side; move them by hand (docs/runbooks/move-a-service.md)`,
    namespace: "AWS/States",
    metricName: "ExecutionsFailed",
    dimensions: { StateMachineArn: stateMachineArn },
    statistic: "Sum",
    comparison: ">=",
    threshold: 1,
    periodInSeconds: 60,
    evaluationPeriods: 1,
    treatMissingData: "notBreaching",
  };
}
