import type * as pulumi from "@pulumi/pulumi";
import type { DatabaseVariables } from "./databaseUse";
import type { ServiceDescription } from "./description";
import { mountPoints } from "./shareVolumes";

/** What a container definition needs besides the service's description. */
export interface ContainerContext {
  /** Name of the log group. */
  readonly logGroupName: pulumi.Input<string>;
  readonly region: pulumi.Input<string>;
  /** The whole name of the image. */
  readonly image: pulumi.Input<string>;
  /** What the service gets to know of its databases. */
  readonly databases: DatabaseVariables;
  /** Port of the host, where it is fixed: bridge network on premises. */
  readonly hostPort?: number | undefined;
}

/** Name of the port, for Service Connect. */
export const PORT_NAME = "http";

/** Size of each folder in memory, in MiB. */
const WRITABLE_SIZE = 64;

/** Where the agent of ECS Exec keeps its state. */
const EXEC_STATE_FOLDER = "/var/lib/amazon/ssm";

/**
 * The container of a service, the same on both sides but for its port: no privileges, a read-only file
 * system, secrets by reference. Sorted, so that an order in the configuration means nothing.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
export function containerDefinition(
  service: ServiceDescription,
  { logGroupName, region, image, databases, hostPort }: ContainerContext,
): Record<string, unknown> {
  const { name, command, port } = service;
  const environment = { ...service.environment, ...databases.environment };
  const secrets = { ...service.secrets, ...databases.secrets };
  const tmpfs = writableFolders(service);
  return {
    name,
    image,
    essential: true,
    privileged: false,
    readonlyRootFilesystem: true,
    stopTimeout: service.stopTimeoutInSeconds,
    ...(command && { command }),
    ...(service.repositoryCredentials && {
      repositoryCredentials: { credentialsParameter: service.repositoryCredentials },
    }),
    ...list("environment", sorted(environment), ([key, value]) => ({ name: key, value })),
    ...list("secrets", sorted(secrets), ([key, valueFrom]) => ({ name: key, valueFrom })),
    ...list("portMappings", port === undefined ? [] : [port], (containerPort) => ({
      name: PORT_NAME,
      containerPort,
      hostPort: hostPort ?? containerPort, // awsvpc has no other than the container's own.
      protocol: "tcp",
      // Service Connect's proxy reads requests of this protocol. It passes on what is encrypted unread.
      ...(service.protocol === "HTTP" && { appProtocol: "http" }),
    })),
    ...list("mountPoints", mountPoints(service), (mount) => mount),
    linuxParameters: {
      initProcessEnabled: true,
      ...list("tmpfs", tmpfs, (containerPath) => ({ containerPath, size: WRITABLE_SIZE })),
    },
    logConfiguration: {
      logDriver: "awslogs",
      options: {
        "awslogs-group": logGroupName,
        "awslogs-region": region,
        "awslogs-stream-prefix": name,
        // A service goes on when CloudWatch Logs, or the link to it, does not.
        mode: "non-blocking",
        "max-buffer-size": "25m",
      },
    },
  };
}

/**
 * Folders in memory. ECS Exec runs an SSM agent in the container, which keeps its state in a folder of
 * its own. Its other one, /var/log/amazon/ssm, is a writable mount of the ECS agent's: a second mount at
 * the same place keeps the container from starting.
 * https://github.com/aws/amazon-ecs-agent/blob/master/agent/engine/execcmd/manager_init_task_linux.go
 */
function writableFolders({ writablePaths, executeCommand }: ServiceDescription): string[] {
  return [...new Set([...writablePaths, ...(executeCommand ? [EXEC_STATE_FOLDER] : [])])];
}

/**
 * A list under its key, or no key at all: ECS returns task definitions without empty lists, and a
 * provider that compares what it sent with what it reads would replace them.
 */
function list<T>(key: string, items: readonly T[], form: (item: T) => unknown): object {
  return items.length === 0 ? {} : { [key]: items.map(form) };
}

function sorted<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1));
}
