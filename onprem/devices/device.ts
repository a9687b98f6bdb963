import type { LinkSide, TunnelSide } from "../../components/connectivity/dataCentreSide";
import type { Facts } from "../facts";

/** One router of the data centre with everything that ends on it. */
export interface Device {
  readonly name: string;
  /** Public address, where VPN tunnels end on it. */
  readonly ipAddress: string | undefined;
  readonly tunnels: readonly NumberedTunnel[];
  /** Links whose virtual interface is there: the others have no BGP session yet. */
  readonly links: readonly SessionLink[];
}

/** A tunnel with the number of its interface on the device. */
export interface NumberedTunnel extends TunnelSide {
  readonly number: number;
  /** The key, or what stands for it. */
  readonly presharedKey: string;
}

/** A link with a BGP session. */
export interface SessionLink extends LinkSide {
  /** Both ends, without their prefix. */
  readonly amazonHost: string;
  readonly customerHost: string;
  /** The data centre's end with its prefix. */
  readonly customerCidr: string;
  readonly bgpAuthKey: string;
}

/** What stands where a secret would. */
const hidden = "run-again-with-show-secrets";

/** Every router that a tunnel or a link ends on, by name. */
export function allDevices(facts: Facts): Device[] {
  const { connectivity, secrets } = facts;
  const names = [
    ...connectivity.devices.map(({ name }) => name),
    ...connectivity.links.map(({ device }) => device),
  ];
  return [...new Set(names)].map((name) => {
    const vpn = connectivity.devices.find((device) => device.name === name);
    return {
      name,
      ipAddress: vpn?.ipAddress,
      tunnels: (vpn?.tunnels ?? []).map((tunnel, index) => ({
        ...tunnel,
        number: index + 1,
        presharedKey: secrets?.presharedKeys[tunnel.name] ?? hidden,
      })),
      links: connectivity.links.flatMap((link) =>
        link.device === name ? session(link, secrets?.bgpAuthKeys[link.name] ?? hidden) : [],
      ),
    };
  });
}

function session(link: LinkSide, bgpAuthKey: string): SessionLink[] {
  const { amazonAddress, customerAddress, virtualInterfaceId } = link;
  if (!virtualInterfaceId || !amazonAddress || !customerAddress) {
    return [];
  }
  const host = (cidr: string) => cidr.replace(/\/.*/, "");
  return [
    {
      ...link,
      amazonHost: host(amazonAddress),
      customerHost: host(customerAddress),
      customerCidr: customerAddress,
      bgpAuthKey,
    },
  ];
}

/** What AWS may advertise by BGP: anything else is rejected. */
export function expectedPrefixes({ connectivity }: Facts): string[] {
  return [...new Set([connectivity.vpcCidr, ...connectivity.advertisedCidrs])];
}

/** Preference of a path: the link while it works, the tunnel when it does not. */
export const localPreference = { link: 200, tunnel: 100 } as const;
