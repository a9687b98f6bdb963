import type { ConfigDraft } from "../types";
import type { ConfigRule } from "../rule";
import type { Problem } from "../errors";
import { QUOTAS, type Quotas } from "../../components/quotas";
import { quotasOf, raising } from "./quotasOf";

/** Roles of a service, whichever side it runs on: for its tasks, and for ECS when it starts them. */
const ROLES_OF_SERVICE = 2;
/** Roles of a job: the same, and its schedule's. */
const ROLES_OF_JOB = 3;

/** The most that services and databases take of what the account has. */
const accountFits: ConfigRule = {
  summary:
    "The account's quotas hold the stack: two IAM roles and up to two security groups for each service, a third role for each with a `deployment.strategy` other than `ROLLING`, three roles and a security group for each job, a role for each site, its DB instances, replicas and the three of each cluster among them, its RDS proxies, and for each database a subscription to RDS's events and a parameter group, of instances or of clusters.",
  check: (config) => {
    const clusters = count(config.databases?.filter(isCluster));
    const roles =
      ROLES_OF_SERVICE * count(config.services) +
      count(config.services?.filter(isDeployedByRole)) +
      ROLES_OF_JOB * count(config.jobs) +
      count(config.onPremises?.sites);
    const securityGroups = 2 * count(config.services) + count(config.jobs);
    const proxies = count(config.databases?.filter((database) => database?.proxy === true));
    return [
      ...beyond(config, "roles", "services", roles),
      ...beyond(config, "securityGroups", "services", securityGroups),
      ...beyond(config, "databaseInstances", "databases", instances(config)),
      ...beyond(config, "databaseProxies", "databases", proxies),
      ...beyond(config, "databaseEventSubscriptions", "databases", count(config.databases)),
      ...beyond(config, "databaseParameterGroups", "databases", count(config.databases) - clusters),
      ...beyond(config, "databaseClusterParameterGroups", "databases", clusters),
    ];
  },
};

function beyond(
  config: ConfigDraft,
  name: keyof Quotas,
  path: "services" | "databases",
  needed: number,
): Problem[] {
  const most = quotasOf(config)[name];
  const text = `need ${needed} ${QUOTAS[name].what}; the account has ${most} in all. Put some into another stack and account, or ${raising(name)}`;
  return needed > most ? [{ path: [path], text }] : [];
}

function count(list: readonly unknown[] | undefined): number {
  return (list ?? []).length;
}

/** Whether ECS moves its requests, by a role of the service's. */
function isDeployedByRole(service: NonNullable<ConfigDraft["services"]>[number]): boolean {
  return (service?.deployment?.strategy ?? "ROLLING") !== "ROLLING";
}

function isCluster(database: NonNullable<ConfigDraft["databases"]>[number]): boolean {
  return database?.deployment === "multi-az-cluster";
}

function instances({ databases }: ConfigDraft): number {
  return (databases ?? []).reduce((sum, database) => {
    const replicas = database?.readReplicas ?? 0;
    return sum + (isCluster(database) ? 3 : 1 + replicas);
  }, 0);
}

/** Rules about what the account has room for. */
export const quotaRules: readonly ConfigRule[] = [accountFits];
