import type { Graph, Node, Reference } from "../graph";
import type { Properties } from "../known";
import { types } from "../types";

/** The Availability Zone of a subnet, where it is known. */
export function zoneOf(subnet: Node): string | undefined {
  return subnet.props.string("availabilityZone") ?? subnet.props.string("availabilityZoneId");
}

/** The zones that a list of subnets spans. */
export interface Span {
  readonly zones: readonly string[];
  /** Subnets whose zone cannot be told: not in this stack, or not known yet. */
  readonly untold: number;
}

/** What two lists of subnets span together. */
export function both(a: Span, b: Span): Span {
  return { zones: [...new Set([...a.zones, ...b.zones])].sort(), untold: a.untold + b.untold };
}

/** Too few zones, as messages say it. */
export function few({ zones }: Span): string {
  const [count = `${zones.length} zones`] = ["no zone", "one zone"].slice(zones.length);
  return zones.length === 0 ? count : `${count} only, ${zones.join(" and ")}`;
}

function spanOf({ certain, possible, external, unresolved }: Reference): Span {
  const zones = new Set(certain.flatMap((subnet) => zoneOf(subnet) ?? []));
  const untold = certain.filter((subnet) => zoneOf(subnet) === undefined).length;
  const more = possible.length + external.length + (unresolved ? 1 : 0);
  return { zones: [...zones].sort(), untold: untold + more };
}

/** The zones of the subnets in `property` of `node`, or in `key` within it. */
export function span(
  graph: Graph,
  node: Node,
  property: string,
  within: Properties = node.props,
  key: string = property,
): Span {
  return spanOf(graph.references(node, property, types.subnet, within, key));
}
