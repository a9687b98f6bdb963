import { isEveryone } from "./cidr";
import { describe, type Graph, type Node, type Reference } from "../graph";
import type { Properties } from "../known";
import type { Settings, Tier } from "../settings";
import { types } from "../types";

/** One route that a subnet's traffic may take. */
export interface Route {
  /** The resource that has the route in it. */
  readonly on: Node;
  /** The property to change. */
  readonly line: string;
  readonly destination?: string;
  /** `unsure` is some gateway, which the preview does not tell. */
  readonly target: "internet-gateway" | "nat-gateway" | "unsure" | "other";
  /** NAT gateways that it leads to, as far as they are in this stack. */
  readonly natGateways: readonly Node[];
  /** The association by which the subnet has this route; none where it is the VPC's main one. */
  readonly association?: Node;
}

/** What a subnet is for. */
const tiers = ["public", "private", "isolated"] as const;

/** The network's questions to the graph: where a subnet's traffic goes, its zone, its tier. */
export class Network {
  readonly subnets: readonly Node[];
  readonly #graph: Graph;
  readonly #associations = new Map<Node, { association: Node; table: Node }[]>();
  readonly #mainTables = new Map<Node, Node[]>();
  readonly #routes = new Map<Node, Omit<Route, "association">[]>();

  constructor(graph: Graph) {
    this.#graph = graph;
    this.subnets = graph.ofType(types.subnet);
    this.#readAssociations();
    this.#readRoutes();
  }

  /** The VPC of a subnet, where it is in this stack. */
  vpc(subnet: Node): Node | undefined {
    return this.#graph.references(subnet, "vpcId", types.vpc).certain[0];
  }

