import type * as pulumi from "@pulumi/pulumi";
import type { JobDescription } from "../ecs/jobs/description";
import type { ServiceDescription } from "../ecs/service/description";
import { runServices, type RunningServices } from "../ecs/service/runServices";
import { UserError } from "../userError";
import { claimedByOthers, Claims } from "./claims";
import { neighbourOf, neighbourProblems, type LoadBalancerRoom } from "./neighbours";
import type { Platform } from "./platform";

/** A stack's services, and the platform of another stack that they are put into. */
export interface RunOnPlatformArgs {
  /** The stack's name among all on the platform: `orders/prod`. */
  readonly stack: string;
  readonly platform: Platform;
  readonly services: readonly ServiceDescription[];
  readonly jobs: readonly JobDescription[];
  /**
   * Names of those that the platform's last update still had.
   * @default none
   */
  readonly moved?: readonly string[];
  /** What each of the platform's load balancers has room for. */
  readonly room: LoadBalancerRoom;
}

/**
 * Services and jobs on the platform of another stack, beside those of any number of further stacks.
 *
 * @throws UserError with everything of theirs that another stack has already, before anything is made.
 */
export async function runOnPlatform(
  { stack, platform, services, jobs, moved = [], room }: RunOnPlatformArgs,
  provider: pulumi.ProviderResource,
  opts: pulumi.ComponentResourceOptions,
): Promise<RunningServices> {
  const { namePrefix, services: platforms, made } = platform.offer;
  const neighbours = [...services, ...jobs].map((each) =>
    neighbourOf(each, stack, made.defaultCapacityClass),
  );
  const theirs = platforms.filter(({ name }) => !moved.includes(name));
  const others = [...theirs, ...(await claimedByOthers(namePrefix, stack, provider))];
  const problems = neighbourProblems(neighbours, others, room);
  if (problems.length > 0) throw new UserError(problems.join("\n"));
  const claims = new Claims("claims", { namePrefix, neighbours }, opts);
  return runServices(
    { descriptions: services, jobs, ...platform.forServices(claims, moved) },
    opts,
  );
}
