import type * as pulumi from "@pulumi/pulumi";
import { Registry, type RegistryArgs } from "../ecr/registry";
import { AnywhereSite, type AnywhereSiteArgs } from "./anywhere";
import { Cluster, type ClusterArgs } from "./cluster";
import { Ec2Capacity, type Ec2CapacityArgs } from "./ec2Capacity";

/** What {@link containerPlatform} is made from: the arguments of its parts. */
export interface ContainerPlatformArgs
  extends
    Pick<ClusterArgs, "containerInsights" | "execLogs" | "keyArns" | "retainOnDelete">,
    Pick<Ec2CapacityArgs, "capacity" | "defaultCapacityClass" | "deletionProtection" | "vpc"> {
  /** Places in the data centre whose servers are part of the cluster. */
  readonly sites: readonly (Omit<AnywhereSiteArgs, "cluster" | "site" | "secretsKeyArn"> & {
    readonly name: string;
  })[];
  /** Repositories of images. */
  readonly registry: Omit<RegistryArgs, "kmsKeyArn" | "tags">;
  /** Tags of what gets no default tags from the provider. */
  readonly tags: Readonly<Record<string, string>>;
  /**
   * Tags of instances and servers alone, besides the others.
   * @default none
   */
  readonly nodeTags?: Readonly<Record<string, string>> | undefined;
}

/** What runs containers, and where their images are. */
export interface ContainerPlatform {
  readonly cluster: Cluster;
  readonly capacity: Ec2Capacity;
  readonly sites: readonly AnywhereSite[];
  readonly registry: Registry;
  /** Their configuration in the stack. */
  readonly outputs: Readonly<Record<string, pulumi.Input<unknown>>>;
}

/** The ECS cluster of both sides, its instances here and its servers there, and their images. */
export function containerPlatform(
  args: ContainerPlatformArgs,
  opts: pulumi.ComponentResourceOptions,
): ContainerPlatform {
  const { sites: places, registry: images, tags, nodeTags, ...shared } = args;
  const kmsKeyArn = args.keyArns.compute;
  const cluster = new Cluster("cluster", shared, opts);
  const capacity = new Ec2Capacity(
    "capacity",
    { ...shared, cluster, kmsKeyArn, tags: { ...tags, ...nodeTags } },
    opts,
  );
  const sites = places.map(({ name, ...site }) => {
    const own = {
      ...site,
      site: name,
      cluster,
      secretsKeyArn: kmsKeyArn,
      ...(nodeTags && { tags: nodeTags }),
    };
    return new AnywhereSite(`site-${site.registeredAs ?? name}`, own, opts);
  });
  const registry = new Registry("registry", { ...images, kmsKeyArn, tags }, opts);
  return {
    cluster,
    capacity,
    sites,
    registry,
    outputs: {
      clusterName: cluster.clusterName,
      capacityProviderNames: capacity.capacityProviderNames,
      repositoryUrls: registry.repositoryUrls,
    },
  };
}
