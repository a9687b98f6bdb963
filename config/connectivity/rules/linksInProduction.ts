import type { ConfigRule } from "../../rule";
import { devices, links } from "./links";

export const linksInProduction: ConfigRule = {
  summary:
    "In production a path has a second one beside it: links in two locations, or a VPN beside the link; a VPN alone has two devices.",
  check: (config) => {
    const mode = config.connectivity?.mode;
    if (config.environmentType !== "production" || mode === undefined) {
      return [];
    }
    const locations = links(config).map(({ link }) => link.location);
    if (mode === "direct-connect" && locations.length > 0 && new Set(locations).size === 1) {
      return [
        {
          path: ["connectivity", "directConnect", "links"],
          text: `are all in ${locations[0] ?? "one location"}; a production stack without a VPN has links in two locations at least`,
        },
      ];
    }
    return mode === "vpn" && devices(config).length === 1
      ? [
          {
            path: ["connectivity", "vpn", "devices"],
            text: "has one device; a production stack with a VPN alone has two at least",
          },
        ]
      : [];
  },
};
