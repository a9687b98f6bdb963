import * as ipaddr from "ipaddr.js";
import { tunnelCryptography } from "../../components/connectivity/tunnelOptions";
import { commented } from "../concern";
import type { Facts } from "../facts";
import { expectedPrefixes, localPreference, type Device } from "./device";
import { fromAws, prefixList } from "./routeFilters";

/** Configuration for Cisco IOS XE: IKEv2, route-based tunnels, sub-interfaces for links, BGP. */
// https://www.cisco.com/c/en/us/td/docs/ios-xml/ios/sec_conn_ike2vpn/configuration/xe-17/sec-flex-vpn-xe-17-book.html
export function iosXe(facts: Facts, device: Device): string {
  const lines = [
    commented("!", facts),
    "! Replace GigabitEthernet1 by the interface to the internet, TenGigabitEthernet0/0/0 by the Direct Connect port,",
    "! whose own mtu has to be 9216 where a link below has jumbo packets.",
    ...(device.tunnels.length > 0 ? ipsec(device) : []),
    ...device.tunnels.flatMap((tunnel) => [
      `interface Tunnel${tunnel.number}`,
      ` description VPN tunnel ${tunnel.name}`,
      ` ip address ${tunnel.customerAddress} 255.255.255.252`,
      " ip mtu 1436",
      " ip tcp adjust-mss 1379",
      " tunnel source GigabitEthernet1",
      " tunnel mode ipsec ipv4",
      ` tunnel destination ${tunnel.outsideAddress}`,
      ` tunnel protection ipsec profile AWS-${tunnel.number}`,
      "!",
    ]),
    ...device.links.flatMap((link) => [
      `interface TenGigabitEthernet0/0/0.${link.vlan}`,
      ` description Direct Connect link ${link.name}`,
      ` encapsulation dot1Q ${link.vlan}`,
      ` ip address ${link.customerHost} ${mask(link.customerCidr)}`,
      ` ip mtu ${link.mtu}`,
      " bfd interval 300 min_rx 300 multiplier 3",
      "!",
    ]),
    ...bgp(facts, device),
    "",
  ];
  return lines.join("\n");
}

function ipsec({ ipAddress, tunnels }: Device): string[] {
  const { phase1Lifetime, phase2Lifetime, dpdTimeout } = tunnelCryptography;
  return [
    "crypto ikev2 proposal AWS",
    " encryption aes-gcm-256",
    " prf sha384 sha512",
    " group 20 21 19",
    "!",
    "crypto ikev2 policy AWS",
    " proposal AWS",
    "!",
    "crypto ipsec transform-set AWS esp-gcm 256",
    " mode tunnel",
    "!",
    ...tunnels.flatMap((tunnel) => [
      `crypto ikev2 keyring AWS-${tunnel.number}`,
      ` peer ${tunnel.name}`,
      `  address ${tunnel.outsideAddress}`,
      `  pre-shared-key ${tunnel.presharedKey}`,
      " !",
      "!",
      `crypto ikev2 profile AWS-${tunnel.number}`,
      ` match identity remote address ${tunnel.outsideAddress} 255.255.255.255`,
      ` identity local address ${ipAddress ?? ""}`,
      " authentication remote pre-share",
      " authentication local pre-share",
      ` keyring local AWS-${tunnel.number}`,
      ` lifetime ${phase1Lifetime}`,
      ` dpd 10 ${dpdTimeout / 10} periodic`,
      "!",
      `crypto ipsec profile AWS-${tunnel.number}`,
      " set transform-set AWS",
      " set pfs group20",
      ` set security-association lifetime seconds ${phase2Lifetime}`,
      ` set ikev2-profile AWS-${tunnel.number}`,
      "!",
    ]),
  ];
}

function bgp(facts: Facts, device: Device): string[] {
  const { connectivity } = facts;
  const neighbors = [
    ...device.links.map((link) => ({
      address: link.amazonHost,
      path: "LINK",
      own: [
        `remote-as ${link.amazonAsn}`,
        `description Direct Connect link ${link.name}`,
        `password ${link.bgpAuthKey}`,
        "fall-over bfd",
      ],
    })),
    ...device.tunnels.map((tunnel) => ({
      address: tunnel.amazonAddress,
      path: "TUNNEL",
      own: [`remote-as ${tunnel.amazonAsn}`, `description VPN tunnel ${tunnel.name}`],
    })),
  ];
  const all = (lines: readonly string[], address: string) =>
    lines.map((line) => ` neighbor ${address} ${line}`);
  return [
    ...prefixList("FROM-AWS", expectedPrefixes(facts)),
    ...prefixList("TO-AWS", connectivity.onPremisesCidrs),
    "!",
    ...fromAws("LINK", localPreference.link),
    "!",
    ...fromAws("TUNNEL", localPreference.tunnel),
    "!",
    "route-map TO-AWS permit 10",
    " match ip address prefix-list TO-AWS",
    "!",
    `router bgp ${connectivity.customerSideAsn}`,
    " bgp log-neighbor-changes",
    ...neighbors.flatMap(({ address, own }) => all([...own, "timers 10 30"], address)),
    " address-family ipv4",
    ...connectivity.onPremisesCidrs.map((cidr) => `  network ${network(cidr)} mask ${mask(cidr)}`),
    ...neighbors.flatMap(({ address, path }) =>
      [
        "activate",
        `route-map FROM-AWS-${path} in`,
        "route-map TO-AWS out",
        "maximum-prefix 100",
      ].map((line) => `  neighbor ${address} ${line}`),
    ),
    " exit-address-family",
    "!",
  ];
}

function network(cidr: string): string {
  return ipaddr.IPv4.networkAddressFromCIDR(cidr).toString();
}

function mask(cidr: string): string {
  const [, prefix] = ipaddr.IPv4.parseCIDR(cidr);
  return ipaddr.IPv4.subnetMaskFromPrefixLength(prefix).toString();
}
