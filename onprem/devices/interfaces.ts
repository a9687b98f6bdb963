import { commented } from "../concern";
import type { Facts } from "../facts";
import type { Device } from "./device";

/** A shell script that makes the interfaces of a Linux router: XFRM for tunnels, VLAN for links. */
export function interfaces(facts: Facts, device: Device): string {
  const tunnels = device.tunnels.flatMap(({ number, name, customerAddress }) => [
    `# Tunnel ${name}`,
    `ip link add aws${number} type xfrm dev "$UPLINK" if_id ${number}`,
    `ip address add ${customerAddress}/30 dev aws${number}`,
    `ip link set aws${number} mtu 1436 up`,
    `sysctl -q -w net.ipv4.conf.aws${number}.rp_filter=2 # AWS may answer through the other tunnel`,
  ]);
  const links = device.links.flatMap(({ name, vlan, mtu, customerCidr }) => [
    `# Direct Connect link ${name}`,
    `ip link add link "$DX_PORT" name dx${vlan} type vlan id ${vlan}`,
    `ip address add ${customerCidr} dev dx${vlan}`,
    `ip link set dx${vlan} mtu ${mtu} up`,
  ]);
  return [
    "#!/bin/sh",
    commented("#", facts),
    "set -eu",
    ...(tunnels.length > 0 ? [`: "\${UPLINK:?name of the interface to the internet}"`] : []),
    ...(links.length > 0 ? [`: "\${DX_PORT:?name of the Direct Connect port}"`] : []),
    "sysctl -q -w net.ipv4.ip_forward=1",
    ...tunnels,
    ...links,
    "",
  ].join("\n");
}
