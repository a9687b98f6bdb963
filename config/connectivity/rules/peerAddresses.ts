import { cidrsOverlap, networkBlock } from "../../schema/cidr";
import { formatPath, type Problem } from "../../errors";
import type { ConfigDraft } from "../../types";
import type { ConfigRule } from "../../rule";
import { links } from "./links";

export const peerAddresses: ConfigRule = {
  summary:
    "A link has both peer addresses or neither; both are in one subnet, which is apart from the VPC's block and from other links' subnets.",
  check: (config) => {
    const pairs = links(config).map(({ path, link }) => ({
      path: [...path, "virtualInterface"],
      given: link.virtualInterface ?? {},
    }));
    return [
      ...pairs.flatMap(({ path, given }) => onePair(path, given, config.network?.vpcCidr)),
      ...pairs.flatMap(({ path, given }, index) => {
        const here = given.amazonAddress;
        const earlier = pairs
          .slice(0, index)
          .find(
            ({ given: { amazonAddress: there } }) => here && there && cidrsOverlap(here, there),
          );
        return earlier
          ? [
              {
                path: [...path, "amazonAddress"],
                text: `"${here}" is in the subnet of ${formatPath([...earlier.path, "amazonAddress"])}; each link has its own`,
              },
            ]
          : [];
      }),
    ];
  },
};

type Interface = NonNullable<ReturnType<typeof links>[number]["link"]["virtualInterface"]>;

function onePair(
  path: readonly PropertyKey[],
  { amazonAddress: amazon, customerAddress: customer }: Interface,
  vpcCidr: NonNullable<ConfigDraft["network"]>["vpcCidr"],
): Problem[] {
  if (amazon === undefined && customer === undefined) {
    return [];
  }
  if (amazon === undefined || customer === undefined) {
    const [missing, given] =
      amazon === undefined
        ? ["amazonAddress", "customerAddress"]
        : ["customerAddress", "amazonAddress"];
    const text = `is missing, while ${given} is given; AWS takes both or neither`;
    return [{ path: [...path, missing], text }];
  }
  const at = [...path, "customerAddress"];
  if (networkBlock(amazon) !== networkBlock(customer)) {
    return [{ path: at, text: `"${customer}" is not in the subnet of amazonAddress (${amazon})` }];
  }
  if (amazon === customer) {
    return [{ path: at, text: `"${customer}" is amazonAddress as well; each end has its own` }];
  }
  return vpcCidr !== undefined && cidrsOverlap(amazon, vpcCidr)
    ? [
        {
          path: [...path, "amazonAddress"],
          text: `"${amazon}" is in landbridge:network.vpcCidr (${vpcCidr}); choose a subnet outside`,
        },
      ]
    : [];
}
