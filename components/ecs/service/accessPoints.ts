import * as pulumi from "@pulumi/pulumi";
import * as efs from "@pulumi/aws/efs";
import type { FileSystemAccess } from "../../efs/fileSystems";
import type { ServiceDescription } from "./description";

/** Arguments of {@link AccessPoints}. */
export interface AccessPointsArgs {
  /** Whatever mounts file systems: services and jobs. */
  readonly descriptions: readonly Pick<ServiceDescription, "name" | "fileSystems">[];
  /** The stack's file systems, by name. */
  readonly fileSystems: Readonly<Record<string, FileSystemAccess>>;
}

/** A service's own way into a file system. */
export interface AccessPoint {
  readonly id: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  readonly fileSystemId: pulumi.Output<string>;
  readonly fileSystemArn: pulumi.Output<string>;
  /** What has to be there before a task can mount it. */
  readonly mountTargets: readonly pulumi.Resource[];
}

/**
 * For each service an access point of each file system that it mounts: one folder, and one user whose files these are,
 * whoever the container runs as.
 *
 * https://docs.aws.amazon.com/efs/latest/ug/efs-access-points.html
 */
export class AccessPoints extends pulumi.ComponentResource {
  /** By {@link accessPointKey}. */
  public readonly points: Readonly<Record<string, AccessPoint>>;

  constructor(name: string, args: AccessPointsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:ecs:AccessPoints", name, {}, opts);
    const points = args.descriptions.flatMap(({ name: service, fileSystems = [] }) =>
      fileSystems.map(({ name: called, folder = `/${service}`, userId, groupId }) => {
        const fileSystem = args.fileSystems[called];
        if (fileSystem === undefined) {
          throw new Error(`service ${service}: there is no file system ${called}`);
        }
        const key = accessPointKey(service, called);
        const point = new efs.AccessPoint(
          `${name}-${key}`,
          {
            fileSystemId: fileSystem.fileSystemId,
            posixUser: { uid: userId, gid: groupId },
            rootDirectory: {
              path: folder,
              // Only for a folder that is not there yet; others of its group may write as well.
              creationInfo: { ownerUid: userId, ownerGid: groupId, permissions: "0770" },
            },
            tags: { Name: `${name}-${key}` },
          },
          { parent: this },
        );
        const { fileSystemId, arn: fileSystemArn, mountTargets } = fileSystem;
        const { id, arn } = point;
        return [key, { id, arn, fileSystemId, fileSystemArn, mountTargets }] as const;
      }),
    );

    this.points = Object.fromEntries(points);
    this.registerOutputs({
      ids: Object.fromEntries(points.map(([key, { id }]) => [key, id])),
    });
  }
}

/** Which of all access points is a service's of a file system. */
export function accessPointKey(service: string, fileSystem: string): string {
  return `${service}-to-${fileSystem}`;
}
