import * as pulumi from "@pulumi/pulumi";
import type * as ecs from "@pulumi/aws/ecs";
import * as iam from "@pulumi/aws/iam";
import * as scheduler from "@pulumi/aws/scheduler";
import * as sqs from "@pulumi/aws/sqs";
import { alarmGroup } from "../../cloudwatch/alarmGroup";
import { serviceTrust } from "../../iam/serviceTrust";
import type { ServicePlatform } from "../service/platform";
import type { ServiceRoles } from "../service/serviceRoles";
import { scheduleAlarms } from "./alarmPlan";
import type { JobDescription, ScheduleDescription } from "./description";
import type { JobPlace } from "./place";
import { schedulerPolicy } from "./schedulerPolicy";

/** Arguments of {@link JobSchedule}. */
export interface JobScheduleArgs {
  readonly job: Pick<JobDescription, "name">;
  readonly schedule: ScheduleDescription;
  readonly platform: ServicePlatform;
  readonly place: JobPlace;
  readonly task: ecs.TaskDefinition;
  /** ARN of the task definition without its revision. */
  readonly familyArn: pulumi.Input<string>;
  /** Roles of its tasks. */
  readonly roles: ServiceRoles;
  /**
   * Tags besides `Name` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Two weeks, the most that SQS keeps. */
const KEPT_SECONDS = 14 * 24 * 60 * 60;

/**
 * Starts a job's task when it is time, by EventBridge Scheduler. What can't be started is tried again, then kept in
 * a dead-letter queue; both are reported. It may run nothing but this job's task definition in this cluster.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/tasks-scheduled-eventbridge-scheduler.html
 */
export class JobSchedule extends pulumi.ComponentResource {
  public readonly scheduleArn: pulumi.Output<string>;
  /** Where calls are kept that did not start a task. */
  public readonly deadLetterQueueUrl: pulumi.Output<string>;

  constructor(name: string, args: JobScheduleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:ecs:JobSchedule", name, {}, opts);
    const child = { parent: this };
    const { job, schedule, platform } = args;
    const tags = { ...args.tags, Name: name };

    const group = new scheduler.ScheduleGroup(`${name}-group`, { tags }, child);
    const queue = deadLetterQueue(name, args, child);
    const role = new iam.Role(
      `${name}-role`,
      {
        description: `Starts tasks of job ${job.name} by its schedule`,
        // AWS scopes the role to the group, not to the schedule:
        // https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
        assumeRolePolicy: pulumi.jsonStringify(
          serviceTrust("scheduler.amazonaws.com", platform.context, group.arn),
        ),
        tags,
      },
      child,
    );
    const policy = new iam.RolePolicy(
      `${name}-policy`,
      { role: role.name, policy: pulumi.jsonStringify(schedulerPolicy(rightsOf(args, queue))) },
      child,
    );
    const timer = new scheduler.Schedule(
      `${name}-timer`,
      {
        description: `Starts job ${job.name}`,
        groupName: group.name,
        scheduleExpression: schedule.expression,
        scheduleExpressionTimezone: schedule.timezone,
        flexibleTimeWindow:
          schedule.windowInMinutes === undefined
            ? { mode: "OFF" }
            : { mode: "FLEXIBLE", maximumWindowInMinutes: schedule.windowInMinutes },
        state: schedule.enabled ? "ENABLED" : "DISABLED",
        target: {
          arn: args.place.clusterArn,
          roleArn: role.arn,
          ecsParameters: ecsParameters(args),
          retryPolicy: {
            maximumRetryAttempts: schedule.retries,
            maximumEventAgeInSeconds: schedule.retryForInMinutes * 60,
          },
          deadLetterConfig: { arn: queue.arn },
        },
      },
      { ...child, dependsOn: [policy] },
    );
    alarmGroup(name, scheduleAlarms(job.name, group.name, platform.alarmTopics), child);

    this.scheduleArn = timer.arn;
    this.deadLetterQueueUrl = queue.url;
    this.registerOutputs({
      scheduleArn: this.scheduleArn,
      deadLetterQueueUrl: this.deadLetterQueueUrl,
    });
  }
}

/** Encrypted by a customer key, and sent to by TLS only. */
function deadLetterQueue(
  name: string,
  { platform, tags }: JobScheduleArgs,
  child: pulumi.CustomResourceOptions,
): sqs.Queue {
  const queue = new sqs.Queue(
    `${name}-dead-letters`,
    {
      kmsMasterKeyId: platform.computeKmsKeyArn,
      messageRetentionSeconds: KEPT_SECONDS,
      tags: { ...tags, Name: `${name}-dead-letters` },
    },
    child,
  );
  const policy: iam.PolicyDocument = {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "sqs:*",
        Resource: queue.arn,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  };
  new sqs.QueuePolicy(
    `${name}-dead-letters-policy`,
    { queueUrl: queue.url, policy: pulumi.jsonStringify(policy) },
    child,
  );
  return queue;
}

function rightsOf({ place, familyArn, roles, platform }: JobScheduleArgs, queue: sqs.Queue) {
  return {
    clusterArn: place.clusterArn,
    familyArn,
    taskRoleArns: [roles.executionRoleArn, roles.taskRoleArn],
    queueArn: queue.arn,
    kmsKeyArn: platform.computeKmsKeyArn,
  };
}

/** One task, as `npm run task` runs it: external instances have neither capacity providers nor awsvpc. */
function ecsParameters({ place, task }: JobScheduleArgs) {
  const { capacityProvider, subnetIds, securityGroupIds, placementExpression } = place;
  const always = {
    taskDefinitionArn: task.arn,
    taskCount: 1,
    enableEcsManagedTags: true,
    propagateTags: "TASK_DEFINITION",
  };
  if (capacityProvider === undefined || subnetIds === undefined) {
    return {
      ...always,
      launchType: "EXTERNAL",
      placementConstraints: [{ type: "memberOf", expression: placementExpression }],
    };
  }
  return {
    ...always,
    capacityProviderStrategies: [{ capacityProvider, weight: 1 }],
    networkConfiguration: {
      subnets: subnetIds,
      securityGroups: [...(securityGroupIds ?? [])],
      assignPublicIp: false,
    },
  };
}
