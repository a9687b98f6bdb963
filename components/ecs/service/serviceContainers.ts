import type * as pulumi from "@pulumi/pulumi";
import type { ImageReference, PullableImage } from "../../ecr/imageSource";
import type { DatabaseVariables } from "./databaseUse";
import { containersOf, sidecarVariable, type SidecarDescription } from "./container";
import { containerDefinition, type MountPoint, type PortMapping } from "./containerDefinition";
import type { ServiceDescription, Side } from "./description";
import { fileSystemMounts } from "./fileSystemUse";
import { mountPoints } from "./shareVolumes";

/** What the containers of a service's task need besides its description. */
export interface ServiceContainersContext {
  readonly side: Side;
  readonly logGroupName: pulumi.Input<string>;
  readonly region: pulumi.Input<string>;
  readonly image: (reference: ImageReference) => Pick<PullableImage, "name">;
  /** What the service gets to know of its databases. */
  readonly databases: DatabaseVariables;
}

/** Name of the port, for Service Connect. */
export const PORT_NAME = "http";

/**
 * A service's own container, and those beside it. In AWS they share a network interface, and reach each other at
 * localhost. External instances have no awsvpc: there, in a bridge network, the service's own container reaches the
 * others by links. So that one image does for both sides, a variable says which name it is.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html, links
 */
export function serviceContainers(
  service: ServiceDescription,
  { side, logGroupName, region, image, databases }: ServiceContainersContext,
): Record<string, unknown>[] {
  const sidecars = service.sidecars ?? [];
  const { executeCommand } = service;
  const reached = sidecars.filter(({ port }) => port !== undefined);
  const shared = sharedMounts(service);
  const limited = sidecars.length > 0;
  return containersOf<ServiceDescription, SidecarDescription>(service).map((container) => {
    const common = { logGroupName, region, executeCommand, limited, image: image(container).name };
    if ("placement" in container) {
      return containerDefinition(container, {
        ...common,
        essential: true,
        variables: {
          ...databases,
          environment: { ...databases.environment, ...hosts(reached, side) },
        },
        portMappings: portMappings(service, side),
        mountPoints: [...mountPoints(service), ...fileSystemMounts(service), ...shared],
        links: side === "onPrem" ? reached.map(({ name }) => name).sort() : [],
      });
    }
    return containerDefinition(container, {
      ...common,
      essential: container.essential,
      variables: container.databaseVariables ? databases : { environment: {}, secrets: {} },
      portMappings: [],
      mountPoints: shared,
      links: [],
    });
  });
}

/** Where the service's own container finds those beside it. */
function hosts(reached: readonly SidecarDescription[], side: Side): Record<string, string> {
  return Object.fromEntries(
    reached.map(({ name }) => [sidecarVariable(name), side === "cloud" ? "localhost" : name]),
  );
}

/** What Service Connect's proxy reads, by the version of HTTP. */
const APP_PROTOCOL = { HTTP1: "http", HTTP2: "http2", GRPC: "grpc" } as const;

function portMappings(
  { port, hostPort, protocol, protocolVersion = "HTTP1" }: ServiceDescription,
  side: Side,
): PortMapping[] {
  if (port === undefined) return [];
  return [
    {
      name: PORT_NAME,
      containerPort: port,
      hostPort: (side === "onPrem" ? hostPort : undefined) ?? port, // awsvpc has no other than the container's own.
      protocol: "tcp",
      ...(protocol === "HTTP" && { appProtocol: APP_PROTOCOL[protocolVersion] }),
    },
  ];
}

/** Names of the volumes of folders that containers share; none is a share's name, which has no underscore. */
export function sharedVolumes({
  sharedPaths = [],
}: Pick<ServiceDescription, "sharedPaths">): { readonly name: string }[] {
  return sharedPaths.map((path) => ({ name: volumeOf(path) }));
}

function sharedMounts({ sharedPaths = [] }: ServiceDescription): MountPoint[] {
  return sharedPaths.map((path) => ({
    sourceVolume: volumeOf(path),
    containerPath: path,
    readOnly: false,
  }));
}

function volumeOf(path: string): string {
  return `shared${path.replaceAll("/", "_")}`;
}
