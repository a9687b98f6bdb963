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
  const { name, command, port, writablePaths } = service;
  const environment = { ...service.environment, ...databases.environment };
  const secrets = { ...service.secrets, ...databases.secrets };
  return {
    name,
    image,
    essential: true,
    privileged: false,
    readonlyRootFilesystem: true,
    ...(command && { command }),
    ...(service.repositoryCredentials && {
      repositoryCredentials: { credentialsParameter: service.repositoryCredentials },
    }),
    environment: sorted(environment).map(([key, value]) => ({ name: key, value })),
    secrets: sorted(secrets).map(([key, valueFrom]) => ({ name: key, valueFrom })),
    portMappings:
      port === undefined
        ? []
        : [
            {
              name: PORT_NAME,
              containerPort: port,
              hostPort: hostPort ?? port, // awsvpc has no other than the container's own.
              protocol: "tcp",
              appProtocol: "http",
            },
          ],
    mountPoints: mountPoints(service),
    linuxParameters: {
      initProcessEnabled: true,
      tmpfs: writablePaths.map((containerPath) => ({ containerPath, size: WRITABLE_SIZE })),
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

function sorted<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1));
}
