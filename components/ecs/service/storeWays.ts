import * as pulumi from "@pulumi/pulumi";
import * as vpc from "@pulumi/aws/vpc";
import type { MountTarget } from "../../storagegateway/fileStorageArgs";
import type { Ec2Capacity } from "../ec2Capacity";
import type { ServiceDescription } from "./description";
import { runsInCloud } from "./sides";

/** Arguments of {@link StoreWays}. */
export interface StoreWaysArgs {
  readonly descriptions: readonly ServiceDescription[];
  /** The cluster's instances. */
  readonly capacity: Pick<Ec2Capacity, "securityGroupId">;
  readonly mountTargets: Readonly<Record<string, MountTarget>>;
}

/** Port of NFS 4.1, which needs no other. */
const NFS_PORT = 2049;

/**
 * Ways from hosts to what services keep data in, which all services of a host share: from the cluster's instances to
 * file gateways. A service in AWS gets to its databases by its own security group, servers of a site by the database's
 * rules for their addresses, and servers to gateways by the data centre's firewall.
 */
export class StoreWays extends pulumi.ComponentResource {
  constructor(name: string, args: StoreWaysArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:ecs:StoreWays", name, {}, opts);
    const child = { parent: this };
    const tcp = (port: number) => ({ ipProtocol: "tcp", fromPort: port, toPort: port });

    for (const [gateway, address] of gatewaysUsed(args)) {
      new vpc.SecurityGroupEgressRule(
        `${name}-to-${gateway}`,
        {
          securityGroupId: args.capacity.securityGroupId,
          description: `NFS of file gateway ${gateway}`,
          cidrIpv4: pulumi.interpolate`${address}/32`,
          ...tcp(NFS_PORT),
          tags: { Name: `${name}-to-${gateway}` },
        },
        child,
      );
    }
    this.registerOutputs({});
  }
}

/** Addresses of the gateways whose shares services in AWS mount, by the gateways' names. */
function gatewaysUsed({
  descriptions,
  mountTargets,
}: StoreWaysArgs): ReadonlyMap<string, pulumi.Output<string>> {
  const targets = descriptions
    .filter(({ placement }) => runsInCloud(placement))
    .flatMap(({ volumes }) => volumes.flatMap(({ share }) => mountTargets[share] ?? []));
  return new Map(targets.map(({ gateway, address }) => [gateway, address]));
}
