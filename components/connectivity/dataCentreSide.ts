import * as pulumi from "@pulumi/pulumi";
import type { PlacedLink } from "./directConnect";
import type { HubKind } from "./hub";
import type { VpnDevice, Tunnel } from "./siteToSiteVpn";

/** What a network engineer of the data centre has to know: a stack output, without any secret. */
export interface DataCentreSide {
  readonly hub: HubKind;
  readonly vpcCidr: string;
  /** What AWS advertises by BGP over Direct Connect. */
  readonly advertisedCidrs: readonly string[];
  /** What the data centre advertises by BGP. */
  readonly onPremisesCidrs: readonly string[];
  readonly customerSideAsn: number;
  readonly devices: readonly DeviceSide[];
  readonly links: readonly LinkSide[];
}

/** A device that VPN tunnels end on. */
export interface DeviceSide {
  readonly name: string;
  readonly ipAddress: string;
  readonly tunnels: readonly TunnelSide[];
}

/** One tunnel of a device. */
export interface TunnelSide {
  readonly name: string;
  readonly vpnConnectionId: string;
  readonly outsideAddress: string;
  readonly amazonAsn: string;
  readonly insideCidr: string;
  readonly amazonAddress: string;
  readonly customerAddress: string;
  /** The parameter that holds the pre-shared key. */
  readonly keyParameter: string;
}

/** A Direct Connect link, ordered or up. */
export interface LinkSide {
  readonly name: string;
  readonly device: string;
  readonly location: string;
  readonly crossConnect: "ordered" | "up";
  readonly connectionId: string;
  readonly bandwidth?: string;
  readonly macsec: boolean;
  readonly lagConnections: number;
  readonly vlan: number;
  readonly mtu: number;
  readonly amazonAsn: string;
  /** Known once the virtual interface is there, if AWS is to choose them. */
  readonly virtualInterfaceId?: string;
  readonly amazonAddress?: string;
  readonly customerAddress?: string;
  /** The parameter that holds the BGP session's key. */
  readonly keyParameter?: string;
}

/** The tunnels of each device, as the data centre has to set them up. */
export function deviceSides(
  devices: readonly VpnDevice[],
  tunnels: readonly Tunnel[],
): pulumi.Output<DeviceSide[]> {
  return pulumi.output(
    devices.map(({ name, ipAddress }) => ({
      name,
      ipAddress,
      tunnels: tunnels.filter(({ device }) => device === name).map(tunnelSide),
    })),
  );
}

function tunnelSide({ device: _device, ...tunnel }: Tunnel) {
  return tunnel;
}

/** The links, as the data centre has to set them up. */
export function linkSides(
  links: readonly PlacedLink[],
  amazonSideAsn: number | undefined,
): pulumi.Output<LinkSide[]> {
  return pulumi.output(links.map((link) => linkSide(link, String(amazonSideAsn))));
}

function linkSide({ link, placed }: PlacedLink, amazonAsn: string) {
  const { name, device, location, crossConnect, order } = link;
  const { vlan, mtu, amazonAddress, customerAddress } = link.virtualInterface;
  const made = placed.virtualInterface;
  return {
    name,
    device,
    location,
    crossConnect,
    connectionId: placed.connectionId,
    bandwidth: order?.bandwidth,
    macsec: order?.macsec ?? false,
    lagConnections: order?.lagConnections ?? 1,
    vlan,
    mtu,
    amazonAsn,
    virtualInterfaceId: made?.id,
    amazonAddress: made?.amazonAddress ?? amazonAddress,
    customerAddress: made?.customerAddress ?? customerAddress,
    keyParameter: placed.keyParameter,
  };
}
