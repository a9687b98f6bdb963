import { serversOf } from "../../../components/ecs/service/siteServers";
import type { Problem } from "../../errors";
import { NOBODY_CALLS } from "../../../components/ecs/jobs/description";
import type { ConfigDraft } from "../../types";

/** A service as far as it could be understood. */
export type ServiceDraft = NonNullable<NonNullable<ConfigDraft["services"]>[number]>;

/** A service with its place in the list; or a job, which is to rules a service that nobody calls. */
export interface Entry {
  readonly service: ServiceDraft;
  readonly path: readonly PropertyKey[];
}

export function entries({ services, jobs, cluster }: ConfigDraft): Entry[] {
  return [
    ...(services ?? []).flatMap((service, index) =>
      service === undefined
        ? []
        : [{ service: counted(service, cluster), path: ["services", index] }],
    ),
    ...(jobs ?? []).flatMap((job, index) =>
      job === undefined ? [] : [{ service: { ...NOBODY_CALLS, ...job }, path: ["jobs", index] }],
    ),
  ];
}

/**
 * A daemon as rules count it: one task on each server of its site, and on each of the most instances of its class, of
 * which an update stops the old before it starts the new.
 */
function counted(service: ServiceDraft, cluster: ConfigDraft["cluster"]): ServiceDraft {
  if (service.daemon !== true) return service;
  const className = service.capacityClass ?? cluster?.defaultCapacityClass ?? "";
  const instances = cluster?.capacity?.[className]?.maxSize ?? 1;
  const replicas = { cloud: Math.floor(instances / 2), onPrem: 1 };
  return { ...service, replicas, autoscaling: undefined, serviceConnect: false };
}

/** What is wrong with each service by itself. */
export function eachService(check: (service: ServiceDraft, config: ConfigDraft) => Complaint[]) {
  return (config: ConfigDraft): Problem[] =>
    entries(config).flatMap(({ service, path }) =>
      check(service, config).map(({ at, ...rest }) => ({ path: [...path, ...at], ...rest })),
    );
}

/** A container as far as it could be understood: a service's own, or one beside it. */
export type ContainerDraft = Omit<
  NonNullable<NonNullable<ServiceDraft["sidecars"]>[number]>,
  "port"
>;

/** What is wrong with each container of each service, its own and those beside it. */
export function eachContainer(
  check: (container: ContainerDraft, service: ServiceDraft, config: ConfigDraft) => Complaint[],
) {
  return eachService((service, config) =>
    containersOf(service).flatMap(({ container, at: within }) =>
      check(container, service, config).map(({ at, ...rest }) => ({
        at: [...within, ...at],
        ...rest,
      })),
    ),
  );
}

/** A service's containers with their places in it. */
export function containersOf(
  service: ServiceDraft,
): { readonly container: ContainerDraft; readonly at: readonly PropertyKey[] }[] {
  const beside = (service.sidecars ?? []).flatMap((sidecar, index) =>
    sidecar === undefined ? [] : [{ container: sidecar, at: ["sidecars", index] }],
  );
  return [{ container: { ...service, essential: true }, at: [] }, ...beside];
}

/** A problem inside of a service. */
export interface Complaint {
  readonly at: readonly PropertyKey[];
  readonly text: string;
  /** Whether the value is absent, as far as the rule can see: it may be there and wrong. */
  readonly missing?: boolean;
}

/** A complaint about a value that is not there. */
export function missing(at: readonly PropertyKey[], why: string): Complaint {
  return { at, text: `is missing; ${why}`, missing: true };
}

export function runsInCloud({ placement }: Pick<ServiceDraft, "placement">): boolean {
  return placement === "cloud" || placement === "both";
}

export function runsOnPremises({ placement }: ServiceDraft): boolean {
  return placement === "on-prem" || placement === "both";
}

/** Whether the load balancer serves it. */
export function isExposed({ hosts }: Pick<ServiceDraft, "hosts">): boolean {
  return (hosts?.length ?? 0) > 0;
}

/** The servers of its site that run a service, as far as they could be understood. */
export function runningServers<Server extends { readonly name?: string | undefined }>(
  { name = "", siteShare }: ServiceDraft,
  servers: readonly (Server | undefined)[] | undefined,
): readonly Server[] {
  const all = known(servers).map((server) => ({ name: server.name ?? "", server }));
  return serversOf({ name, siteShare }, all).map(({ server }) => server);
}

/** The list without what could not be understood. */
export function known<T>(list: readonly (T | undefined)[] | undefined): T[] {
  return (list ?? []).filter((item) => item !== undefined);
}
