import type { ConfigRule } from "../../rule";

/**
 * RDS takes no subnet group in one zone, and every stack has one for its databases:
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBSubnetGroup.html
 */
export const twoZones: ConfigRule = {
  summary:
    "A stack has two Availability Zones at least: AWS takes no database subnet group in one.",
  check: ({ network }) =>
    network?.availabilityZones?.length === 1
      ? [
          {
            path: ["network", "availabilityZones"],
            text: `${JSON.stringify(network.availabilityZones)} has one zone; AWS takes no database subnet group and no load balancer in less than two`,
          },
        ]
      : [],
};
