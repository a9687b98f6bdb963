import { cidrContains, cidrsOverlap } from "../../schema/cidr";
import type { Problem } from "../../errors";
import type { ConfigRule } from "../../rule";

/** Routes that AWS takes from the data centre in one BGP session, before it closes the session. */
// https://docs.aws.amazon.com/directconnect/latest/UserGuide/limits.html
const MOST_ROUTES = 100;

export const routedPrefixes: ConfigRule = {
  summary:
    "With `landbridge:connectivity`, `landbridge:onPremises.cidrs` has 100 networks at most (40 with a transit gateway), and every `allowedPrefixes` holds the VPC's block and nothing of the data centre's.",
  check: ({ connectivity, network, onPremises }) => {
    if (connectivity === undefined) {
      return [];
    }
    const vpcCidr = network?.vpcCidr;
    const count = onPremises?.cidrs?.length ?? 0;
    const prefixes = connectivity.directConnect?.allowedPrefixes ?? [];
    return [
      ...tooManyRoutes(
        count,
        connectivity.mode === "transit-gateway" ? connectivity.mode : connectivity.hub,
      ),
      ...prefixes.flatMap((prefix, index): Problem[] => {
        const path = ["connectivity", "directConnect", "allowedPrefixes", index];
        if (prefix === undefined || vpcCidr === undefined) {
          return [];
        }
        if (!cidrContains(prefix, vpcCidr)) {
          const text = `"${prefix}" does not hold landbridge:network.vpcCidr (${vpcCidr}); AWS would advertise nothing of the VPC to the data centre`;
          return [{ path, text }];
        }
        const theirs = onPremises?.cidrs?.find((cidr) => cidr && cidrsOverlap(prefix, cidr));
        return theirs
          ? [
              {
                path,
                text: `"${prefix}" overlaps ${theirs} of landbridge:onPremises.cidrs; AWS would draw the data centre's own traffic`,
              },
            ]
          : [];
      }),
    ];
  },
};

function tooManyRoutes(count: number, hub: string | undefined): Problem[] {
  // Static routes of a VPC's route table, of which endpoints and NAT gateways need some as well.
  const most = hub === "transit-gateway" ? 40 : MOST_ROUTES;
  const why =
    hub === "transit-gateway"
      ? "a route table of the VPC takes 50 routes, some of which are others'"
      : "AWS closes a BGP session that brings more";
  return count > most
    ? [
        {
          path: ["onPremises", "cidrs"],
          text: `has ${count} networks; ${most} at most, as ${why}: summarise them`,
        },
      ]
    : [];
}
