import * as fs from "node:fs";
import * as path from "node:path";
import type { GovernanceService } from "../../components/governance/governanceServices";
import type { Running } from "./running";

/** What the stand-in's account is like, apart from what stacks made in it. */
export interface AccountFacts {
  readonly accountId: string;
  /** ARN of who asks; empty where nobody is logged in. */
  readonly caller: string;
  /** IAM actions that the caller may not do. */
  readonly denied: readonly string[];
  /** Regions and their opt-in status. */
  readonly regions: Readonly<Record<string, string>>;
  /** Letters of zones, in Regions where this account has others than most. */
  readonly zones: Readonly<Record<string, string>>;
  /** Instance types that a zone has not. */
  readonly notOffered: Readonly<Record<string, readonly string[]>>;
  /** Values of quotas that are not AWS's own, by service and code. */
  readonly quotas: Readonly<Record<string, number>>;
  /** What there is besides the stacks: counts, and instance types that run. */
  readonly others: {
    readonly vpcs: number;
    readonly elasticIps: number;
    readonly networkInterfaces: number;
    readonly vpnConnections: number;
    readonly transitGateways: number;
    readonly instances: readonly string[];
  };
  readonly configRecorder: "recording" | "stopped" | "none";
  /** What else watches the account. */
  readonly watchers: Readonly<Record<Exclude<GovernanceService, "config">, boolean>>;
  readonly trunking: "enabled" | "disabled";
  readonly backupOptIn: Readonly<Record<string, boolean>>;
  readonly serviceLinkedRoles: readonly string[];
  /** Secrets by ARN: `there`, or `deleted` for one that is scheduled for it. */
  readonly secrets: Readonly<Record<string, string | null>>;
  readonly parameters: readonly string[];
  /** Values of parameters that can be read, by Region and name: "eu-west-1 a-name". */
  readonly parameterValues: Readonly<Record<string, string>>;
  readonly certificates: Readonly<Record<string, CertificateFacts>>;
  /** Private CAs by ARN. */
  readonly authorities: Readonly<Record<string, AuthorityFacts | null>>;
  /** Architectures of images, by repository and tag. */
  readonly images: Readonly<Record<string, Readonly<Record<string, readonly string[]>> | null>>;
  readonly connections: Readonly<Record<string, { state: string; location: string } | null>>;
  /** What runs of the stack that is asked about. */
  readonly running: Running;
  /** Names of alarms that have gone off, or how they begin. */
  readonly ringing: readonly string[];
  /** Addresses and ports that answer. */
  readonly answering: readonly string[];
  /** Where Pulumi's state is; empty where nobody is logged in. */
  readonly backend: string;
  readonly bucketRegions: Readonly<Record<string, string>>;
}

interface AuthorityFacts {
  readonly status: string;
  readonly keyAlgorithm: string;
  readonly permissions: readonly string[];
}

interface CertificateFacts {
  readonly status: string;
  readonly names: readonly string[];
  readonly type: string;
  readonly daysLeft: number;
}

type Json = Readonly<Record<string, unknown>>;

/** The prepared account, in which the committed stacks can be made. */
const prepared = path.join(__dirname, "account.json");

/** The prepared account, with whatever a test or a person has otherwise; null takes an entry away. */
export function accountFacts(otherwise: Json = {}): AccountFacts {
  const facts = JSON.parse(fs.readFileSync(prepared, "utf8")) as Json;
  return merged(facts, otherwise) as unknown as AccountFacts;
}

function merged(base: Json, change: Json): Json {
  const entries = Object.entries(change).map(([key, value]) => {
    const old = base[key];
    return [key, isObject(old) && isObject(value) ? merged(old, value) : value] as const;
  });
  return { ...base, ...Object.fromEntries(entries) };
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
