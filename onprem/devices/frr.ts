import { commented } from "../concern";
import type { Facts } from "../facts";
import { expectedPrefixes, localPreference, type Device } from "./device";
import { fromAws, prefixList } from "./routeFilters";

/** frr.conf: BGP over tunnels and links, links preferred while they work. */
// https://docs.frrouting.org/en/stable-8.4/bgp.html
export function frr(facts: Facts, device: Device): string {
  const { connectivity } = facts;
  const routerId = device.links[0]?.customerHost ?? device.tunnels[0]?.customerAddress;
  const lines = [
    commented("!", facts),
    "! BGP advertises only networks that the routing table has: the data centre's must be there.",
    "frr defaults traditional",
    `hostname ${device.name}`,
    "log syslog informational",
    "service integrated-vtysh-config",
    "!",
    ...prefixList("FROM-AWS", expectedPrefixes(facts)),
    ...prefixList("TO-AWS", connectivity.onPremisesCidrs),
    "!",
    ...fromAws("LINK", localPreference.link),
    "exit",
    ...fromAws("TUNNEL", localPreference.tunnel),
    "exit",
    "route-map TO-AWS permit 10",
    " match ip address prefix-list TO-AWS",
    "exit",
    "!",
    ...bfd(device),
    `router bgp ${connectivity.customerSideAsn}`,
    ...(routerId === undefined ? [] : [` bgp router-id ${routerId}`]),
    " bgp log-neighbor-changes",
    ...device.links.flatMap((link) => [
      ` neighbor ${link.amazonHost} remote-as ${link.amazonAsn}`,
      ` neighbor ${link.amazonHost} description Direct Connect link ${link.name}`,
      ` neighbor ${link.amazonHost} password ${link.bgpAuthKey}`,
      ` neighbor ${link.amazonHost} timers 10 30`,
      ` neighbor ${link.amazonHost} bfd profile aws`,
    ]),
    ...device.tunnels.flatMap((tunnel) => [
      ` neighbor ${tunnel.amazonAddress} remote-as ${tunnel.amazonAsn}`,
      ` neighbor ${tunnel.amazonAddress} description VPN tunnel ${tunnel.name}`,
      ` neighbor ${tunnel.amazonAddress} timers 10 30`,
    ]),
    " address-family ipv4 unicast",
    ...connectivity.onPremisesCidrs.map((cidr) => `  network ${cidr}`),
    ...device.links.flatMap((link) => filters(link.amazonHost, "LINK")),
    ...device.tunnels.flatMap((tunnel) => filters(tunnel.amazonAddress, "TUNNEL")),
    " exit-address-family",
    "exit",
    "!",
    "",
  ];
  return lines.join("\n");
}

/** AWS speaks BFD over links, at 300 ms; it does not over tunnels. */
function bfd({ links }: Device): string[] {
  if (links.length === 0) return [];
  const profile = ["detect-multiplier 3", "receive-interval 300", "transmit-interval 300"];
  return ["bfd", " profile aws", ...profile.map((line) => `  ${line}`), " exit", "exit", "!"];
}

function filters(neighbor: string, path: string): string[] {
  return [
    `  neighbor ${neighbor} route-map FROM-AWS-${path} in`,
    `  neighbor ${neighbor} route-map TO-AWS out`,
    `  neighbor ${neighbor} soft-reconfiguration inbound`,
    `  neighbor ${neighbor} maximum-prefix 100`,
  ];
}
