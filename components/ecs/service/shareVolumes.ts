import * as pulumi from "@pulumi/pulumi";
import type { input } from "@pulumi/aws/types";
import type { FileShareSpec, MountTarget } from "../../storagegateway/fileStorageArgs";
import type { AnywhereSiteArgs } from "../anywhere";
import { aggregate } from "../../networking/admission";
import type { MountPoint } from "./containerDefinition";
import type { ServiceDescription } from "./description";
import { runsInCloud, runsOnPremises } from "./sides";
import { serversOf } from "./siteServers";

/**
 * Where a task definition's containers get their file shares from. Docker mounts them on the host, in
 * AWS as on external instances, so that both sides mount them alike; NFS 4.1 needs one port only.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/docker-volumes.html
 * https://docs.aws.amazon.com/filegateway/latest/files3/using-nfs-fileshare.html
 */
export function shareVolumes(
  { name: service, volumes }: ServiceDescription,
  mountTargets: Readonly<Record<string, MountTarget>>,
): input.ecs.TaskDefinitionVolume[] {
  return volumes.map(({ share, readOnly }) => {
    const target = mountTargets[share];
    if (target === undefined) {
      throw new Error(`service ${service}: share ${share} is not there, or waits for its gateway`);
    }
    const access = readOnly || target.readOnly ? "ro" : "rw";
    return {
      name: share,
      dockerVolumeConfiguration: {
        scope: "task",
        driver: "local",
        driverOpts: {
          type: "nfs",
          device: pulumi.interpolate`:${target.path}`,
          o: pulumi.interpolate`addr=${target.address},${access},nfsvers=4.1,hard,nolock`,
        },
      },
    };
  });
}

/** Where a container sees its file shares. */
export function mountPoints({ volumes }: ServiceDescription): MountPoint[] {
  return volumes.map(({ share, path, readOnly }) => ({
    sourceVolume: share,
    containerPath: path,
    readOnly,
  }));
}

/** Where services run that mount shares. */
export interface ShareClients {
  readonly services: readonly ServiceDescription[];
  readonly sites: readonly (Pick<AnywhereSiteArgs, "servers"> & { readonly name: string })[];
  /** Network of the cluster's instances: they mount, not the tasks. */
  readonly instances: string;
}

/** Clients of a share. */
// https://docs.aws.amazon.com/storagegateway/latest/APIReference/API_CreateNFSFileShare.html
const MOST_CLIENTS = 100;

/** Shares that admit, besides the clients that config names, the hosts of services that mount them. */
export function withServiceClients(
  shares: readonly FileShareSpec[],
  { services, sites, instances }: ShareClients,
): FileShareSpec[] {
  return shares.map((share) => {
    const users = services.filter(({ volumes }) =>
      volumes.some((each) => each.share === share.name),
    );
    const servers = users
      .filter(({ placement }) => runsOnPremises(placement))
      .flatMap((user) =>
        serversOf(user, sites.find(({ name }) => name === user.site)?.servers ?? []),
      )
      .map(({ address }) => `${address}/32`);
    const inCloud = users.some(({ placement }) => runsInCloud(placement));
    const clients = [...share.clients, ...(inCloud ? [instances] : []), ...servers.sort()];
    const once = [...new Set(clients)];
    return { ...share, clients: once.length > MOST_CLIENTS ? aggregate(once) : once };
  });
}
