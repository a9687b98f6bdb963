import { servedNames } from "../../../components/rds/servedNames";
import type { Problem } from "../../errors";
import type { ConfigRule } from "../../rule";

export const retiringDatabases: ConfigRule = {
  summary: "No service and no job uses a database that is `retiring`, by whatever name it serves.",
  check: ({ databases = [], services = [], jobs = [] }) => {
    const served = servedNames(databases);
    return databases.flatMap((database, index): Problem[] => {
      const label = served[index];
      if (database?.retiring !== true || label === undefined) return [];
      const users = [...services, ...jobs].flatMap((service) => {
        const uses = service?.databases?.some((use) => use?.name === label);
        return uses ? (service?.name ?? []) : [];
      });
      return users.length === 0
        ? []
        : [
            {
              path: ["databases", index, "retiring"],
              text: `true, but ${users.join(", ")} of landbridge:services or landbridge:jobs uses it by the name "${label}"; let another database serve that name, or take it out there, first`,
            },
          ];
    });
  },
};
