import type { Graph, Node, Reference } from "../graph";
import { types, type Types } from "../types";

/** What some links end on at the far side: how many such ends there are at least, and at most. */
export interface FarEnds {
  readonly atLeast: number;
  readonly atMost: number;
}

/** One far end: links with the same name surely share it. */
interface FarEnd {
  readonly name: string;
  /** Whether links with other names surely end elsewhere. */
  readonly told: boolean;
}

const connections: Types = [...types.dxConnection, ...types.linkAggregationGroup];

/** The data centre's devices that VPN connections lead to. Two gateways with one address are one device. */
export function devicesOf(graph: Graph, vpns: readonly Node[]): FarEnds {
  return count(
    vpns.map((vpn) => {
      const reference = graph.references(vpn, "customerGatewayId", types.customerGateway);
      const [gateway] = reference.certain;
      const id = reference.external[0];
      if (gateway) return told(gateway.props.string("ipAddress") ?? gateway.urn);
      return id === undefined ? untold(reference, vpn) : told(id);
    }),
  );
}

/** The locations in which virtual interfaces enter AWS's network. */
export function locationsOf(graph: Graph, interfaces: readonly Node[]): FarEnds {
  return count(
    interfaces.map((each) => {
      const reference = graph.references(each, "connectionId", connections);
      const location = reference.certain[0]?.props.string("location");
      return location === undefined ? untold(reference, each) : told(location);
    }),
  );
}

const told = (name: string): FarEnd => ({ name, told: true });

/** Two links on one connection of another stack are in one location, wherever that is. */
function untold({ external, certain }: Reference, link: Node): FarEnd {
  return { name: `?${external[0] ?? certain[0]?.urn ?? link.urn}`, told: false };
}

function count(ends: readonly FarEnd[]): FarEnds {
  const names = (some: readonly FarEnd[]): number => new Set(some.map(({ name }) => name)).size;
  const surely = names(ends.filter((end) => end.told));
  return { atLeast: Math.max(surely, Math.min(1, ends.length)), atMost: names(ends) };
}
