import { includes, runningParts } from "../../components/recovery/strategies";
import type { StackConfig } from "../../config/settled";
import type { Exemption } from "../../policy/exemptions";
import { withExemptions, withoutExemptions, type Exempted } from "../policy/companyFile";
import type { CompanyFile } from "../policy/derive";

/** What of a stack can be retired by its name, and the list of config that it is in. */
export const kinds = {
  database: "landbridge:databases",
  gateway: "landbridge:fileGateways",
  share: "landbridge:fileShares",
  "file-system": "landbridge:fileSystems",
} as const;

/** What is retired. */
export interface Retired {
  readonly kind: keyof typeof kinds;
  readonly name: string;
}

/** A step of it: the protection goes, or comes back, or the thing itself goes. */
export interface Retirement extends Retired {
  readonly verb: "retire" | "keep" | "remove";
  /** Who answers for the exemption from the policies, why, and until when it holds. */
  readonly exemption: Pick<Exemption, "reason" | "owner" | "expires">;
}

/** What of a stack's configuration this depends on. */
export interface RetiringConfig extends Pick<StackConfig, "stack" | "parts" | "recovery"> {
  readonly databases: readonly Pick<
    StackConfig["databases"][number],
    "name" | "deployment" | "readReplicas" | "retiring"
  >[];
  readonly fileGateways: readonly Pick<
    StackConfig["fileGateways"][number],
    "name" | "host" | "appliance" | "retiring"
  >[];
  readonly fileShares: readonly Pick<
    StackConfig["fileShares"][number],
    "name" | "replica" | "retiring"
  >[];
  readonly fileSystems: readonly Pick<StackConfig["fileSystems"][number], "name" | "retiring">[];
}

const PROTECT = "require-protect";
const OF_DATABASES = [PROTECT, "enable-database-deletion-protection"];

/**
 * The company's file with what the step needs to be exempt in a stack, and without what it no longer needs: an exemption
 * that nothing uses is reported.
 *
 * @param config The stack's configuration once the step is taken.
 */
export function afterRetirement(
  company: CompanyFile,
  { verb, exemption, ...retired }: Retirement,
  config: RetiringConfig,
): CompanyFile {
  const { stack } = config;
  if (verb === "retire") {
    const all = exempted(config, retired).map((each) => ({ ...each, ...exemption }));
    return withExemptions(company, stack, all);
  }
  const still = stillExempted(config);
  return withoutExemptions(
    company,
    stack,
    (each) => isAbout(each, retired) && !still.some(({ urn }) => urn === each.urn),
  );
}

/** The part of a standby's configuration that follows from its primary's. */
export function standbyConfig(
  primary: RetiringConfig,
  stack: string,
  recovery: NonNullable<StackConfig["recovery"]>,
): RetiringConfig {
  const parts = runningParts(recovery);
  const { fileSystems } = primary;
  const databases = primary.databases.map((each) => ({ ...each, readReplicas: 0 }));
  return { stack, recovery, parts, databases, fileGateways: [], fileShares: [], fileSystems };
}

/**
 * What has to be exempt from which policy while it may be deleted: the data and its replicas, by the names that the
 * program gives them.
 */
function exempted(config: RetiringConfig, { kind, name }: Retired): Exempted[] {
  const named = {
    database: databaseNames,
    gateway: gatewayNames,
    share: shareNames,
    "file-system": fileSystemNames,
  }[kind];
  const rules = kind === "database" ? OF_DATABASES : [PROTECT];
  return named(config, name).flatMap((each) =>
    rules.map((rule) => ({ rule, urn: `urn:pulumi:${config.stack}::*::${each}` })),
  );
}

function stillExempted(config: RetiringConfig): Exempted[] {
  const lists = {
    database: config.databases,
    gateway: config.fileGateways,
    share: config.fileShares,
    "file-system": config.fileSystems,
  };
  return Object.entries(lists).flatMap(([kind, list]) =>
    list.flatMap(({ name, retiring }) =>
      retiring ? exempted(config, { kind: kind as Retired["kind"], name }) : [],
    ),
  );
}

function databaseNames({ databases, parts }: RetiringConfig, name: string): string[] {
  const database = parts.network ? databases.find((each) => each.name === name) : undefined;
  if (!database) return [];
  if (database.deployment === "multi-az-cluster") return [`databases-${name}-cluster`];
  const replicas = Array.from({ length: database.readReplicas }, (_, index) => {
    return `databases-${name}-ro-${index + 1}`;
  });
  return [`databases-${name}-instance`, ...replicas];
}

function gatewayNames({ fileGateways }: RetiringConfig, name: string): string[] {
  const gateway = fileGateways.find((each) => each.name === name);
  const isThere = gateway?.host === "ec2" || gateway?.appliance !== undefined;
  return isThere ? [`files-${name}-gateway`] : [];
}

const REPLICAS_LOGS = "recovery-files-access-logs-bucket";

/** A share's bucket, its replica, and the logs of all replicas where no share stays. */
function shareNames({ fileShares, recovery }: RetiringConfig, name: string): string[] {
  const share = fileShares.find((each) => each.name === name);
  if (!share || share.replica) return [];
  const replicates = recovery?.role === "primary" && includes(recovery.strategy, "pilot-light");
  if (!replicates) return [`files-${name}-bucket`];
  const last = fileShares.every(({ retiring }) => retiring);
  const both = [`files-${name}-bucket`, `recovery-files-${name}-bucket`];
  return last ? [...both, REPLICAS_LOGS] : both;
}

function fileSystemNames({ fileSystems, parts }: RetiringConfig, name: string): string[] {
  const isThere = parts.network && fileSystems.some((each) => each.name === name);
  return isThere ? [`file-systems-${name}-file-system`] : [];
}

/** Whether a retirement has made an exemption: by the names above, whatever the configuration was then. */
function isAbout({ rule, urn }: Exempted, { kind, name }: Retired): boolean {
  const called = urn.split("::").at(-1) ?? "";
  const names = {
    database: new RegExp(`^databases-${name}-(instance|cluster|ro-\\d+)$`),
    gateway: new RegExp(`^files-${name}-gateway$`),
    share: new RegExp(`^(recovery-)?files-${name}-bucket$|^${REPLICAS_LOGS}$`),
    "file-system": new RegExp(`^file-systems-${name}-file-system$`),
  };
  return OF_DATABASES.includes(rule) && names[kind].test(called);
}
