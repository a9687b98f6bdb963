import type { PolicyConfigSchema } from "@pulumi/policy";
import { parseCidr, type Cidr } from "./reading/cidr";
import { parseExemptions, type Exemption, type KnownRule } from "./exemptions";

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

const strings = { type: "array", items: { type: "string" } } as const;

/** The schema of the pack's settings, in the form that the Pulumi CLI and Pulumi Cloud check. */
export const settingsSchema = {
  properties: {
    allowedRegions: {
      ...strings,
      description: "AWS Regions that the company's data may live in.",
    },
    dataCentreCidrs: {
      ...strings,
      description: "CIDR blocks of the data centre, which no VPC may overlap.",
    },
    otherCidrs: {
      ...strings,
      description:
        "CIDR blocks of VPCs in other stacks (recovery region, peers) to stay apart from.",
    },
    tierTags: {
      ...strings,
      default: ["landbridge:tier", "tier"],
      description: "Tag keys by which a subnet says its tier: public, private or isolated.",
    },
    isolatedDataStores: {
      type: "boolean",
      default: false,
      description:
        "Whether data stores have to be in subnets without a default route. Otherwise disallow-default-route-of-data-stores is advice.",
    },
    sharedRepositories: {
      ...strings,
      description:
        "Repositories in ECR (or what their names begin with) that hold base images, such as 123456789012.dkr.ecr.eu-west-1.amazonaws.com/docker-hub/: two services with an image from there are no twins.",
    },
    allowPlain: {
      type: "object",
      additionalProperties: { type: "string" },
      description:
        "By variable of a container: why it is no secret, where its name says that it is. A key by its form is one all the same.",
    },
    minimumBackupRetentionDays: {
      type: "object",
      additionalProperties: { type: "integer" },
      description: "By class of the tag backup-plan: days that a recovery point is kept at least.",
    },
    configKeys: {
      type: "object",
      additionalProperties: { type: "string" },
      description:
        "By rule: the key of the program's own configuration by which what the rule wants is changed. Violations name it.",
    },
    exemptions: {
      type: "array",
      description:
        "Resources that a rule lets through: rule, urn (* stands for anything), reason, owner, expires (YYYY-MM-DD).",
      items: {
        type: "object",
        properties: {
          rule: { type: "string" },
          urn: { type: "string" },
          reason: { type: "string" },
          owner: { type: "string" },
          expires: { type: "string" },
        },
      },
    },
  },
} satisfies PolicyConfigSchema;

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
  const exemptions = parseExemptions(config["exemptions"], rules, today);
  return {
    allowedRegions: list(config["allowedRegions"]),
    dataCentreCidrs: cidrs("dataCentreCidrs"),
    otherCidrs: cidrs("otherCidrs"),
    tierTags: list(config["tierTags"]) ?? settingsSchema.properties.tierTags.default,
    isolatedDataStores: config["isolatedDataStores"] === true,
    sharedRepositories: list(config["sharedRepositories"]) ?? [],
    allowPlain,
    minimumBackupRetentionDays: numbers(config["minimumBackupRetentionDays"]),
    configKeys: texts(config["configKeys"]),
    exemptions: exemptions.valid,
    problems: [...problems, ...exemptions.problems],
  };
}
