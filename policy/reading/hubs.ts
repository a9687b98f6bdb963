import { describe, type Graph, type Node, type Reference } from "../graph";
import { types } from "../types";

/** A gateway that links to the data centre end on: in this stack, or another's by its id. */
export type Hub = Node | string;

/** What a link ends on. */
export interface Ends {
  readonly hubs: readonly Hub[];
  /** Whether the preview cannot tell. */
  readonly unsure: boolean;
}

/** Where an association of a Direct Connect gateway, or a VPN connection, ends. */
export function ends(graph: Graph, link: Node): Ends {
  const isAssociation = types.dxGatewayAssociation.some((type) => type === link.type);
  const places = isAssociation
    ? [graph.references(link, "associatedGatewayId", types.hub)]
    : [
        graph.references(link, "vpnGatewayId", types.vpnGateway),
        graph.references(link, "transitGatewayId", types.transitGateway),
      ];
  return {
    hubs: places.flatMap(({ certain, external }) => [...certain, ...external]),
    unsure: places.some(isUnsure),
  };
}

function isUnsure({ possible, unresolved }: Reference): boolean {
  return possible.length > 0 || unresolved;
}

/** Whether two links may end on the same gateway: what cannot be told is not held against them. */
export function mayMeet(one: Ends, other: Ends): boolean {
  return one.unsure || other.unsure || one.hubs.some((hub) => other.hubs.includes(hub));
}

/** A gateway as messages name it. */
export function hubName({ hubs }: Ends): string {
  const [hub] = hubs;
  if (hub === undefined) return "no gateway";
  return typeof hub === "string" ? hub : describe(hub);
}

/** The VPCs behind a gateway. */
export function vpcsOf(graph: Graph, hub: Node): Node[] {
  const attachments = [
    ...graph.ofType(types.vpnGatewayAttachment).map((on) => ({ on, key: "vpnGatewayId" })),
    ...graph
      .ofType(types.transitGatewayVpcAttachment)
      .map((on) => ({ on, key: "transitGatewayId" })),
  ].filter(({ on, key }) => graph.references(on, key, types.hub).certain.includes(hub));
  const holders = [hub, ...attachments.map(({ on }) => on)];
  return holders.flatMap((holder) => graph.references(holder, "vpcId", types.vpc).certain);
}
