import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as sfn from "@pulumi/aws/sfn";
import type { AwsContext } from "../awsContext";
import { metricAlarm } from "../cloudwatch/alarm";
import type { AlarmTopics } from "../cloudwatch/severity";
import { sideOf } from "../ecs/service/sides";
import { serviceTrust } from "../iam/serviceTrust";
import { failoverAlarm, failoverDefinition, failoverMoves } from "./failoverPlan";
import type { ServiceRoute } from "./serviceRoute";

/** Arguments of {@link Failover}. */
export interface FailoverArgs {
  /** Name of the service. */
  readonly service: string;
  /** The side that takes over. */
  readonly takesOver: "cloud" | "on-prem";
  /** Its rule, its target groups and their alarms. */
  readonly route: Pick<ServiceRoute, "ruleArn" | "targetGroupArns" | "healthAlarms">;
  readonly context: AwsContext;
  readonly alarmTopics: AlarmTopics;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Sends a service's requests to its other side while the one that has them has no healthy target, and back when that has
 * all that it should have. Weights of a listener rule do not: an Application Load Balancer goes on sending each target
 * group its share, healthy or not. The alarms on healthy targets start a state machine, which changes the rule.
 *
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
 * https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
 */
export class Failover extends pulumi.ComponentResource {
  /** ARN of the state machine; somebody who starts it with `{"to": "cloud"}` or `{"to": "on-prem"}` moves the requests. */
  public readonly stateMachineArn: pulumi.Output<string>;

  constructor(name: string, args: FailoverArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:elb:Failover", name, {}, opts);
    const child = { parent: this };
    const machine = stateMachine(name, args, child);
    const starter = role(`${name}-starter`, "events.amazonaws.com", args, child, {
      description: `Starts the failover of ${args.service}`,
      statement: {
        Sid: "Start",
        Effect: "Allow",
        Action: "states:StartExecution",
        Resource: machine.arn,
      },
    });
    for (const move of failoverMoves(args.takesOver)) {
      startBy(`${name}-${move.suffix}`, move, args, { machine, starter }, child);
    }
    const spec = failoverAlarm(args.service, machine.arn);
    metricAlarm(`${name}-failed`, spec, [args.alarmTopics.critical], child);

    this.stateMachineArn = machine.arn;
    this.registerOutputs({ stateMachineArn: this.stateMachineArn });
  }
}

/** Changes the rule, again and again for some minutes where the API refuses. */
function stateMachine(
  name: string,
  args: FailoverArgs,
  child: pulumi.CustomResourceOptions,
): sfn.StateMachine {
  const { route, tags } = args;
  const mover = role(`${name}-mover`, "states.amazonaws.com", args, child, {
    description: `Moves requests of ${args.service} to its other side`,
    statement: {
      Sid: "MoveRequests",
      Effect: "Allow",
      Action: "elasticloadbalancing:ModifyRule",
      Resource: route.ruleArn,
    },
  });
  const { cloud, onPrem } = route.targetGroupArns;
  if (cloud === undefined || onPrem === undefined) {
    throw new Error(`service ${args.service}: failover needs a target group on each side`);
  }
  const arns = pulumi.all([route.ruleArn, cloud, onPrem]);
  return new sfn.StateMachine(
    name,
    {
      roleArn: mover.roleArn,
      definition: arns.apply(([ruleArn, inAws, onSite]) =>
        JSON.stringify(failoverDefinition({ ruleArn, cloud: inAws, onPrem: onSite })),
      ),
      tags: { ...tags, Name: name },
    },
    { ...child, dependsOn: [mover.policy] },
  );
}

const FROM_ALARM = { previousState: { value: ["ALARM"] } };

/** What an alarm starts: the move, and a message to people. */
function startBy(
  name: string,
  move: ReturnType<typeof failoverMoves>[number],
  { service, takesOver, route, alarmTopics, tags }: FailoverArgs,
  { machine, starter }: { machine: sfn.StateMachine; starter: Role },
  child: pulumi.CustomResourceOptions,
): void {
  const serving = sideOf(takesOver === "cloud" ? "on-prem" : "cloud");
  const alarm = route.healthAlarms[serving]?.[move.alarm];
  if (alarm === undefined) {
    throw new Error(`service ${service}: failover needs alarms on healthy targets of ${serving}`);
  }
  const rule = new cloudwatch.EventRule(
    name,
    {
      description: `Requests of ${service} go ${move.to === "cloud" ? "to AWS" : "to the site"}`,
      eventPattern: pulumi.jsonStringify({
        source: ["aws.cloudwatch"],
        "detail-type": ["CloudWatch Alarm State Change"],
        resources: [alarm.arn],
        // A new alarm comes from neither.
        detail: { state: { value: [move.state] }, ...(move.state === "OK" && FROM_ALARM) },
      }),
      tags: { ...tags, Name: name },
    },
    child,
  );
  new cloudwatch.EventTarget(
    `${name}-move`,
    {
      rule: rule.name,
      targetId: "move",
      arn: machine.arn,
      roleArn: starter.roleArn,
      input: JSON.stringify({ to: move.to }),
    },
    { ...child, dependsOn: [starter.policy] },
  );
  if (move.message === undefined) return;
  new cloudwatch.EventTarget(
    `${name}-say`,
    {
      rule: rule.name,
      targetId: "say",
      arn: alarmTopics.critical,
      input: JSON.stringify(move.message(service)),
    },
    child,
  );
}

/** A role, and what it needs besides before it is of use. */
interface Role {
  readonly roleArn: pulumi.Output<string>;
  readonly policy: pulumi.Resource;
}

function role(
  name: string,
  trusted: string,
  { context, tags }: FailoverArgs,
  child: pulumi.CustomResourceOptions,
  { description, statement }: { description: string; statement: iam.PolicyStatement },
): Role {
  const made = new iam.Role(
    name,
    {
      description,
      assumeRolePolicy: pulumi.jsonStringify(serviceTrust(trusted, context)),
      tags: { ...tags, Name: name },
    },
    child,
  );
  const document: iam.PolicyDocument = { Version: "2012-10-17", Statement: [statement] };
  const policy = new iam.RolePolicy(
    name,
    { role: made.name, policy: pulumi.jsonStringify(document) },
    child,
  );
  return { roleArn: made.arn, policy };
}
