import { records, record, text } from "../values";
import { boxId, label, type Context } from "./context";
import { deviceOf, routerId } from "./dataCentre";
import type { Box, Frame, Line } from "./diagram";

const INTERFACES = [
  "aws:directconnect/privateVirtualInterface:PrivateVirtualInterface",
  "aws:directconnect/transitVirtualInterface:TransitVirtualInterface",
];
const CONNECTION = "aws:directconnect/connection:Connection";
const VPN = "aws:ec2/vpnConnection:VpnConnection";
const DX_GATEWAY = "aws:directconnect/gateway:Gateway";
const ASSOCIATION = "aws:directconnect/gatewayAssociation:GatewayAssociation";
const HUBS = [
  "aws:ec2/vpnGateway:VpnGateway",
  "aws:ec2transitgateway/transitGateway:TransitGateway",
];

/** The paths between both sides. */
export function linkFrame(context: Context): Frame | undefined {
  const children = [...virtualInterfaces(context), ...ordered(context), ...tunnels(context)];
  const gateways: Box[] = context.state.ofType(DX_GATEWAY).map((gateway) => ({
    id: boxId(gateway),
    urns: [gateway.urn],
    icon: "gateway",
    tone: "network",
    title: "Direct Connect",
    details: ["gateway", `AS ${text(gateway.properties, "amazonSideAsn")}`],
  }));
  if (children.length + gateways.length === 0) return undefined;
  const id = "draw-links";
  const title = "Links";
  const vpn = context.state.ofType(VPN).length > 0;
  const dx = children.length > context.state.ofType(VPN).length;
  const subtitle = [dx && "Direct Connect", vpn && "VPN"].filter(Boolean).join(" and ");
  return { id, urns: [], tone: "links", title, subtitle, children: [...children, ...gateways] };
}

/** Where the links of a Region end. */
export function hubs(context: Context): Box[] {
  return context.here(...HUBS).map((hub) => ({
    id: boxId(hub),
    urns: [hub.urn],
    icon: "gateway",
    tone: "network",
    title: hub.type === HUBS[0] ? "AWS gateway" : "Transit gateway",
    details: [
      ...(hub.type === HUBS[0] ? ["virtual private"] : []),
      `AS ${text(hub.properties, "amazonSideAsn")}`,
    ],
  }));
}

/** From each router over its link to the hub, and from there to the tiers that learn its routes. */
export function linkLines(context: Context, tiers: ReadonlyMap<string, string>): Line[] {
  const { state } = context;
  const described = links(context);
  const dx = state.ofType(...INTERFACES).flatMap((each): Line[] => {
    const link = described.find((of) => text(of, "virtualInterfaceId") === each.id) ?? {};
    const gateway = context.byId(text(each.properties, "dxGatewayId"), DX_GATEWAY);
    const id = boxId(each);
    return [
      { from: routerId(text(link, "device")), to: id, kind: "path" },
      ...(gateway === undefined ? [] : [path(id, boxId(gateway))]),
    ];
  });
  const associated = state.ofType(ASSOCIATION).flatMap(({ properties }) => {
    const from = context.byId(text(properties, "dxGatewayId"), DX_GATEWAY);
    const to = context.byId(text(properties, "associatedGatewayId"), ...HUBS);
    return from === undefined || to === undefined ? [] : path(boxId(from), boxId(to));
  });
  const kind = dx.length > 0 ? "failover" : "path";
  const vpn = state.ofType(VPN).flatMap((each): Line[] => {
    const { properties } = each;
    const end = context.byId(
      text(properties, "customerGatewayId"),
      "aws:ec2/customerGateway:CustomerGateway",
    );
    const hubId = text(properties, "vpnGatewayId") || text(properties, "transitGatewayId");
    const hub = context.byId(hubId, ...HUBS);
    const from = end === undefined ? "" : routerId(deviceOf(end));
    const id = boxId(each);
    return [
      { from, to: id, kind },
      { from: id, to: hub === undefined ? "" : boxId(hub), kind },
    ];
  });
  const reached = state.ofType(...HUBS).flatMap((hub) =>
    ["private", "isolated"].flatMap((tier) => {
      const frame = tiers.get(tier);
      return frame === undefined ? [] : path(boxId(hub), frame);
    }),
  );
  return [...dx, ...associated, ...vpn, ...reached];
}

function path(from: string, to: string): Line {
  return { from, to, kind: "path" };
}

function links({ state }: Context) {
  return records(record(state.outputs, "connectivity"), "links");
}

function virtualInterfaces(context: Context): Box[] {
  const described = links(context);
  return context.state.ofType(...INTERFACES).map((each) => {
    const link = described.find((of) => text(of, "virtualInterfaceId") === each.id) ?? {};
    const connectionId = text(each.properties, "connectionId");
    const connection = context.byId(connectionId, CONNECTION);
    const name = text(link, "name");
    const details = [
      text(link, "location"),
      text(link, "bandwidth"),
      `VLAN ${text(each.properties, "vlan")}`,
      `MTU ${text(each.properties, "mtu")}`,
    ].filter(Boolean);
    return {
      id: boxId(each),
      urns: [each.urn, ...(connection === undefined ? [] : [connection.urn])],
      icon: "link",
      tone: "network",
      title: name === "" ? label(each) : `Link ${name}`,
      details,
    };
  });
}

/** Connections that are ordered and carry nothing yet. */
function ordered(context: Context): Box[] {
  const used = context.state
    .ofType(...INTERFACES)
    .map(({ properties }) => text(properties, "connectionId"));
  const waiting = context.state.ofType(CONNECTION).filter(({ id }) => !used.includes(id));
  return waiting.map((each) => ({
    id: boxId(each),
    urns: [each.urn],
    icon: "link",
    tone: "network",
    title: label(each),
    details: ["ordered", text(each.properties, "location"), text(each.properties, "bandwidth")],
  }));
}

function tunnels(context: Context): Box[] {
  return context.state.ofType(VPN).map((each) => {
    const gateway = context.byId(
      text(each.properties, "customerGatewayId"),
      "aws:ec2/customerGateway:CustomerGateway",
    );
    return {
      id: boxId(each),
      urns: [each.urn],
      icon: "lock",
      tone: "network",
      title: gateway === undefined ? label(each) : `VPN ${deviceOf(gateway)}`,
      details: ["2 tunnels", "IPsec, BGP"],
    };
  });
}