  /** Every route of a subnet, except AWS's own local one. */
  routes(subnet: Node): Route[] {
    const associations = this.#associations.get(subnet) ?? [];
    if (associations.length > 0) {
      return associations.flatMap(({ association, table }) =>
        (this.#routes.get(table) ?? []).map((route) => ({ ...route, association })),
      );
    }
    return this.#mainRoutes(subnet);
  }

  /** The route by which a subnet is open to the internet. */
  internetRoute(subnet: Node): Route | undefined {
    return this.routes(subnet).find(({ target }) => target === "internet-gateway");
  }

  /** A route that may lead to an internet gateway: the preview does not tell. */
  unsureRoute(subnet: Node): Route | undefined {
    return this.routes(subnet).find(({ target }) => target === "unsure");
  }

  /** The routes by which a subnet reaches everything. */
  defaultRoutes(subnet: Node): Route[] {
    return this.routes(subnet).filter(isDefaultRoute);
  }

  /** The tier that a subnet says it is in, by tag. */
  tier(subnet: Node, settings: Settings): Tier | undefined {
    const keys = settings.tierTags.map((key) => key.toLowerCase());
    for (const tags of [subnet.props.object("tags"), subnet.props.object("tagsAll")]) {
      for (const key of tags?.keys() ?? []) {
        if (!keys.includes(key.toLowerCase())) continue;
        const value = tags?.string(key)?.toLowerCase();
        for (const tier of tiers) {
          if (value !== undefined && settings.tierNames[tier].includes(value)) return tier;
        }
      }
    }
    return undefined;
  }

  /** Whether instances in a subnet get a public address unless they reject it. */
  handsOutPublicAddresses(subnet: Node): boolean {
    const byDefault = types.defaultSubnet.some((type) => type === subnet.type);
    return subnet.inputs.boolean("mapPublicIpOnLaunch") ?? byDefault;
  }

  #readAssociations(): void {
    const graph = this.#graph;
    for (const association of graph.ofType(types.routeTableAssociation)) {
      const tables = graph.references(association, "routeTableId", types.routeTable).certain;
      for (const subnet of graph.references(association, "subnetId", types.subnet).certain) {
        const known = this.#associations.get(subnet) ?? [];
        this.#associations.set(subnet, [
          ...known,
          ...tables.map((table) => ({ association, table })),
        ]);
      }
    }
    for (const association of graph.ofType(types.mainRouteTableAssociation)) {
      const tables = graph.references(association, "routeTableId", types.routeTable).certain;
      for (const vpc of graph.references(association, "vpcId", types.vpc).certain) {
        this.#mainTables.set(vpc, [...tables]);
      }
    }
    for (const table of graph.ofType(types.defaultRouteTable)) {
      for (const vpc of graph.references(table, "defaultRouteTableId", types.vpc).certain) {
        if (!this.#mainTables.has(vpc)) this.#mainTables.set(vpc, [table]);
      }
    }
  }

  #readRoutes(): void {
    const holders = [...types.routeTable, ...types.vpc];
    for (const route of this.#graph.ofType(types.route)) {
      const found = this.#route(route, route.props, undefined);
      for (const holder of this.#graph.references(route, "routeTableId", holders).certain) {
        this.#routes.set(holder, [...(this.#routes.get(holder) ?? []), found]);
      }
    }
    for (const table of this.#graph.ofType(types.routeTable)) {
      const inline = table.inputs
        .objects("routes")
        .map((props) => this.#route(table, props, "routes"));
      this.#routes.set(table, [...(this.#routes.get(table) ?? []), ...inline]);
    }
  }

  /** Routes of a subnet that is associated with no table: those of its VPC's main one. */
  #mainRoutes(subnet: Node): Route[] {
    const vpc = this.vpc(subnet);
    const tables = (vpc && this.#mainTables.get(vpc)) ?? [];
    const routes = [...(vpc ? [vpc] : []), ...tables].flatMap(
      (holder) => this.#routes.get(holder) ?? [],
    );
    const isDefault = [...types.defaultVpc, ...types.defaultSubnet].some(
      (type) => type === vpc?.type || type === subnet.type,
    );
    if (routes.length > 0 || tables.length > 0 || !isDefault) return routes;
    // AWS makes every default VPC with a main route table that leads to an internet gateway.
    return [
      {
        on: subnet,
        line: "vpcId",
        destination: "0.0.0.0/0",
        target: "internet-gateway",
        natGateways: [],
      },
    ];
  }

  #route(on: Node, props: Properties, list: string | undefined): Omit<Route, "association"> {
    const destination =
      props.string("destinationCidrBlock") ??
      props.string("destinationIpv6CidrBlock") ??
      props.string("cidrBlock") ??
      props.string("ipv6CidrBlock");
    const at = (key: string): string => (list ? `${list}[].${key}` : key);
    const refer = (key: string, to: readonly string[]): Reference =>
      this.#graph.references(on, list ?? key, to, props, key);
    // A provider may leave out what it does not know: then the sources still say which it was.
    const keys = ["natGatewayId", "gatewayId"];
    const key =
      keys.find((each) => props.isSet(each)) ?? keys.find((each) => !list && on.sources[each]);
    if (key === "natGatewayId") {
      const natGateways = refer(key, types.natGateway).certain;
      return { on, line: at(key), destination, target: "nat-gateway", natGateways };
    }
    if (key === "gatewayId") {
      const internet = refer(key, types.internetGateway);
      const target = gatewayKind(internet, refer(key, types.vpnGateway), list !== undefined);
      return { on, line: at(key), destination, target, natGateways: [] };
    }
    return { on, line: at("gatewayId"), destination, target: "other", natGateways: [] };
  }
}

/** What stands behind a `gatewayId`: AWS takes internet and VPN gateways there alike. */
function gatewayKind(internet: Reference, vpn: Reference, inline: boolean): Route["target"] {
  if (internet.external.some((id) => id.startsWith("igw-"))) return "internet-gateway";
  const mayBeInternet = internet.certain.length + internet.possible.length > 0;
  const mayBeVpn = vpn.certain.length + vpn.possible.length > 0;
  // A list of routes that was made from an internet gateway has a route to it, whichever it is.
  if (mayBeInternet && (inline || !mayBeVpn)) return "internet-gateway";
  if (mayBeInternet) return "unsure";
  return internet.unresolved && !mayBeVpn ? "unsure" : "other";
}

/** Whether a route is for everything. */
export function isDefaultRoute({ destination }: Pick<Route, "destination">): boolean {
  return destination !== undefined && isEveryone(destination);
}

const networks = new WeakMap<Graph, Network>();

/** The network of a graph, read once however many rules ask. */
export function networkOf(graph: Graph): Network {
  const network = networks.get(graph) ?? new Network(graph);
  networks.set(graph, network);
  return network;
}

/** `routeTableId` of the association, or the route itself: the two lines that undo a route. */
export function routeLine({ on, line, association }: Route): string {
  const route = `${line} of ${describe(on)}`;
  return association ? `${route}, or routeTableId of ${describe(association)}` : route;
}
