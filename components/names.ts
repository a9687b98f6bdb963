import { createHash } from "node:crypto";

/** What one of AWS's services takes as a name. */
interface Kind {
  /** What stands between the parts of a name. */
  readonly separator: string;
  /** Whether AWS takes a name as it is. */
  readonly taken: RegExp;
  readonly longest: number;
  /** The name with what AWS doesn't take made into something that it does; less than the whole of it may be used. */
  readonly cleaned: (name: string) => string;
}

/** Lower-case letters and digits, with single hyphens between them. */
const hyphened = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

const underscored = (name: string): string => name.replace(/[^A-Za-z0-9]+/g, "_");

const repositories = /^[a-z0-9]+([._-][a-z0-9]+)*$/;

/** The names that have to be unique in an account and Region, so that the stack's name is in them. */
const kinds = {
  // Instances, clusters and proxies: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html
  database: {
    separator: "-",
    taken: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    longest: 63,
    cleaned: hyphened,
  },
  // First part of repositories' names: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html
  repository: { separator: "-", taken: repositories, longest: 128, cleaned: hyphened },
  // https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreatePullThroughCacheRule.html
  cache: { separator: "-", taken: repositories, longest: 30, cleaned: hyphened },
  // Frameworks and report plans: https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CreateFramework.html
  backupAudit: {
    separator: "_",
    taken: /^[A-Za-z][A-Za-z0-9_]*$/,
    longest: 256,
    cleaned: underscored,
  },
  // https://docs.aws.amazon.com/aws-backup/latest/devguide/API_RestoreTestingPlanForCreate.html
  restoreTesting: {
    separator: "_",
    taken: /^[A-Za-z0-9_]+$/,
    longest: 50,
    cleaned: underscored,
  },
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html
  dashboard: {
    separator: "-",
    taken: /^[A-Za-z0-9_-]+$/,
    longest: 255,
    cleaned: (name) => name.replace(/[^A-Za-z0-9_]+/g, "-"),
  },
  // https://docs.aws.amazon.com/chatbot/latest/APIReference/API_CreateSlackChannelConfiguration.html
  chat: {
    separator: "-",
    taken: /^[A-Za-z0-9_-]+$/,
    longest: 128,
    cleaned: (name) => name.replace(/[^A-Za-z0-9_]+/g, "-"),
  },
} as const satisfies Readonly<Record<string, Kind>>;

/** A kind of name. */
export type NameKind = keyof typeof kinds;

/** Digits that distinguish names whose spelling or length had to change. */
const HASH_DIGITS = 6;

/**
 * A name that AWS takes, the same for the same parts for ever. Where they make one by themselves, they are it;
 * otherwise it is spelled and cut as AWS wants it, with a hash of the parts at its end.
 *
 * @param prefix What begins with the stack's name, which may hold what AWS doesn't take.
 * @param rest Parts that config has checked: lower-case letters, digits and hyphens.
 */
export function awsName(kind: NameKind, prefix: string, ...rest: readonly string[]): string {
  const { separator, taken, longest, cleaned }: Kind = kinds[kind];
  const whole = [prefix, ...rest].join(separator);
  // Hyphens become underscores: a stack with underscores of its own would be spelled like another one.
  const isAmbiguous = separator === "_" && prefix.includes("_");
  const spelled = separator === "_" ? whole.replaceAll("-", "_") : whole;
  if (taken.test(spelled) && spelled.length <= longest && !isAmbiguous) return spelled;
  const hash = createHash("sha256").update(whole).digest("hex").slice(0, HASH_DIGITS);
  const start = cleaned(whole).slice(0, longest - HASH_DIGITS - 1);
  return `${start.replace(/[-_]$/, "")}${separator}${hash}`;
}
