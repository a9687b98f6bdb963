import type * as pulumi from "@pulumi/pulumi";
import { TARGET_GROUPS } from "../elb/loadBalancerPlan";
import type { ServiceDescription } from "../ecs/service/description";
import { UserError } from "../userError";
import { claimedByOthers } from "./claims";
import { PLATFORM_VERSION, type Neighbour } from "./contract";
import { neighbourOf, neighbourProblems } from "./neighbours";

/** What a platform's stack has that services of other stacks may use, and its own services. */
export interface PlatformHas {
  readonly stack: string;
  readonly namePrefix: string;
  /** Whatever has tasks. */
  readonly tasks: readonly ServiceDescription[];
  readonly cluster: {
    readonly defaultCapacityClass?: string | undefined;
    readonly capacity: Readonly<Record<string, unknown>>;
  };
  readonly onPremises: { readonly sites: readonly { readonly name: string }[] };
  readonly databases: readonly { readonly name: string; readonly serves?: string | undefined }[];
  readonly registry: { readonly repositories: readonly string[] };
  readonly loadBalancer: {
    readonly certificateArn?: string | undefined;
    readonly certificateAuthorityArn?: string | undefined;
  };
  readonly quotas: { readonly rulesPerLoadBalancer: number };
}

/**
 * Asks what services of other stacks are on the platform.
 *
 * @throws UserError with everything of theirs that the platform would take away, and all that its own services have too.
 */
export async function lookUpNeighbours(
  has: PlatformHas,
  provider: pulumi.ProviderResource,
): Promise<void> {
  const { stack, namePrefix, tasks, cluster, quotas } = has;
  const others = await claimedByOthers(namePrefix, stack, provider);
  const own = tasks.map((task) => neighbourOf(task, stack, cluster.defaultCapacityClass));
  const room = { rules: quotas.rulesPerLoadBalancer, targetGroups: TARGET_GROUPS };
  const problems = [...neighbourProblems(own, others, room), ...takenAway(has, others)];
  if (problems.length > 0) throw new UserError(problems.join("\n"));
}

/** What services of other stacks use and the platform has no more. */
export function takenAway(has: PlatformHas, others: readonly Neighbour[]): string[] {
  const { cluster, onPremises, databases, registry, loadBalancer } = has;
  const sites = onPremises.sites.map(({ name }) => name);
  const served = databases.map(({ name, serves }) => serves ?? name);
  const hasCertificate =
    (loadBalancer.certificateArn ?? loadBalancer.certificateAuthorityArn) !== undefined;
  return others.flatMap((other) => {
    const { name, stack, capacityClass, site, hosts, version } = other;
    const missing: [string, boolean][] = [
      [
        `landbridge:cluster.capacity.${String(capacityClass)}`,
        capacityClass !== undefined && !(capacityClass in cluster.capacity),
      ],
      [`landbridge:onPremises.sites ${String(site)}`, site !== undefined && !sites.includes(site)],
      ["the certificate of landbridge:loadBalancer", hosts.length > 0 && !hasCertificate],
      ...other.databases.map((used): [string, boolean] => [
        `landbridge:databases ${used}`,
        !served.includes(used),
      ]),
      ...other.repositories.map((used): [string, boolean] => [
        `landbridge:registry.repositories ${used}`,
        !registry.repositories.includes(used),
      ]),
    ];
    const outdated =
      version < PLATFORM_VERSION
        ? [
            `service ${name} of stack ${stack} reads version ${version} of the platform, and this program offers ${PLATFORM_VERSION}; update that stack's program first`,
          ]
        : [];
    return [
      ...missing
        .filter(([, isMissing]) => isMissing)
        .map(
          ([what]) =>
            `${what} is used by service ${name} of stack ${stack}; it has to stay until that has moved`,
        ),
      ...outdated,
    ];
  });
}
