import type { ConfigDraft } from "../../types";
import type { ConfigRule } from "../../rule";

export const networksNeeded: ConfigRule = {
  summary:
    "`landbridge:onPremises.cidrs` has the data centre's networks wherever something is connected with them: links, sites, forwarded domains, clients and appliances.",
  check: (config) => {
    const uses = usesOf(config);
    if (config.onPremises?.cidrs?.length !== 0 || uses.length === 0) return [];
    return [
      {
        path: ["onPremises", "cidrs"],
        text: `is missing; ${uses.join(", ")} need the data centre's networks (such as ["10.100.0.0/16"])`,
        missing: true,
      },
    ];
  },
};

/** What there is that only makes sense with a data centre. */
function usesOf({
  connectivity,
  onPremises,
  dns,
  databases,
  fileShares,
  fileGateways,
}: ConfigDraft): string[] {
  const uses: Readonly<Record<string, boolean>> = {
    connectivity: connectivity !== undefined,
    "onPremises.sites": (onPremises?.sites?.length ?? 0) > 0,
    "dns.onPremisesDomains": (dns?.onPremisesDomains?.length ?? 0) > 0,
    "databases[].clientCidrs": !!databases?.some((each) => each?.clientCidrs?.length),
    "fileShares[].clients": !!fileShares?.some((each) => each?.clients?.length),
    "fileGateways[].appliance": !!fileGateways?.some((each) => each?.appliance),
  };
  return Object.keys(uses).flatMap((key) => (uses[key] ? [`landbridge:${key}`] : []));
}
