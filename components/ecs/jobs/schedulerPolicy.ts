import * as pulumi from "@pulumi/pulumi";
import type * as iam from "@pulumi/aws/iam";

/** What a schedule may do: ARNs, of one each unless they say otherwise. */
export interface SchedulerRights {
  readonly clusterArn: pulumi.Input<string>;
  /** The task definition, whichever revision is the newest. */
  readonly familyArn: pulumi.Input<string>;
  /** The two roles of its tasks. */
  readonly taskRoleArns: readonly pulumi.Input<string>[];
  readonly queueArn: pulumi.Input<string>;
  /** Customer key of the queue. */
  readonly kmsKeyArn: pulumi.Input<string>;
}

/**
 * Runs this task definition in this cluster, hands over its two roles to ECS and to nothing else, and leaves what
 * did not start in its queue.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/CWE_IAM_role.html
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html
 */
export function schedulerPolicy(rights: SchedulerRights): iam.PolicyDocument {
  const { clusterArn, familyArn, taskRoleArns, queueArn, kmsKeyArn } = rights;
  // Tasks of this cluster: arn:...:task/<cluster>/<id>.
  const tasks = pulumi.output(clusterArn).apply((arn) => `${arn.replace(":cluster/", ":task/")}/*`);
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "RunTask",
        Effect: "Allow",
        Action: "ecs:RunTask",
        Resource: pulumi.interpolate`${familyArn}:*`,
        Condition: { ArnEquals: { "ecs:cluster": clusterArn } },
      },
      {
        Sid: "TagTask",
        Effect: "Allow",
        Action: "ecs:TagResource",
        Resource: tasks,
        Condition: { StringEquals: { "ecs:CreateAction": "RunTask" } },
      },
      {
        Sid: "PassRoles",
        Effect: "Allow",
        Action: "iam:PassRole",
        Resource: [...taskRoleArns],
        Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
      },
      { Sid: "KeepWhatFailed", Effect: "Allow", Action: "sqs:SendMessage", Resource: queueArn },
      {
        Sid: "EncryptWhatFailed",
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: kmsKeyArn,
      },
    ],
  };
}
