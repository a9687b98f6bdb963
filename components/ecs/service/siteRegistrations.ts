import type * as pulumi from "@pulumi/pulumi";
import type { AnywhereSite } from "../anywhere";
import type { ServiceDescription } from "./description";
import { runsOnPremises } from "./sides";
import { sharesSite, slotOf } from "./siteServers";

/** What the servers of a site have to know. */
export type SiteRegistration = Readonly<Record<string, pulumi.Input<unknown>>>;

/** What servers have to know to join, and what leads to their services and from there on. */
export function siteRegistrations(
  sites: readonly AnywhereSite[],
  tasks: readonly ServiceDescription[],
): readonly SiteRegistration[] {
  return sites.map(({ site, servers, registration }) => {
    const there = tasks.filter(
      (service) => runsOnPremises(service.placement) && service.site === site,
    );
    const hostPorts = there.flatMap(({ hostPort }) => hostPort ?? []).sort((a, b) => a - b);
    // Only where they are asked for: servers that are registered without them stay as they are.
    const slots = there.some(sharesSite)
      ? { slots: Object.fromEntries(servers.map(({ name }) => [name, slotOf(name)])) }
      : {};
    const databases = there.flatMap((service) => service.databases.map(({ name }) => name));
    return { ...registration, ...slots, hostPorts, databases: [...new Set(databases)].sort() };
  });
}
