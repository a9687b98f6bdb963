import type { ServiceDescription } from "./description";
import { runsInCloud } from "./sides";

/** What a service's tasks in AWS connect to by its security group: a database, a file system, or another service. */
export interface Way {
  readonly kind: "database" | "file-system" | "service";
  readonly name: string;
}

/** How a service's tasks get to what they connect to. */
export interface ClientWays {
  /** As members of the target's client group, which the target admits once for all of its clients. */
  readonly byGroup: readonly Way[];
  /** By a rule of the target's for this service alone. */
  readonly byRule: readonly Way[];
}

/**
 * Security groups of a service's tasks, the service's own among them.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html
 */
export const GROUPS_OF_TASKS = 5;

/**
 * Databases first, then file systems, then the services that it reaches, each in the order of config; as many by client groups as tasks
 * have room for, and what is past that by rules. No other service has a part in it: where one moves to, and whether
 * it can be called directly there, changes nothing of its callers' tasks.
 */
export function clientWays({
  placement,
  databases,
  fileSystems = [],
  serviceConnect,
  reaches,
}: Pick<ServiceDescription, "placement" | "databases" | "serviceConnect" | "reaches"> & {
  readonly fileSystems?: readonly { readonly name: string }[] | undefined;
}): ClientWays {
  if (!runsInCloud(placement)) return { byGroup: [], byRule: [] };
  const used = databases.map(({ name }) => name);
  const reached = serviceConnect ? reaches.flatMap(({ service }) => service ?? []) : [];
  const ways: Way[] = [
    ...[...new Set(used)].map((name) => ({ kind: "database" as const, name })),
    ...[...new Set(fileSystems.map(({ name }) => name))].map((name) => ({
      kind: "file-system" as const,
      name,
    })),
    ...[...new Set(reached)].map((name) => ({ kind: "service" as const, name })),
  ];
  const room = GROUPS_OF_TASKS - 1;
  return { byGroup: ways.slice(0, room), byRule: ways.slice(room) };
}

/** Port of a service that others call without the load balancer, by Service Connect; undefined where they can't. */
export function directPort({
  placement,
  serviceConnect,
  port,
}: Pick<ServiceDescription, "placement" | "serviceConnect" | "port">): number | undefined {
  return serviceConnect && runsInCloud(placement) ? port : undefined;
}

/** Name of a target's client group, under those of all. */
export function clientGroupKey({ kind, name }: Way): string {
  return `${kind}-${name}`;
}
