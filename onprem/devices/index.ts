import type { Concern } from "../concern";
import { allDevices, type Device } from "./device";
import { frr } from "./frr";
import { interfaces } from "./interfaces";
import { iosXe } from "./iosXe";
import { parameters } from "./parameters";
import { strongSwan } from "./strongSwan";

/** The data centre's routers: parameters, and ready configuration for two kinds of them. */
export const devices: Concern = {
  files: (facts) =>
    allDevices(facts).flatMap((device) => {
      const folder = `devices/${device.name}`;
      return [
        { path: `${folder}/parameters.md`, text: parameters(facts, device) },
        { path: `${folder}/linux/swanctl.conf`, text: strongSwan(facts, device) },
        { path: `${folder}/linux/interfaces.sh`, text: interfaces(facts, device) },
        { path: `${folder}/linux/frr.conf`, text: frr(facts, device) },
        { path: `${folder}/ios-xe.cfg`, text: iosXe(facts, device) },
      ];
    }),
  openings: (facts) => allDevices(facts).flatMap(tunnelOpenings),
};

function tunnelOpenings({ name, ipAddress, tunnels }: Device) {
  const from = `${name} (${ipAddress ?? "no VPN"})`;
  return tunnels.flatMap((tunnel) => {
    const to = tunnel.outsideAddress;
    return [
      {
        from,
        to,
        protocol: "UDP",
        ports: "500, 4500",
        purpose: `IKE of tunnel ${tunnel.name}, both ways`,
      },
      {
        from,
        to,
        protocol: "ESP (50)",
        ports: "-",
        purpose: `IPsec of tunnel ${tunnel.name}, both ways`,
      },
      {
        from: tunnel.customerAddress,
        to: tunnel.amazonAddress,
        protocol: "TCP",
        ports: "179",
        purpose: `BGP, tunnel ${tunnel.name}`,
      },
    ] as const;
  });
}
