import type { ConfigRule } from "../../rule";

export const natInProduction: ConfigRule = {
  summary: "A production stack has a NAT gateway in each zone, or none at all.",
  check: ({ environmentType, network }) =>
    environmentType === "production" && network?.natGateways === "single"
      ? [
          {
            path: ["network", "natGateways"],
            text: '"single" is lost with its zone, and takes every other zone\'s way out with it; a production stack has per-zone, or none',
          },
        ]
      : [],
};
