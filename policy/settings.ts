import { parseCidr, type Cidr } from "./reading/cidr";
import { settingsSchema } from "./settingsSchema";
import { parseExemptions, type Exemption, type KnownRule } from "./exemptions";

/** Where a subnet is: routed to the internet, to NAT at most, or nowhere. */
export type Tier = "public" | "private" | "isolated";

/** What the company says once, for all rules: the configuration of `configure-policy-pack`. */
export interface Settings {
  /** Regions that data may live in; undefined where nobody has said. */
  readonly allowedRegions?: readonly string[];
  /** Networks of the data centre. */
  readonly dataCentreCidrs: readonly Cidr[];
  /** Networks of other VPCs (recovery region, peers) that must stay apart from this stack's. */
  readonly otherCidrs: readonly Cidr[];
  /** Tag keys by which a subnet says which tier it is in. */
  readonly tierTags: readonly string[];
  /** What these tags say, in lower case, by tier. */
  readonly tierNames: Readonly<Record<Tier, readonly string[]>>;
  /** Tag keys by which a resource says the class of its data; the first one is what messages advise. */
  readonly classTags: readonly [string, ...string[]];
  /** Classes of data that may be in AWS. */
  readonly classes: readonly string[];
  /** Classes of data that may not leave the data centre. */
  readonly homeClasses: readonly string[];
  /** Tag keys by which backup plans select resources; the first one is what messages advise. */
  readonly backupTags: readonly [string, ...string[]];
  /** Zones that whatever is in several must span. */
  readonly minimumZones: number;
  /** Targets that a listener leads to at the lowest. */
  readonly minimumTargets: number;
  readonly minimumDatabaseBackupDays: number;
  readonly minimumLogRetentionDays: number;
  /** Whether data stores have to be in subnets without a default route; else that is advice. */
  readonly isolatedDataStores: boolean;
  /** Repositories of images that many services are made from: that two share one proves nothing. */
  readonly sharedRepositories: readonly string[];
  /** Variables of containers that are no secrets whatever their names, with the reason. */
  readonly allowPlain: Readonly<Record<string, string>>;
  /** The shortest time that a class's recovery points are kept, in days. */
  readonly minimumBackupRetentionDays: Readonly<Record<string, number>>;
  /** By rule, the key of a program's own configuration by which the change is made. */
  readonly configKeys: Readonly<Record<string, string>>;
  readonly exemptions: readonly Exemption[];
  /** What is wrong with the configuration itself. */
  readonly problems: readonly string[];
}

function list(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.map(String) : undefined;
}

function numbers(value: unknown): Readonly<Record<string, number>> {
  return entriesOf(value, (each): each is number => typeof each === "number");
}

function texts(value: unknown): Readonly<Record<string, string>> {
  return entriesOf(value, (each): each is string => typeof each === "string");
}

function entriesOf<T>(
  value: unknown,
  fits: (each: unknown) => each is T,
): Readonly<Record<string, T>> {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, T] => fits(entry[1])));
}

/** Entries with a reason; one without is a problem. */
function reasons(value: unknown, problems: string[]): Readonly<Record<string, string>> {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  const given = entries.filter(
    (entry): entry is [string, string] => typeof entry[1] === "string" && entry[1].trim() !== "",
  );
  for (const [name] of entries.filter(([name]) => !given.some(([each]) => each === name))) {
    problems.push(`allowPlain.${name} has no reason`);
  }
  return Object.fromEntries(given);
}

const presets = settingsSchema.properties;

type Depth =
  "minimumZones" | "minimumTargets" | "minimumDatabaseBackupDays" | "minimumLogRetentionDays";

/** Tag keys, of which there is one at least. */
function tagKeys(value: unknown, preset: string): readonly [string, ...string[]] {
  const [first = preset, ...more] = list(value) ?? [];
  return [first, ...more];
}

function tierNames(value: unknown): Partial<Record<Tier, readonly string[]>> {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(
    entries.map(([tier, names]) => [tier, list(names)?.map((name) => name.toLowerCase()) ?? []]),
  );
}

/**
 * Reads the settings. Nothing throws: an exception in a policy discards the findings of all the
 * others, so what is wrong is kept in `problems` and reported as a violation.
 *
 * @param config As `getConfig()` gives it: `{}` where nothing is configured, without defaults.
 */
export function parseSettings(
  config: Record<string, unknown>,
  rules: readonly KnownRule[],
  today: Date,
): Settings {
  const problems: string[] = [];
  const known = Object.keys(settingsSchema.properties);
  for (const key of Object.keys(config).filter((key) => !known.includes(key))) {
    problems.push(`"${key}" is not a setting; the settings are ${known.join(", ")}`);
  }
  const cidrs = (key: "dataCentreCidrs" | "otherCidrs"): Cidr[] =>
    (list(config[key]) ?? []).flatMap((text, index) => {
      const cidr = parseCidr(text);
      if (!cidr) problems.push(`${key}[${index}]: "${text}" is not a CIDR block`);
      return cidr ?? [];
    });
  const allowPlain = reasons(config["allowPlain"], problems);
  const depth = (key: Depth): number => {
    const { minimum, default: preset } = presets[key];
    const value = config[key] ?? preset;
    if (typeof value === "number" && value >= minimum) return value;
    problems.push(`${key}: ${JSON.stringify(value)} is not a number of ${minimum} or more`);
    return preset;
  };
  const exemptions = parseExemptions(config["exemptions"], rules, today);
  return {
    allowedRegions: list(config["allowedRegions"]),
    dataCentreCidrs: cidrs("dataCentreCidrs"),
    otherCidrs: cidrs("otherCidrs"),
    tierTags: list(config["tierTags"]) ?? presets.tierTags.default,
    tierNames: { ...presets.tierNames.default, ...tierNames(config["tierNames"]) },
    classTags: tagKeys(config["classTags"], "data-classification"),
    classes: list(config["classes"]) ?? presets.classes.default,
    homeClasses: list(config["homeClasses"]) ?? presets.homeClasses.default,
    backupTags: tagKeys(config["backupTags"], "backup-plan"),
    minimumZones: depth("minimumZones"),
    minimumTargets: depth("minimumTargets"),
    minimumDatabaseBackupDays: depth("minimumDatabaseBackupDays"),
    minimumLogRetentionDays: depth("minimumLogRetentionDays"),
    isolatedDataStores: config["isolatedDataStores"] === true,
    sharedRepositories: list(config["sharedRepositories"]) ?? [],
    allowPlain,
    minimumBackupRetentionDays: numbers(config["minimumBackupRetentionDays"]),
    configKeys: texts(config["configKeys"]),
    exemptions: exemptions.valid,
    problems: [...problems, ...exemptions.problems],
  };
}
