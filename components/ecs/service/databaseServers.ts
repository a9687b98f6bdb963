import type { ClientServer } from "../../rds/databaseAdmission";
import type { SiteServer } from "../anywhere";
import type { ServiceDescription } from "./description";
import { runsOnPremises } from "./sides";
import { serversOf } from "./siteServers";

/** The servers whose services use a database, by the name of the database: each once, in the order of config. */
export function databaseServers(
  services: readonly ServiceDescription[],
  sites: readonly { readonly name: string; readonly servers: readonly SiteServer[] }[],
): Record<string, ClientServer[]> {
  const users = services.filter(({ placement }) => runsOnPremises(placement));
  const names = new Set(users.flatMap(({ databases }) => databases.map(({ name }) => name)));
  return Object.fromEntries(
    [...names].map((database) => {
      const at = users.filter(({ databases }) => databases.some(({ name }) => name === database));
      const used = sites.flatMap(({ name: site, servers }) => {
        const there = at.filter((service) => service.site === site);
        const run = new Set(there.flatMap((service) => serversOf(service, servers)));
        return servers.filter((server) => run.has(server)).map((server) => ({ site, ...server }));
      });
      return [database, used];
    }),
  );
}
