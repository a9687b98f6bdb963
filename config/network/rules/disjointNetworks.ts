import { cidrsOverlap } from "../../schema/cidr";
import { formatPath, type Problem } from "../../errors";
import type { ConfigDraft } from "../../types";
import type { ConfigRule } from "../../rule";

interface Network {
  /** The key that the block belongs to. */
  readonly key: string;
  readonly path: readonly PropertyKey[];
  readonly cidr: string;
}

export const disjointNetworks: ConfigRule = {
  summary:
    "`landbridge:network.vpcCidr`, `landbridge:network.peerCidrs` and `landbridge:onPremises.cidrs` share no address with each other, nor among themselves.",
  check: (config) => {
    const networks = allNetworks(config);
    return networks.flatMap((network, index) =>
      networks
        .slice(0, index)
        .filter((earlier) => cidrsOverlap(earlier.cidr, network.cidr))
        // A duplicate block in one list is reported where the list is checked.
        .filter((earlier) => earlier.cidr !== network.cidr || earlier.key !== network.key)
        .map((earlier) => overlap(earlier, network)),
    );
  },
};

function overlap(earlier: Network, later: Network): Problem {
  return {
    path: later.path,
    text: `"${later.cidr}" overlaps ${formatPath(earlier.path)} (${earlier.cidr}); addresses must be unique on both sides`,
  };
}

function allNetworks({ network, onPremises }: ConfigDraft): Network[] {
  const known = (path: readonly PropertyKey[], cidr: string | undefined): Network[] =>
    cidr === undefined ? [] : [{ key: formatPath(path.slice(0, 2)), path, cidr }];
  return [
    ...(onPremises?.cidrs ?? []).flatMap((cidr, i) => known(["onPremises", "cidrs", i], cidr)),
    ...(network?.peerCidrs ?? []).flatMap((cidr, i) => known(["network", "peerCidrs", i], cidr)),
    ...known(["network", "vpcCidr"], network?.vpcCidr),
  ];
}
