import { cidrContains } from "../../schema/cidr";
import type { Problem } from "../../errors";
import type { ConfigDraft } from "../../types";
import type { ConfigRule } from "../../rule";

export const clientsInDataCentre: ConfigRule = {
  summary:
    "`clients` of file shares, `clientCidrs` of databases and addresses of appliances lie within `landbridge:onPremises.cidrs`.",
  check: (config) => {
    const home = config.onPremises?.cidrs?.filter((cidr) => cidr !== undefined) ?? [];
    if (home.length === 0) {
      return [];
    }
    return clients(config)
      .filter(({ cidr }) => !home.some((network) => cidrContains(network, cidr)))
      .map(({ path, cidr }) => ({
        path,
        text: `"${cidr.replace(/\/32$/, "")}" is not within landbridge:onPremises.cidrs (${home.join(", ")})`,
      }));
  },
};

function clients(config: ConfigDraft): (Pick<Problem, "path"> & { readonly cidr: string })[] {
  const { databases, fileShares, fileGateways } = config;
  const each = (path: readonly PropertyKey[], cidrs: readonly (string | undefined)[] = []) =>
    cidrs.flatMap((cidr, index) => (cidr === undefined ? [] : [{ path: [...path, index], cidr }]));
  return [
    ...(databases ?? []).flatMap((database, i) =>
      each(["databases", i, "clientCidrs"], database?.clientCidrs),
    ),
    ...(fileGateways ?? []).flatMap((gateway, i) => {
      const address = gateway?.appliance?.address;
      const path = ["fileGateways", i, "appliance", "address"];
      return address === undefined ? [] : [{ path, cidr: `${address}/32` }];
    }),
    ...(fileShares ?? []).flatMap((share, i) => each(["fileShares", i, "clients"], share?.clients)),
  ];
}
