import { cidrsOverlap } from "../../schema/cidr";
import { DOCKER_BRIDGE } from "../../schema/dockerBridge";
import type { ConfigRule } from "../../rule";

export const clearOfDockerBridge: ConfigRule = {
  summary:
    "Where containers run, `landbridge:onPremises.cidrs` leave out 172.17.0.0/16: Docker's bridge takes that block on every container host.",
  check: ({ onPremises, cluster }) => {
    const hasHosts =
      (onPremises?.sites?.length ?? 0) > 0 || Object.keys(cluster?.capacity ?? {}).length > 0;
    if (!hasHosts) {
      return [];
    }
    return (onPremises?.cidrs ?? []).flatMap((cidr, index) =>
      cidr !== undefined && cidrsOverlap(cidr, DOCKER_BRIDGE.block)
        ? [
            {
              path: ["onPremises", "cidrs", index],
              text: `"${cidr}" overlaps ${DOCKER_BRIDGE.block}, which ${DOCKER_BRIDGE.by}: no container there reaches it; list the networks around that block instead`,
            },
          ]
        : [],
    );
  },
};
