import type * as iam from "@pulumi/aws/iam";
import type { input } from "@pulumi/aws/types";
import { accessPointKey, type AccessPoint } from "./accessPoints";
import type { MountPoint } from "./containerDefinition";
import type { FileSystemUse, ServiceDescription } from "./description";

type Points = Readonly<Record<string, AccessPoint>>;
type User = Pick<ServiceDescription, "name" | "fileSystems">;

/**
 * Where a task definition in AWS gets its file systems from: by the service's access point, over TLS, as its task role.
 * With the network mode awsvpc the agent mounts inside of the task's network, so that the task's security groups count.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-efs-config.html
 * https://github.com/aws/amazon-ecs-agent/blob/master/agent/taskresource/volume/dockervolume.go
 */
export function fileSystemVolumes(service: User, points: Points): input.ecs.TaskDefinitionVolume[] {
  return used(service, points).map(({ use, point }) => ({
    name: volumeName(use),
    efsVolumeConfiguration: {
      fileSystemId: point.fileSystemId,
      transitEncryption: "ENABLED",
      authorizationConfig: { accessPointId: point.id, iam: "ENABLED" },
    },
  }));
}

/** Where the service's container sees them. */
export function fileSystemMounts({ fileSystems = [] }: User): MountPoint[] {
  return fileSystems.map((use) => ({
    sourceVolume: volumeName(use),
    containerPath: use.path,
    readOnly: use.readOnly,
  }));
}

/**
 * What the task role may do there: mount by its own access point, and write unless it only reads. Never as root.
 *
 * https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
 */
export function mountStatements(service: User, points: Points): iam.PolicyStatement[] {
  return used(service, points).map(({ use, point }) => ({
    Effect: "Allow",
    Action: [
      "elasticfilesystem:ClientMount",
      ...(use.readOnly ? [] : ["elasticfilesystem:ClientWrite"]),
    ],
    Resource: point.fileSystemArn,
    Condition: { StringEquals: { "elasticfilesystem:AccessPointArn": point.arn } },
  }));
}

/** The service's access points. */
export function pointsOf(service: User, points: Points): AccessPoint[] {
  return used(service, points).map(({ point }) => point);
}

function used(
  { name, fileSystems = [] }: User,
  points: Points,
): { readonly use: FileSystemUse; readonly point: AccessPoint }[] {
  return fileSystems.map((use) => {
    const point = points[accessPointKey(name, use.name)];
    if (point === undefined) {
      throw new Error(`service ${name}: there is no access point of file system ${use.name}`);
    }
    return { use, point };
  });
}

/** No share's name has an underscore, and shared folders begin with another word. */
function volumeName({ name }: FileSystemUse): string {
  return `efs_${name}`;
}
