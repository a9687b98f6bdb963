import {
  DescribeTasksCommand,
  type ECSClient,
  RunTaskCommand,
  type Failure,
  type RunTaskCommandInput,
  type Task,
} from "@aws-sdk/client-ecs";
import type { JobFacts } from "./jobFacts";
import { TaskLog } from "./taskLog";

/** ECS did not start a task, or knows it no longer: the message says why. */
export class NotFollowed extends Error {}

/** How a job is followed. */
export interface Following {
  readonly client: ECSClient;
  readonly say: (line: string) => void;
  /** Waits between two looks. */
  readonly pause: () => Promise<void>;
}

/** What became of a task. */
export interface Ended {
  readonly taskArn: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
  /** What its container has written, as far as it could be read. */
  readonly log: readonly string[];
  /** Of its container; null where that never ran. */
  readonly exitCode: number | null;
  /** Why it stopped, in ECS's words. */
  readonly reason: string;
}

/**
 * Starts one task of a job and follows it until its end.
 *
 * @throws NotFollowed with ECS's reason where the task is not started.
 */
export async function followJob(job: JobFacts, { client, say, pause }: Following): Promise<Ended> {
  const { tasks = [], failures = [] } = await client.send(new RunTaskCommand(runTaskInput(job)));
  const arn = tasks[0]?.taskArn;
  if (arn === undefined) throw notStarted(job, failures);
  say(`task ${arn}`);
  const { logGroupName } = job;
  const logStreamName = TaskLog.streamOf(job, arn);
  say(`log ${logGroupName}, ${logStreamName}`);
  const lines: string[] = [];
  const log = new TaskLog(client.config, job, arn);
  let status = "";
  for (;;) {
    const described = await client.send(
      new DescribeTasksCommand({ cluster: job.clusterArn, tasks: [arn] }),
    );
    const task = described.tasks?.[0];
    if (task === undefined) throw new NotFollowed(`ECS no longer knows task ${arn}`);
    if (task.lastStatus !== undefined && task.lastStatus !== status) {
      status = task.lastStatus;
      say(status);
    }
    for (const line of await log.next()) {
      lines.push(line);
      say(`  ${line}`);
    }
    if (status === "STOPPED") {
      if (log.isUnreadable) say(`its log can't be read here: ${log.isUnreadable}`);
      return { taskArn: arn, logGroupName, logStreamName, log: lines, ...ended(job, task, say) };
    }
    await pause();
  }
}

/** One task, as the job's schedule runs it: jobSchedule.ts. */
function runTaskInput(job: JobFacts): RunTaskCommandInput {
  const { capacityProvider, subnetIds, securityGroupIds, placementExpression } = job;
  const always = {
    cluster: job.clusterArn,
    taskDefinition: job.taskDefinitionArn,
    count: 1,
    enableECSManagedTags: true,
    propagateTags: "TASK_DEFINITION" as const,
    startedBy: "npm-run-task",
  };
  if (capacityProvider === undefined) {
    return {
      ...always,
      launchType: "EXTERNAL",
      placementConstraints: [{ type: "memberOf", expression: placementExpression }],
    };
  }
  const network = {
    subnets: [...(subnetIds ?? [])],
    securityGroups: [...(securityGroupIds ?? [])],
  };
  return {
    ...always,
    capacityProviderStrategy: [{ capacityProvider, weight: 1 }],
    networkConfiguration: { awsvpcConfiguration: { ...network, assignPublicIp: "DISABLED" } },
  };
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/api_failures_messages.html */
function notStarted(
  { name, placementExpression }: JobFacts,
  failures: readonly Failure[],
): NotFollowed {
  const reasons = failures.map(({ reason, detail }) => [reason, detail].filter(Boolean).join(", "));
  const place = placementExpression === undefined ? "its capacity class" : "its site's servers";
  const remedy = `is there room on ${place}, and is their agent connected?`;
  return new NotFollowed(`ECS did not start job ${name}: ${reasons.join("; ")} (${remedy})`);
}

function ended(
  { name }: JobFacts,
  task: Task,
  say: (line: string) => void,
): Pick<Ended, "exitCode" | "reason"> {
  const exitCode = task.containers?.find((container) => container.name === name)?.exitCode;
  const container = task.containers?.find(({ reason }) => reason !== undefined);
  const reasons = [task.stoppedReason, container?.reason].filter(Boolean).join("; ");
  const reason = reasons || (task.stopCode ?? "no reason given");
  say(
    exitCode === undefined
      ? `job ${name} has no exit code: ${reason}`
      : `job ${name} ended with exit code ${exitCode}`,
  );
  return { exitCode: exitCode ?? null, reason };
}
