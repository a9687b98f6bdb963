import type { ConfigRule } from "../../rule";

export const zonesInProduction: ConfigRule = {
  summary: "A production stack has two Availability Zones at least.",
  check: ({ environmentType, network }) => {
    const zones = network?.availabilityZones;
    if (environmentType !== "production" || zones?.length !== 1) {
      return [];
    }
    return [
      {
        path: ["network", "availabilityZones"],
        text: `${JSON.stringify(zones)} has one zone; a production stack has two at least`,
      },
    ];
  },
};
