import type { Link } from "./directConnectLink";
import type { DirectConnectGateway } from "./directConnect";
import type { ConnectivityMode, HubKind } from "./hub";
import type { VpnDevice } from "./siteToSiteVpn";
import { planTunnelInsideCidrs, type TunnelPair } from "./tunnelInsideCidrs";

/** How the VPC and the data centre are connected, in the words of the configuration. */
export interface ConnectivitySettings {
  readonly mode: ConnectivityMode;
  readonly hub: HubKind;
  /** AWS's ASN at the hub. */
  readonly amazonSideAsn: number;
  /** The data centre's ASN. */
  readonly customerSideAsn: number;
  readonly directConnect?: DirectConnectSettings;
  readonly vpn?: VpnSettings;
  /** The existing transit gateway, in mode `transit-gateway`. */
  readonly transitGateway?: TransitGatewaySettings;
}

/** A transit gateway that is there already. */
export interface TransitGatewaySettings {
  readonly id: string;
  /** The VPC's attachment to it; one is made when left out. */
  readonly attachmentId?: string;
}

/** The Direct Connect part of {@link ConnectivitySettings}. */
export interface DirectConnectSettings {
  readonly gateway: DirectConnectGateway;
  /** CIDRs that AWS advertises to the data centre; the VPC's own when left out. */
  readonly allowedPrefixes?: readonly string[];
  /** None where an existing gateway has links of others. */
  readonly links: readonly LinkSettings[];
}

/** The VPN part of {@link ConnectivitySettings}. */
export interface VpnSettings {
  readonly devices: readonly VpnDeviceSettings[];
  /** How long tunnels' logs are kept, in days; a year when left out. */
  readonly logs?: { readonly retentionInDays?: number };
}

/** A link: who it ends on and its MTU may be left out. */
export type LinkSettings = Omit<Link, "device" | "virtualInterface"> & {
  /** Router of the data centre that it ends on; the link's own name when left out. */
  readonly device?: string;
  readonly virtualInterface: Omit<Link["virtualInterface"], "bgpAsn">;
};

/** A device that tunnels end on: their inside CIDRs may be left out. */
export interface VpnDeviceSettings {
  readonly name: string;
  readonly ipAddress: string;
  readonly insideCidrs?: readonly string[];
}

/** What there is to make: settings with everything that was left out. */
export interface ConnectivityPlan {
  /** Direct Connect, where the mode has it. */
  readonly directConnect?: DirectConnectSettings;
  readonly links: readonly Link[];
  readonly allowedPrefixes: readonly string[];
  readonly devices: readonly VpnDevice[];
}

/** Fills in what the configuration leaves out, and leaves out the parts that the mode does not use. */
export function planConnectivity(
  settings: ConnectivitySettings,
  vpcCidr: string,
): ConnectivityPlan {
  const { mode, customerSideAsn, directConnect, vpn } = settings;
  const hasLinks = mode === "direct-connect" || mode === "direct-connect-with-vpn";
  const hasTunnels = mode === "vpn" || mode === "direct-connect-with-vpn";
  const links = !hasLinks ? [] : (directConnect?.links ?? []);
  const direct = hasLinks && directConnect ? { directConnect } : {};
  const devices = !hasTunnels ? [] : (vpn?.devices ?? []);
  return {
    ...direct,
    allowedPrefixes: directConnect?.allowedPrefixes ?? [vpcCidr],
    links: links.map((link) => ({
      ...link,
      device: link.device ?? link.name,
      virtualInterface: { ...link.virtualInterface, bgpAsn: customerSideAsn },
    })),
    devices: devices.map(({ name, ipAddress, insideCidrs }) => ({
      name,
      ipAddress,
      bgpAsn: customerSideAsn,
      insideCidrs: pairOf(insideCidrs) ?? planTunnelInsideCidrs(vpcCidr, name),
    })),
  };
}

function pairOf(cidrs: readonly string[] | undefined): TunnelPair | undefined {
  const [first, second] = cidrs ?? [];
  return first === undefined || second === undefined ? undefined : [first, second];
}
