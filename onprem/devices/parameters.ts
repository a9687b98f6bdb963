import { tunnelCryptography } from "../../components/connectivity/tunnelOptions";
import { markdownTable, provenance } from "../concern";
import type { Facts } from "../facts";
import { expectedPrefixes, localPreference, type Device } from "./device";

/** Everything that a device is configured with, whoever made it. */
export function parameters(facts: Facts, device: Device): string {
  const { connectivity } = facts;
  const { encryption, integrity, dhGroups, ...times } = tunnelCryptography;
  const common = [
    ["Data centre's ASN", String(connectivity.customerSideAsn)],
    ["Tell AWS", connectivity.onPremisesCidrs.join(", ")],
    ["Take from AWS, and nothing else", expectedPrefixes(facts).join(", ")],
    [
      "Local preference",
      `${localPreference.link} over links, ${localPreference.tunnel} over tunnels`,
    ],
    ["BGP timers", "keepalive 10 s, hold 30 s"],
  ];
  const ipsec = [
    ["IKE", `${times.ikeVersion}, pre-shared key`],
    ["Encryption, both phases", encryption],
    ["Pseudo-random function (phase 1)", integrity.join(" or ")],
    ["Diffie-Hellman groups, both phases", `${dhGroups.join(", ")} (20 preferred)`],
    ["Lifetimes", `phase 1 ${times.phase1Lifetime} s, phase 2 ${times.phase2Lifetime} s`],
    ["Dead peer detection", `10 s, restart after ${times.dpdTimeout} s`],
    ["Traffic selectors", "0.0.0.0/0 both ways: routes decide"],
    ["Tunnel MTU", "1436, TCP MSS 1379"],
  ];
  const tunnels = device.tunnels.map((tunnel) => [
    tunnel.name,
    tunnel.outsideAddress,
    tunnel.insideCidr,
    tunnel.amazonAddress,
    tunnel.customerAddress,
    tunnel.amazonAsn,
    tunnel.presharedKey,
  ]);
  const links = device.links.map((link) => [
    link.name,
    String(link.vlan),
    link.amazonHost,
    link.customerCidr,
    link.amazonAsn,
    String(link.mtu),
    link.bgpAuthKey,
  ]);
  const sections = [
    `# ${device.name}`,
    ...provenance(facts),
    markdownTable(["Parameter", "Value"], common),
    ...(tunnels.length === 0
      ? []
      : [
          `## VPN tunnels, from ${device.ipAddress ?? ""}`,
          markdownTable(["Parameter", "Value"], ipsec),
          markdownTable(
            [
              "Tunnel",
              "AWS outside",
              "Inside CIDR",
              "AWS inside",
              "Ours inside",
              "AWS's ASN",
              "Pre-shared key",
            ],
            tunnels,
          ),
        ]),
    ...(links.length === 0
      ? []
      : [
          "## Direct Connect",
          markdownTable(
            ["Link", "VLAN", "AWS's address", "Ours", "AWS's ASN", "MTU", "BGP key (MD5)"],
            links,
          ),
        ]),
  ];
  return sections.join("\n\n") + "\n";
}
