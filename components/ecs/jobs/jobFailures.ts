import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type { ServicePlatform } from "../service/platform";
import type { JobDescription } from "./description";

/** Arguments of {@link JobFailures}. */
export interface JobFailuresArgs {
  readonly job: Pick<JobDescription, "name">;
  readonly platform: Pick<ServicePlatform, "clusterArn" | "alarmTopics">;
  /** ARN of its task definition without the revision. */
  readonly familyArn: pulumi.Input<string>;
  readonly logGroupName: pulumi.Input<string>;
  /**
   * Tags besides `Name` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * Says that a task of a job failed: its container ended with another exit code than 0, the task did not start or was
 * stopped by something else than its container's end, or ECS found no place for it. An event instead of an alarm: each run is one of its own,
 * and the message names the task.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_task_events.html
 */
export class JobFailures extends pulumi.ComponentResource {
  /** ARN of the rule. */
  public readonly ruleArn: pulumi.Output<string>;

  constructor(name: string, args: JobFailuresArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:ecs:JobFailures", name, {}, opts);
    const child = { parent: this };
    const { job, platform, familyArn, logGroupName } = args;

    const rule = new cloudwatch.EventRule(
      `${name}-rule`,
      {
        description: `Tasks of job ${job.name} that did not end well`,
        eventPattern: pulumi.jsonStringify(failedTasks(job.name, platform.clusterArn, familyArn)),
        tags: { ...args.tags, Name: name },
      },
      child,
    );
    new cloudwatch.EventTarget(
      `${name}-target`,
      {
        rule: rule.name,
        arn: platform.alarmTopics.critical,
        targetId: "alarms",
        inputTransformer: {
          // What an event does not have does not appear in the message.
          // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
          inputPaths: {
            task: "$.detail.taskArn",
            reason: "$.detail.stoppedReason",
            unplaced: "$.detail.responseElements.failures[0].reason",
          },
          inputTemplate: pulumi.interpolate`"Job ${job.name} failed: <reason><unplaced>. Task: <task>. Its log: ${logGroupName}"`,
        },
      },
      child,
    );

    this.ruleArn = rule.arn;
    this.registerOutputs({ ruleArn: this.ruleArn });
  }
}

/**
 * A job that ends well stops by the end of its container, with exit code 0. A side container that ECS stops after
 * that may have any exit code.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html, stopCode
 *
 * A task that ECS can't place (no room, no agent that is connected) is no error of the call and no event of ECS's:
 * RunTask answers with failures, which only CloudTrail tells. In AWS a capacity provider lets it wait instead.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/api_failures_messages.html
 * https://github.com/aws/containers-roadmap/issues/1705
 */
function failedTasks(
  container: string,
  clusterArn: pulumi.Input<string>,
  familyArn: pulumi.Input<string>,
) {
  // Whichever revision of the task definition it is.
  const ofJob = [{ prefix: pulumi.interpolate`${familyArn}:` }];
  const stopped = {
    clusterArn: [clusterArn],
    taskDefinitionArn: ofJob,
    lastStatus: ["STOPPED"],
  };
  return {
    source: ["aws.ecs"],
    "detail-type": ["ECS Task State Change", "AWS API Call via CloudTrail"],
    detail: {
      $or: [
        { ...stopped, containers: { name: [container], exitCode: [{ "anything-but": [0] }] } },
        { ...stopped, stopCode: [{ "anything-but": ["EssentialContainerExited"] }] },
        {
          eventName: ["RunTask"],
          requestParameters: { taskDefinition: ofJob },
          responseElements: { failures: { reason: [{ exists: true }] } },
        },
      ],
    },
  };
}
