import { severities } from "../../components/cloudwatch/severity";
import { suggest } from "../../config/suggest";
import type { ConfigDraft } from "../../config/types";
import { UserError } from "../../components/userError";
import { rules } from "../../policy/rules";
import { settingsSchema } from "../../policy/settingsSchema";
import { configKeys } from "./configKeys";
import { sets, setOf } from "./sets";

/** Levels by rule and settings, as in the file for `--policy-pack-config`. */
export type PackConfig = Readonly<Record<string, unknown>>;

type Section = Readonly<Record<string, unknown>>;

/** What of a stack's configuration the pack's depends on. */
export type StackFacts = Pick<
  ConfigDraft,
  | "environmentType"
  | "region"
  | "residency"
  | "onPremises"
  | "network"
  | "backup"
  | "recovery"
  | "services"
  | "jobs"
  | "monitoring"
>;

/** What the company means to have otherwise, by stack; under `*` for all of them: `policy/company.json`. */
export type CompanyFile = Readonly<Record<string, PackConfig>>;

const SETTINGS = "configure-policy-pack";
const OWN_POLICIES = [SETTINGS, "require-accountable-exceptions", "all"];
const levels = ["advisory", "mandatory", "disabled"];

/**
 * The pack's configuration for a stack: levels by what the stack is for, settings from what its own configuration
 * says, and on top what the company means to have otherwise.
 *
 * @throws UserError with every mistake of the company's file.
 */
export function packConfig(stack: string, facts: StackFacts, company: CompanyFile): PackConfig {
  const problems = companyProblems(company);
  if (problems.length > 0) {
    throw new UserError(["policy/company.json has mistakes:", ...problems].join("\n  "));
  }
  const changes = [company["*"] ?? {}, company[stack] ?? {}];
  const chosen = changes.flatMap((change) => change["set"] ?? []).at(-1);
  const set = typeof chosen === "string" ? chosen : setOf[facts.environmentType ?? "production"];
  const own = Object.fromEntries(
    changes
      .flatMap((change) => Object.entries(change))
      .filter(([key]) => key !== "set" && key !== SETTINGS),
  );
  const settings = changes.map((change) => ({ ...(change[SETTINGS] as Section | undefined) }));
  return {
    [SETTINGS]: settings.reduce(merged, settingsOf(facts)),
    ...sets[set],
    ...levelsOf(facts),
    ...own,
  };
}

/** Lists grow, objects are merged, anything else is replaced. */
function merged(one: Section, other: Section): Section {
  const entries = Object.entries(other).map(([key, value]) => {
    const earlier = one[key];
    if (key === "exemptions" && Array.isArray(earlier) && Array.isArray(value)) {
      return [key, [...(earlier as unknown[]), ...(value as unknown[])]];
    }
    const objects = isSection(earlier) && isSection(value);
    return [key, objects ? { ...earlier, ...value } : value];
  });
  return { ...one, ...(Object.fromEntries(entries) as Section) };
}

function isSection(value: unknown): value is Section {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function settingsOf(facts: StackFacts): Section {
  const { residency, onPremises, network, backup, services, jobs } = facts;
  return {
    allowedRegions: known(residency?.allowedRegions),
    dataCentreCidrs: known(onPremises?.cidrs),
    otherCidrs: known(network?.peerCidrs),
    minimumBackupRetentionDays: shortestRetentions(backup),
    isolatedDataStores: true,
    allowPlain: plainVariables([...known(services), ...known(jobs)]),
    configKeys,
    exemptions: [],
  };
}

type Explained = Pick<NonNullable<NonNullable<StackFacts["services"]>[number]>, "allowPlain">;

/** Variables that are no secrets whatever their names, with the reasons that services and jobs give. */
function plainVariables(tasks: readonly Explained[]): Readonly<Record<string, string>> {
  const entries = tasks.flatMap(({ allowPlain }) => Object.entries({ ...allowPlain }));
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function known<T>(list: readonly (T | undefined)[] | undefined): T[] {
  return (list ?? []).filter((each): each is T => each !== undefined);
}

/** By class, what the stack promises for the recovery point that is kept for the shortest time. */
function shortestRetentions(backup: StackFacts["backup"]): Readonly<Record<string, number>> {
  const classes = Object.entries(backup?.plans ?? {}).flatMap(([name, plan]) => {
    const days = Object.values({ ...plan?.rules }).flatMap((rule) =>
      known([rule.retentionInDays, rule.copyRetentionInDays]),
    );
    return days.length === 0 ? [] : [[name, Math.min(...days)] as const];
  });
  return Object.fromEntries(classes);
}

/** Whether somebody hears of alarms of either severity. */
function everySeverity(monitoring: StackFacts["monitoring"]): boolean {
  const heard = known(monitoring?.subscribers).flatMap((each) => each.severities ?? severities);
  return severities.every((severity) => heard.includes(severity));
}

/** A rule that a stack can't keep, for a reason that its configuration states, is advice to it. */
function levelsOf({ recovery, residency, region, monitoring }: StackFacts): PackConfig {
  const elsewhere = known(residency?.allowedRegions).some((each) => each !== region);
  const standsBy = recovery?.role === "standby" || recovery?.role === "active";
  const isAlone = standsBy || !elsewhere;
  const isUnheard = known(monitoring?.alarmEmails).length === 0 && !everySeverity(monitoring);
  return {
    ...(isAlone && { "require-cross-region-backup-copies": "advisory" }),
    ...(isUnheard && { "require-heard-alarms": "advisory" }),
  };
}

function companyProblems(company: CompanyFile): string[] {
  const names = [...OWN_POLICIES, "set", ...rules.map(({ name }) => name)];
  return Object.entries(company).flatMap(([stack, changes]) =>
    Object.entries(changes).flatMap(([key, value]) => {
      const at = `${stack}.${key}`;
      if (!names.includes(key)) {
        const nearest = suggest(key, names);
        return [`${at}: there is no such rule${nearest ? `; did you mean ${nearest}?` : ""}`];
      }
      if (key === "set") {
        const ready = Object.keys(sets);
        return ready.includes(String(value))
          ? []
          : [`${at}: ${JSON.stringify(value)} is not one of ${ready.join(", ")}`];
      }
      if (key === SETTINGS) return settingProblems(at, value);
      if (!levels.includes(String(value))) {
        return [`${at}: ${JSON.stringify(value)} is not one of ${levels.join(", ")}`];
      }
      return rules.some(({ name, locked }) => name === key && locked) && value !== "mandatory"
        ? [`${at}: the rule is locked; nothing relaxes it`]
        : [];
    }),
  );
}

function settingProblems(at: string, value: unknown): string[] {
  const names = Object.keys(settingsSchema.properties);
  return Object.keys(isSection(value) ? value : {})
    .filter((key) => !names.includes(key))
    .map((key) => `${at}.${key}: is not a setting; the settings are ${names.join(", ")}`);
}
