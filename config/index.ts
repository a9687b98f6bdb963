import * as pulumi from "@pulumi/pulumi";
import type { AskStack } from "../components/recovery/primary";
import { UserError } from "../components/userError";
import { findChanges } from "./changes/changes";
import { withMovedWeights, type Deployed } from "./changes/deployed";
import { findProblems, salvage } from "./check";
import { ConfigError, formatPath, REGION, type Problem } from "./errors";
import { followedSections, withFollowed } from "./recovery/following";
import type { PrimaryMade } from "./recovery/primaryMade";
import type { Activated } from "./onPremises/activated";
import { unusedNetworkKeys } from "./network/existing";
import { leftOut } from "./leftOut";
import { readNamespace } from "./namespace";
import { recastProblems } from "./recast";
import { mayNeedSeveral } from "./services/loadBalancers";
import { located, NO_FILES, type ServiceFiles } from "./serviceFiles/merged";
import { withServiceFiles } from "./serviceFiles/read";
import { settled, type StackConfig } from "./settled";
import { rules } from "./rules";
import { platformSchema, regionSchema, sections } from "./sections";
import type { ConfigDraft, PlatformConfig } from "./types";
import { warningsOf } from "./warnings";

export { ConfigError } from "./errors";
export type * from "./types";

/** What the configuration depends on besides the project's own keys. */
export interface ConfigContext {
  /** The stack's name. */
  readonly stack: string;
  /** The value of `aws:region`, as it is. */
  readonly region: unknown;
  /** What the stack that this one follows has made. */
  readonly made?: PrimaryMade;
  /** Databases that the stack held after its last update, by name. */
  readonly held?: readonly string[];
  /** What the stack follows from its promotion on. */
  readonly promotedWith?: Readonly<Record<string, unknown>>;
  /** Whether this update promotes it. */
  readonly isPromoting?: boolean;
  /** The day of the run, in UTC; days of compliance locks and activations are not checked without it. */
  readonly today?: string;
  /** The activations of the stack's last update, by site. */
  readonly activated?: Readonly<Record<string, Activated>>;
  /** The load balancer of each service with hosts as the stack's last update left it, by name. */
  readonly balanced?: Readonly<Record<string, number>>;
  /** The backups' compliance lock as the stack's last update left it. */
  readonly locked?: PlatformConfig["backup"]["lock"];
  /** Where services come from that are not in the stack's own file. */
  readonly files?: ServiceFiles;
}

/**
 * The running stack's configuration; of a standby, with whatever it leaves out as it is in the stack that it
 * follows. The only reader of `pulumi.Config` in the program. What is likely a mistake is a warning of the run.
 *
 * @param last Asks for an output of the stack as its last update left it, without a trace in the state: what the update
 * would change is compared with that. Warnings about it are logged.
 * @param ask Asks a stack for one of its outputs; of the stack itself, as its last update left it.
 * @throws ConfigError with every problem at once; Pulumi shows its message without a stack trace.
 */
export async function loadConfig(
  ask: AskStack,
  last: AskOutput = () => Promise.resolve(undefined),
): Promise<StackConfig> {
  const config = await ownConfig(ask);
  const note = leftOut(config);
  if (note !== undefined) void pulumi.log.info(note);
  for (const { path, text } of warningsOf(config)) {
    void pulumi.log.warn(`${formatPath(path)}: ${text}`);
  }
  const before = (await last("deployed")) as Deployed | undefined;
  if (before === undefined) return config;
  const { problems, warnings } = findChanges(before, config);
  if (problems.length > 0) throw new ConfigError(config.stack, problems);
  for (const warning of warnings) void pulumi.log.warn(warning);
  return { ...config, services: withMovedWeights(config.services, before) };
}

/** Asks for an output. */
type AskOutput = (output: string) => Promise<unknown>;

async function ownConfig(ask: AskStack): Promise<StackConfig> {
  const { raw, ...files } = await withServiceFiles(readNamespace());
  const stack = pulumi.getStack();
  const region = new pulumi.Config("aws").get("region");
  const { primaryStack, role } = {
    ...(salvage(sections.recovery, raw["recovery"]) as RecoveryDraft),
  };
  const more = {
    files,
    ...(await complianceLocks(raw, () => ask(stack, "backupLock"))),
    ...(await activations(raw, () => ask(stack, "sites"))),
    ...(await balanced(raw, () => ask(stack, "loadBalancers"))),
  };
  if (typeof primaryStack !== "string") {
    return parseConfig(raw, { stack, region, ...more });
  }
  const isActive = role === "active";
  // A promoted stack stays as it was promoted, whatever becomes of its primary in the meantime.
  const promotedWith = isActive ? await ask(stack, "promotedWith") : undefined;
  const followed = (promotedWith ?? (await ask(primaryStack, "followed"))) as Followed;
  if (followed === undefined) {
    throw new UserError(
      `landbridge:recovery.primaryStack: stack "${primaryStack}" exports nothing to follow; give it landbridge:recovery and run \`pulumi up\` on it first`,
    );
  }
  const own = isActive ? await ask(stack, "databaseArns") : undefined;
  return parseConfig(withFollowed(raw, followed, region), {
    stack,
    region,
    made: followed["made"] as PrimaryMade,
    held: Object.keys(own ?? {}),
    ...(isActive && { promotedWith: followed, isPromoting: promotedWith === undefined }),
    ...more,
  });
}

