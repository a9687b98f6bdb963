import { z } from "zod";
import { amazonSideAsn, customerSideAsn } from "./asn";
import { directConnectSchema } from "./directConnect";
import { insideCidr, linkName, publicAddress } from "./leaves";
import { existingTransitGateway } from "./transitGateway";
import { retentionInDays, uniqueList } from "../schema/leaves";

const vpnDevice = z.strictObject({
  name: linkName().meta({
    description: "Name of the device, unique in the stack. Another name means other tunnels.",
    examples: ["dc-router-1"],
  }),
  ipAddress: publicAddress().meta({
    description: "The device's public IPv4 address. Another address means other tunnels.",
    examples: ["203.0.113.10"],
  }),
  insideCidrs: uniqueList(insideCidr())
    .min(2)
    .max(2)
    .meta({
      description:
        "Inside CIDRs of the device's two tunnels. Left out, they are planned from the VPC's block and the device's name.",
      examples: [["169.254.21.0/30", "169.254.21.4/30"]],
    })
    .optional(),
});

const vpn = z
  .strictObject({
    devices: z.array(vpnDevice).min(1).max(3).meta({
      description:
        "Devices of the data centre, each with a VPN connection of two tunnels. Two devices survive the loss of one.",
    }),
    logs: z
      .strictObject({ retentionInDays: retentionInDays().default(365) })
      .prefault({})
      .meta({ description: "Tunnel and BGP logs, in an encrypted log group." }),
  })
  .meta({ description: "Site-to-site VPN with BGP, for modes with `vpn` in their name." });

export const connectivitySchema = z
  .strictObject({
    mode: z.enum(["vpn", "direct-connect", "direct-connect-with-vpn", "transit-gateway"]).meta({
      description:
        "Which path there is to the data centre. With `direct-connect-with-vpn` the VPN takes over when no link works. With `transit-gateway` the path ends on an existing one already.",
    }),
    transitGateway: existingTransitGateway.optional(),
    hub: z
      .enum(["virtual-private-gateway", "transit-gateway"])
      .default("virtual-private-gateway")
      .meta({
        description:
          "What the path ends on: the VPC's own gateway, or one that many VPCs share. Another hub means another path.",
      }),
    amazonSideAsn: amazonSideAsn().default(64512).meta({
      description: "AWS's ASN at the hub: what VPN tunnels speak BGP with.",
    }),
    customerSideAsn: customerSideAsn().meta({
      description: "The data centre's ASN.",
      examples: [65010],
    }),
    directConnect: directConnectSchema.optional(),
    vpn: vpn.optional(),
  })
  .optional()
  .meta({
    description:
      "The path between the VPC and the data centre. Left out, there is none. Keys of tunnels and BGP sessions are AWS's own.",
  });
