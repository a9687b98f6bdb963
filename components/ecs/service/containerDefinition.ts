import type * as pulumi from "@pulumi/pulumi";
import type { ContainerDescription } from "./container";
import type { DatabaseVariables } from "./databaseUse";

/** What a container definition needs besides the container's description. */
export interface ContainerContext {
  /** Name of the log group. */
  readonly logGroupName: pulumi.Input<string>;
  readonly region: pulumi.Input<string>;
  /** The whole name of the image. */
  readonly image: pulumi.Input<string>;
  /** Whether the task ends with it. */
  readonly essential: boolean;
  /** Environment variables besides its own. */
  readonly variables: DatabaseVariables;
  /** What others reach it at. */
  readonly portMappings: readonly PortMapping[];
  readonly mountPoints: readonly MountPoint[];
  /** Whether it keeps to its own CPU and memory; one that is alone has all of the task's. */
  readonly limited: boolean;
  /** Containers that it reaches by their names, in a bridge network. */
  readonly links: readonly string[];
  /** Whether people may open a session in it, by ECS Exec. */
  readonly executeCommand: boolean;
}

/** A port of a container. */
export interface PortMapping {
  readonly name: string;
  readonly containerPort: number;
  readonly hostPort: number;
  readonly protocol: "tcp";
  /** What Service Connect's proxy reads. What is encrypted it passes on unread. */
  readonly appProtocol?: string;
}

/** Where a container sees a volume of its task. */
export interface MountPoint {
  readonly sourceVolume: string;
  readonly containerPath: string;
  readonly readOnly: boolean;
}

/** Size of a folder in memory of which nothing else is said, in MiB. */
const WRITABLE_SIZE = 64;

/** Where the agent of ECS Exec keeps its state. */
const EXEC_STATE_FOLDER = "/var/lib/amazon/ssm";

/**
 * A container as ECS takes it, the same on both sides but for its port: no privileges, a read-only file
 * system, secrets by reference. Sorted, so that an order in the configuration means nothing.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
export function containerDefinition(
  container: ContainerDescription,
  context: ContainerContext,
): Record<string, unknown> {
  const { name, command, entryPoint, user, gpus } = container;
  const environment = { ...container.environment, ...context.variables.environment };
  const secrets = { ...container.secrets, ...context.variables.secrets };
  return {
    name,
    image: context.image,
    essential: context.essential,
    privileged: false,
    readonlyRootFilesystem: true,
    stopTimeout: container.stopTimeoutInSeconds,
    ...(container.startTimeoutInSeconds !== undefined && {
      startTimeout: container.startTimeoutInSeconds,
    }),
    ...(context.limited && { cpu: container.cpu, memory: container.memory }),
    ...(entryPoint && { entryPoint }),
    ...(command && { command }),
    ...(user !== undefined && { user }),
    ...(container.repositoryCredentials && {
      repositoryCredentials: { credentialsParameter: container.repositoryCredentials },
    }),
    ...list("environment", sorted(environment), ([key, value]) => ({ name: key, value })),
    ...list("environmentFiles", container.environmentFiles ?? [], (value) => ({
      type: "s3",
      value,
    })),
    ...list("secrets", sorted(secrets), ([key, valueFrom]) => ({ name: key, valueFrom })),
    ...list("portMappings", context.portMappings, (mapping) => mapping),
    ...list("mountPoints", context.mountPoints, (mount) => mount),
    ...list("links", context.links, (link) => link),
    ...list("dependsOn", container.dependsOn ?? [], (dependency) => dependency),
    ...list("ulimits", container.ulimits ?? [], (ulimit) => ulimit),
    ...list("resourceRequirements", gpus === undefined ? [] : [gpus], (count) => ({
      type: "GPU",
      value: String(count),
    })),
    ...healthCheck(container),
    linuxParameters: linuxParameters(container, context),
    logConfiguration: {
      logDriver: "awslogs",
      options: {
        "awslogs-group": context.logGroupName,
        "awslogs-region": context.region,
        "awslogs-stream-prefix": name,
        // A service goes on when CloudWatch Logs, or the link to it, does not.
        mode: "non-blocking",
        "max-buffer-size": "25m",
      },
    },
  };
}

function healthCheck({ containerHealthCheck: check }: ContainerDescription): object {
  return check === undefined
    ? {}
    : {
        healthCheck: {
          command: check.command,
          interval: check.intervalInSeconds,
          timeout: check.timeoutInSeconds,
          retries: check.retries,
          startPeriod: check.startPeriodInSeconds,
        },
      };
}

function linuxParameters(
  container: ContainerDescription,
  { executeCommand }: ContainerContext,
): object {
  const { writablePathSizesInMib: sizes = {}, linuxParameters: own } = container;
  const { add = [], drop = [] } = own?.capabilities ?? {};
  return {
    initProcessEnabled: true,
    ...((add.length > 0 || drop.length > 0) && {
      capabilities: { ...list("add", add, same), ...list("drop", drop, same) },
    }),
    ...(own?.sharedMemorySizeInMib !== undefined && {
      sharedMemorySize: own.sharedMemorySizeInMib,
    }),
    ...list("tmpfs", writableFolders(container, executeCommand), (containerPath) => ({
      containerPath,
      size: sizes[containerPath] ?? WRITABLE_SIZE,
    })),
  };
}

/**
 * Folders in memory. ECS Exec runs an SSM agent in the container, which keeps its state in a folder of
 * its own. Its other one, /var/log/amazon/ssm, is a writable mount of the ECS agent's: a second mount at
 * the same place keeps the container from starting.
 * https://github.com/aws/amazon-ecs-agent/blob/master/agent/engine/execcmd/manager_init_task_linux.go
 */
function writableFolders(
  { writablePaths }: ContainerDescription,
  executeCommand: boolean,
): string[] {
  return [...new Set([...writablePaths, ...(executeCommand ? [EXEC_STATE_FOLDER] : [])])];
}

/**
 * A list under its key, or no key at all: ECS returns task definitions without empty lists, and a
 * provider that compares what it sent with what it reads would replace them.
 */
function list<T>(key: string, items: readonly T[], form: (item: T) => unknown): object {
  return items.length === 0 ? {} : { [key]: items.map(form) };
}

function same<T>(item: T): T {
  return item;
}

function sorted<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1));
}