/** What the day of a compliance lock is checked with; only a stack that has one is asked for it. */
async function complianceLocks(
  { backup }: Record<string, unknown>,
  askLock: () => Promise<unknown>,
): Promise<Pick<ConfigContext, "today" | "locked">> {
  const lock = (salvage(sections.backup, backup) as ConfigDraft["backup"])?.lock;
  if (lock?.mode !== "compliance") {
    return {};
  }
  const locked = (await askLock()) as PlatformConfig["backup"]["lock"] | undefined;
  return { today: new Date().toISOString().slice(0, 10), ...(locked && { locked }) };
}

/** What the expiry of activations is checked with; only a stack that says when they expire is asked. */
async function activations(
  { onPremises }: Record<string, unknown>,
  askSites: () => Promise<unknown>,
): Promise<Pick<ConfigContext, "today" | "activated">> {
  const { sites = [] } = { ...(salvage(sections.onPremises, onPremises) as SitesDraft) };
  if (sites.every((site) => site?.activation?.expirationDate === undefined)) return {};
  const made = (await askSites()) as (Activated & { site: string })[] | undefined;
  const activated = made?.map(({ site, ...activation }) => [site, activation] as const);
  return {
    today: new Date().toISOString().slice(0, 10),
    ...(activated && { activated: Object.fromEntries(activated) }),
  };
}

/** Where services stay; only a stack that may need several load balancers is asked. */
async function balanced(
  raw: Record<string, unknown>,
  askBalanced: () => Promise<unknown>,
): Promise<Pick<ConfigContext, "balanced">> {
  const part = (key: "services" | "onPremises" | "quotas") => salvage(sections[key], raw[key]);
  const [services, onPremises, quotas] = [part("services"), part("onPremises"), part("quotas")];
  if (!mayNeedSeveral({ services, onPremises, quotas } as ConfigDraft)) return {};
  const kept = (await askBalanced()) as ConfigContext["balanced"];
  return kept === undefined ? {} : { balanced: kept };
}

type SitesDraft = ConfigDraft["onPremises"];

/**
 * The same from values: `raw` holds the keys of the project's namespace without their prefix.
 *
 * @throws ConfigError with every problem at once.
 */
export function parseConfig(raw: Record<string, unknown>, context: ConfigContext): StackConfig {
  const { stack, region, made, held, today, locked, activated, promotedWith } = context;
  const { balanced: kept, files = NO_FILES } = context;
  const draft = {
    ...(salvage(platformSchema, raw) as object),
    stack,
    region: salvage(regionSchema, region),
    ...(made && { made }),
    ...(held && { held }),
    ...(today !== undefined && { today }),
    ...(locked && { locked }),
    ...(activated && { activated }),
    ...(kept && { balanced: kept }),
  } as ConfigDraft;
  const recast = recastProblems(raw);
  const mangled = new Set(recast.map(({ path }) => formatPath(path)));
  const found: Problem[] = [
    ...recast,
    ...files.problems,
    ...unusedNetworkKeys(raw),
    ...findProblems(regionSchema, region).map((problem) => ({ ...problem, path: REGION })),
    // A date that YAML has changed is one mistake, whatever else the changed form is not.
    ...findProblems(platformSchema, raw).filter(({ path }) => !mangled.has(formatPath(path))),
  ];
  // A rule sees no difference between what is missing and what is there and wrong: that is reported already.
  const reported = new Set(found.map(({ path }) => formatPath(path)));
  const problems = [
    ...found,
    ...rules
      .flatMap((rule) => rule.check(draft))
      .filter(({ path, missing }) => !missing || !reported.has(formatPath(path))),
  ];
  if (problems.length > 0) {
    throw new ConfigError(
      stack,
      problems.map((problem) => located(problem, files)),
    );
  }
  // With no problem, nothing was left out of the draft: it is the whole.
  const said = draft as PlatformConfig;
  const isPromoting = context.isPromoting ?? false;
  const whole = { ...settled(said, { made, isPromoting }), followed: followedSections(said) };
  return deepFreeze({ ...whole, ...(promotedWith && { promotedWith }) });
}

type Followed = Readonly<Record<string, unknown>> | undefined;
type RecoveryDraft = ConfigDraft["recovery"];

/** Freezes a value and all that is in it. */
function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
