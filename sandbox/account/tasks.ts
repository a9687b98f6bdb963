import type { Surroundings } from "../../preflight/account";
import { checkRunTask } from "../aws/ecs/runTask";
import { containersOf } from "../aws/ecs/taskDefinition";
import { AwsError, Cloud } from "../provider/cloud";
import type { Props } from "../provider/store";
import { blocks, hex, show, text, texts } from "../provider/values";
import { accounts } from "../tamper";
import { accountFacts } from "./facts";
import { Refused, type Operation } from "./operation";
import { standInSurroundings } from "./surroundings";

const clusterType = "aws:ecs/cluster:Cluster";

/** Statuses of a task, one for each look at it. */
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html
const STATUSES = ["PROVISIONING", "PENDING", "RUNNING", "STOPPED"];

interface StandInTask {
  readonly arn: string;
  readonly containers: readonly string[];
  looks: number;
}

/**
 * Surroundings in which ECS runs tasks of what the stand-in's stacks have made: it refuses what ECS refuses, runs no
 * container, and ends each task with an exit code.
 */
export function standInTasks(stateDir: string, exitCode: number): Surroundings {
  const tasks = new Map<string, StandInTask>();
  const operations: Readonly<Record<string, Operation>> = {
    "ecs:RunTask": (input, _facts, region) => {
      const { arn, containers } = started(stateDir, input, region, tasks.size);
      tasks.set(arn, { arn, containers, looks: 0 });
      return { tasks: [{ taskArn: arn, lastStatus: STATUSES[0] }], failures: [] };
    },
    "ecs:DescribeTasks": (input) => {
      const found = texts(input["tasks"]).flatMap((arn) => tasks.get(arn) ?? []);
      return { tasks: found.map((task) => looked(task, exitCode)), failures: [] };
    },
    "logs:GetLogEvents": ({ nextToken, logStreamName }) => ({
      events:
        nextToken === undefined
          ? [
              {
                message: `stand-in for AWS: ${show(logStreamName)} has no container, and no other line`,
              },
            ]
          : [],
      nextForwardToken: "f/1",
    }),
  };
  return standInSurroundings(accountFacts(), operations);
}

/** By the arguments of a call in the words of the provider's. */
function started(stateDir: string, input: Props, region: string, before: number) {
  const [network] = blocks(input["networkConfiguration"]);
  const [inside] = blocks(network?.["awsvpcConfiguration"]);
  const parameters = {
    taskDefinitionArn: input["taskDefinition"],
    launchType: input["launchType"],
    capacityProviderStrategies: input["capacityProviderStrategy"],
    ...(inside && { networkConfiguration: inside }),
  };
  for (const { accountId, store } of accounts(stateDir)) {
    const cloud = new Cloud(store, accountId, region);
    const cluster = cloud
      .all(clusterType)
      .find(({ attributes }) => attributes["arn"] === input["cluster"]);
    if (cluster === undefined) continue;
    try {
      const task = checkRunTask(parameters, cloud);
      const id = hex(`${show(input["taskDefinition"])} ${Date.now()} ${before}`, 32);
      return {
        arn: cloud.arn("ecs", `task/${show(cluster.attributes["name"])}/${id}`),
        containers: containersOf(task.attributes).flatMap(({ name }) => text(name) ?? []),
      };
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      throw new Refused(error.code, error.message);
    }
  }
  throw new Refused("ClusterNotFoundException", "Cluster not found.");
}

function looked(task: StandInTask, exitCode: number): object {
  task.looks = Math.min(task.looks + 1, STATUSES.length - 1);
  const lastStatus = STATUSES[task.looks];
  const isStopped = lastStatus === "STOPPED";
  return {
    taskArn: task.arn,
    lastStatus,
    ...(isStopped && {
      stopCode: "EssentialContainerExited",
      stoppedReason: "Essential container in task exited",
    }),
    containers: task.containers.map((name) => ({ name, ...(isStopped && { exitCode }) })),
  };
}
