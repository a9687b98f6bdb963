import type { Problem } from "../../errors";
import type { ConfigRule } from "../../rule";
import { links, type LinkDraft } from "./links";

export const linkOrders: ConfigRule = {
  summary:
    "A link has either a `connectionId` or an `order`; MACsec needs a port of 10 Gbps or more; a LAG has 4 connections at most, 2 at 100 Gbps and more; jumbo packets have the size that the hub takes.",
  check: (config) =>
    links(config).flatMap((each) => [
      ...carrier(each),
      ...macsec(each),
      ...lag(each),
      ...mtu(each, config.connectivity?.hub),
    ]),
};

interface Placed {
  readonly path: readonly PropertyKey[];
  readonly link: LinkDraft;
}

function carrier({ path, link }: Placed): Problem[] {
  if (link.connectionId !== undefined && link.order !== undefined) {
    const text = "is given beside connectionId; a link has one of them";
    return [{ path: [...path, "order"], text }];
  }
  // Only what was read whole lacks a key: of a link with mistakes, each part is there or undefined.
  return !("connectionId" in link) && !("order" in link)
    ? [
        {
          path,
          text: "has neither connectionId nor order; give an existing connection, or order one",
        },
      ]
    : [];
}

function macsec({ path, link: { order } }: Placed): Problem[] {
  if (order?.macsec === true && order.bandwidth === "1Gbps") {
    const text = "true needs a port of 10Gbps or more; bandwidth is 1Gbps";
    return [{ path: [...path, "order", "macsec"], text }];
  }
  return order?.macsec === false && order.macsecSecretArn !== undefined
    ? [{ path: [...path, "order", "macsecSecretArn"], text: "is given, but macsec is false" }]
    : [];
}

// https://docs.aws.amazon.com/directconnect/latest/UserGuide/limits.html
function lag({ path, link: { order } }: Placed): Problem[] {
  const fast = order?.bandwidth === "100Gbps" || order?.bandwidth === "400Gbps";
  return fast && (order.lagConnections ?? 1) > 2
    ? [
        {
          path: [...path, "order", "lagConnections"],
          text: `${order.lagConnections} is too large; a LAG of ${order.bandwidth} has 2 at most`,
        },
      ]
    : [];
}

function mtu({ path, link }: Placed, hub: string | undefined): Problem[] {
  const size = link.virtualInterface?.mtu;
  const jumbo = hub === "transit-gateway" ? 8500 : 9001;
  return size === undefined || hub === undefined || size === 1500 || size === jumbo
    ? []
    : [
        {
          path: [...path, "virtualInterface", "mtu"],
          text: `${size} is not what hub ${hub} takes; 1500 or ${jumbo} is`,
        },
      ];
}
