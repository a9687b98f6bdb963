import * as pulumi from "@pulumi/pulumi";
import { NOBODY_CALLS, type JobDescription } from "../../components/ecs/jobs/description";
import type { ServiceDescription } from "../../components/ecs/service/description";
import { Platform } from "../../components/platform/platform";
import { TARGET_GROUPS } from "../../components/elb/loadBalancerPlan";
import type { LoadBalancerRoom } from "../../components/platform/neighbours";
import type { AskStack } from "../../components/recovery/primary";
import { findProblems, salvage } from "../check";
import { ConfigError, REGION, type Problem } from "../errors";
import { readNamespace } from "../namespace";
import { quotasOf } from "../quotas/quotasOf";
import { recastProblems } from "../recast";
import { rules } from "../rules";
import { sections } from "../sections";
import type { ConfigDraft } from "../types";
import { serviceStackRules } from "./rules";
import { serviceStackSchema, type ServiceStackSections } from "./schema";

/** A stack of services: its own configuration, and the platform that they are put into. */
export interface ServiceStackConfig {
  /** Its name among all stacks on the platform: `orders/prod`. */
  readonly stack: string;
  readonly region: string;
  /** What its names begin with that are unique in an account: `orders-prod`. */
  readonly namePrefix: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly permissionsBoundary?: string | undefined;
  readonly services: readonly ServiceDescription[];
  readonly jobs: readonly JobDescription[];
  /** Services and jobs that the platform's stack had, until its next update. */
  readonly moved: readonly string[];
  readonly platform: Platform;
  /** What each of the platform's load balancers has room for. */
  readonly room: LoadBalancerRoom;
}

/**
 * The running stack's configuration, checked by the same rules as services of the platform's own stack: against what the
 * platform's last update left of its configuration.
 *
 * @param ask Asks a stack for one of its outputs.
 * @throws ConfigError with every problem at once; UserError where the platform can't be read.
 */
export async function loadServices(ask: AskStack): Promise<ServiceStackConfig> {
  const raw = readNamespace();
  const [project, name] = [pulumi.getProject(), pulumi.getStack()];
  const found = [...recastProblems(raw), ...findProblems(serviceStackSchema, raw)];
  const own = salvage(serviceStackSchema, raw) as Partial<ServiceStackSections>;
  if (own.platform === undefined) throw new ConfigError(name, found);
  const platform = await Platform.fromStack(own.platform, ask);
  const stack = `${project}/${name}`;
  const given = new pulumi.Config("aws").get("region");
  const problems = [
    ...found,
    ...elsewhereProblems(given, platform),
    ...notHere(own),
    ...broken(own, platform, found),
  ];
  if (problems.length > 0) throw new ConfigError(name, problems);
  const { tags, services, jobs, moved, permissionsBoundary } = own as ServiceStackSections;
  const { region } = platform.offer;
  return {
    stack,
    region,
    namePrefix: `${project}-${name}`,
    tags,
    permissionsBoundary,
    services,
    jobs: jobs.map((job) => ({ ...NOBODY_CALLS, ...job })),
    moved,
    platform,
    room: {
      rules: quotasOf(offered(platform)).rulesPerLoadBalancer,
      targetGroups: TARGET_GROUPS,
    },
  };
}

/** Services are where their platform is. */
function elsewhereProblems(region: string | undefined, { stack, offer }: Platform): Problem[] {
  const text = `"${String(region)}" is not the Region of the platform: ${stack} is in ${offer.region}; write that, or leave it out`;
  return region === undefined || region === offer.region ? [] : [{ path: REGION, text }];
}

/** What is said to have moved here has. */
function notHere({ moved = [], services, jobs }: Partial<ServiceStackSections>): Problem[] {
  const names = [...(services ?? []), ...(jobs ?? [])].map(({ name }) => name);
  return moved.flatMap((name, index) =>
    names.includes(name)
      ? []
      : [
          {
            path: ["moved", index],
            text: `"${name}" is none of landbridge:services and landbridge:jobs here (${names.join(", ")})`,
          },
        ],
  );
}

/** The platform's sections, without what a newer platform has in them and this program doesn't know. */
function offered({ offer }: Platform): ConfigDraft {
  const known = Object.entries(offer.sections).flatMap(([key, value]) => {
    const schema = (sections as Readonly<Record<string, (typeof sections)[keyof typeof sections]>>)[
      key
    ];
    return schema === undefined ? [] : [[key, salvage(schema, value)]];
  });
  return Object.fromEntries(known) as ConfigDraft;
}

/** Rules that the stack's own part of the configuration breaks, besides what is found in it already. */
function broken(
  own: Partial<ServiceStackSections>,
  platform: Platform,
  found: readonly Problem[],
): Problem[] {
  const { region, services, made } = platform.offer;
  const { services: ownServices, jobs, tags, permissionsBoundary } = own;
  const draft = {
    ...offered(platform),
    region,
    elsewhere: services.filter(({ name }) => !own.moved?.includes(name)),
    platformLoadBalancers: Object.keys(made.loadBalancers).map(Number),
    services: ownServices,
    jobs,
    tags,
    permissionsBoundary,
  } as ConfigDraft;
  const paths = new Set(found.map(({ path }) => JSON.stringify(path)));
  return [...rules, ...serviceStackRules]
    .flatMap((rule) => rule.check(draft))
    .filter(({ path: [section] }) => String(section) in serviceStackSchema.shape)
    .filter(({ path, missing }) => !missing || !paths.has(JSON.stringify(path)));
}
