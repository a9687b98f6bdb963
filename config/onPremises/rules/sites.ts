import { cidrsOverlap, isPrivateCidr } from "../../schema/cidr";
import { formatPath, type Problem } from "../../errors";
import type { ConfigDraft } from "../../types";
import type { ConfigRule } from "../../rule";

type Server = {
  readonly path: readonly PropertyKey[];
  readonly name?: string;
  readonly address?: string;
};

/** More managed nodes outside EC2 than this need the advanced tier of Systems Manager. */
const STANDARD_TIER = 1000;

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateActivation.html */
const MOST_OF_AN_ACTIVATION = 1000;

function servers({ onPremises }: ConfigDraft): Server[] {
  return (onPremises?.sites ?? []).flatMap((site, index) =>
    (site?.servers ?? []).flatMap((server, position): Server[] => {
      const path = ["onPremises", "sites", index, "servers", position];
      return server === undefined ? [] : [{ ...server, path }];
    }),
  );
}

/** A line for each value that an earlier one has taken. */
function taken<Item extends { readonly path: readonly PropertyKey[] }>(
  items: readonly Item[],
  key: keyof Item & string,
): Problem[] {
  return items.flatMap((item, index) => {
    const value = item[key];
    const first = items.slice(0, index).find((earlier) => earlier[key] === value);
    return value === undefined || first === undefined
      ? []
      : [
          {
            path: [...item.path, key],
            text: `"${String(value)}" is taken by ${formatPath(first.path)}`,
          },
        ];
  });
}

/** A role and an attribute are one site's. */
function registeredTwice({ onPremises }: ConfigDraft): Problem[] {
  const sites = onPremises?.sites ?? [];
  return sites.flatMap((site, index): Problem[] => {
    const registeredAs = site?.registeredAs;
    const other = sites.findIndex(
      (each, i) => i !== index && (each?.registeredAs ?? each?.name) === registeredAs,
    );
    if (registeredAs === undefined || other < 0) return [];
    const text = `"${registeredAs}" is what landbridge:onPremises.sites[${other}] is registered as`;
    return [{ path: ["onPremises", "sites", index, "registeredAs"], text }];
  });
}

export const uniqueSites: ConfigRule = {
  summary:
    "Sites have different names, also those that they are registered as, and servers different names and addresses.",
  check: (config) => {
    const sites = (config.onPremises?.sites ?? []).map((site, index) => ({
      path: ["onPremises", "sites", index],
      name: site?.name,
    }));
    const all = servers(config);
    return [
      ...taken(sites, "name"),
      ...registeredTwice(config),
      ...taken(all, "name"),
      ...taken(all, "address"),
    ];
  },
};

export const serversReachable: ConfigRule = {
  summary:
    "The address of a server is private, and inside `landbridge:onPremises.cidrs`: the load balancer reaches no other.",
  check: (config) => {
    const cidrs = (config.onPremises?.cidrs ?? []).filter((cidr) => cidr !== undefined);
    return servers(config).flatMap(({ path, address }): Problem[] => {
      if (address === undefined) {
        return [];
      }
      const host = `${address}/32`;
      if (!isPrivateCidr(host)) {
        const text = `"${address}" is not in private address space, which is all that a load balancer reaches outside its VPC`;
        return [{ path: [...path, "address"], text }];
      }
      return cidrs.length === 0 || cidrs.some((cidr) => cidrsOverlap(cidr, host))
        ? []
        : [
            {
              path: [...path, "address"],
              text: `"${address}" is not in landbridge:onPremises.cidrs (${cidrs.join(", ")})`,
            },
          ];
    });
  },
};

export const registrationLimits: ConfigRule = {
  summary:
    "An activation admits the site's servers at least, 1000 at most, and the sites together have 1000 servers at most, or `landbridge:fleet.tier: advanced`.",
  check: (config) => {
    const sites = config.onPremises?.sites ?? [];
    const few = sites.flatMap((site, index): Problem[] => {
      const limit = site?.activation?.registrationLimit;
      const count = site?.servers?.length;
      return limit !== undefined &&
        count !== undefined &&
        limit < Math.min(count, MOST_OF_AN_ACTIVATION)
        ? [
            {
              path: ["onPremises", "sites", index, "activation", "registrationLimit"],
              text: `${limit} is less than the site's ${count} servers`,
            },
          ]
        : [];
    });
    const count = servers(config).length;
    const many = `the sites have ${count} servers; the standard tier of Systems Manager has ${STANDARD_TIER} at most (landbridge:fleet.tier)`;
    return count > STANDARD_TIER && config.fleet?.tier !== "advanced"
      ? [...few, { path: ["onPremises", "sites"], text: many }]
      : few;
  },
};
