import type { Problem } from "../../errors";
import type { ConfigRule } from "../../rule";

/** The smallest VPC whose tiers and zones have blocks of a fixed plan. */
const LONGEST_PREFIX = 20;

export const existingFits: ConfigRule = {
  summary:
    "`landbridge:network.vpcCidr` is a /16 to /20 unless the VPC is there already; a list in `landbridge:network.existing.subnets` has a subnet for each zone.",
  check: ({ network }) => {
    const { vpcCidr, existing, availabilityZones } = { ...network };
    if (existing === undefined) {
      return vpcCidr !== undefined && Number(vpcCidr.split("/")[1]) > LONGEST_PREFIX
        ? [
            {
              path: ["network", "vpcCidr"],
              text: `"${vpcCidr}" is too small for a VPC that is made here; /16 to /${LONGEST_PREFIX} is allowed`,
            },
          ]
        : [];
    }
    const zones = availabilityZones?.length ?? 0;
    return Object.entries(existing.subnets ?? {}).flatMap(([tier, choice]): Problem[] =>
      Array.isArray(choice) && choice.length !== zones
        ? [
            {
              path: ["network", "existing", "subnets", tier],
              text: `has ${choice.length === 1 ? "1 subnet" : `${choice.length} subnets`} for ${zones} zones of landbridge:network.availabilityZones; one in each is needed`,
            },
          ]
        : [],
    );
  },
};
