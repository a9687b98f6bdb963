import { conditionsKey, listenerPriority } from "../elb/listenerPriorities";
import { isNetworkProtocol } from "../elb/networkProtocol";
import { answeredHosts, redirectRoutes } from "../elb/redirects";
import type { ServiceDescription } from "../ecs/service/description";
import { runsInCloud, runsOnPremises, targetGroups } from "../ecs/service/sides";
import { PLATFORM_VERSION, type Neighbour } from "./contract";

/** What of a service other stacks of the platform have to know. */
export function neighbourOf(
  service: ServiceDescription,
  stack: string,
  defaultCapacityClass: string | undefined,
): Neighbour {
  const { name, hosts, placement, port, protocol, serviceConnect, site, hostPort } = service;
  const { loadBalancer = 1, capacityClass = defaultCapacityClass } = service;
  const isExposed = hosts.length > 0 && !isNetworkProtocol(protocol);
  const conditions = conditionsKey(service.conditions);
  const redirects = isExposed ? redirectRoutes(service).map(listenerPriority) : [];
  const containers = [service, ...(service.sidecars ?? [])];
  const repositories = containers.flatMap(({ image, imageFrom }) =>
    imageFrom === "repository" ? [image.split(/[:@]/)[0] ?? image] : [],
  );
  return {
    name,
    stack,
    version: PLATFORM_VERSION,
    hosts: answeredHosts(service),
    loadBalancer,
    ...(isExposed && { priority: listenerPriority({ ...service, conditions }) }),
    ...(redirects.length > 0 && { redirectPriorities: redirects }),
    targetGroups: isExposed ? targetGroups(service).length : 0,
    placement,
    ...(port !== undefined && { port, protocol }),
    serviceConnect,
    ...(runsOnPremises(placement) && site !== undefined && { site }),
    ...(runsOnPremises(placement) && hostPort !== undefined && { hostPort }),
    ...(runsInCloud(placement) && capacityClass !== undefined && { capacityClass }),
    databases: service.databases.map((each) => each.name),
    repositories: [...new Set(repositories)],
  };
}

/** Rules and target groups of a load balancer. */
export interface LoadBalancerRoom {
  readonly rules: number;
  readonly targetGroups: number;
}

/**
 * What of a stack's services and jobs can't be beside those of other stacks on the same platform, one line each: what is
 * unique in a cluster, a zone, a listener or on a server is one stack's.
 */
export function neighbourProblems(
  own: readonly Neighbour[],
  others: readonly Neighbour[],
  room: LoadBalancerRoom,
): string[] {
  return [...own.flatMap((each) => taken(each, others)), ...full(own, others, room)];
}

function taken(own: Neighbour, others: readonly Neighbour[]): string[] {
  const at = `service ${own.name}`;
  const called = ({ stack, name }: Neighbour) => `service ${name} of stack ${stack}`;
  const twin = others.find(({ name }) => name === own.name);
  if (twin !== undefined) {
    return [
      `${at}: stack ${twin.stack} has a service or job of this name; names are unique in a cluster. Choose another; one that is to move from there to here does so by docs/runbooks/service-to-own-stack.md`,
    ];
  }
  const onLoadBalancer = others.filter(({ loadBalancer }) => loadBalancer === own.loadBalancer);
  return [
    ...own.hosts.flatMap((host) => {
      const other = others.find(({ hosts }) => hosts.includes(host));
      return other === undefined
        ? []
        : [
            `${at}: host ${host} is of ${called(other)}; a host has one record, and so one stack. Choose another`,
          ];
    }),
    ...prioritiesOf(own).flatMap((priority) => {
      const other = onLoadBalancer.find((each) => prioritiesOf(each).includes(priority));
      return other === undefined
        ? []
        : [
            `${at}: its listener rule's priority ${priority} is that of ${called(other)}; write another \`priority\` here, such as ${free(priority, [own, ...onLoadBalancer])}`,
          ];
    }),
    ...others
      .filter(({ site, hostPort }) => hostPort !== undefined && site === own.site)
      .filter(({ hostPort }) => hostPort === own.hostPort)
      .map(
        (other) =>
          `${at}: hostPort ${String(own.hostPort)} at site ${String(own.site)} is of ${called(other)}; choose another`,
      ),
  ];
}

/** The priorities of its listener rules. */
function prioritiesOf({ priority, redirectPriorities = [] }: Neighbour): number[] {
  return [...(priority === undefined ? [] : [priority]), ...redirectPriorities];
}

/** The next priority that nobody has. */
function free(priority: number, all: readonly Neighbour[]): number {
  const used = new Set(all.flatMap(prioritiesOf));
  let next = priority + 1;
  while (used.has(next)) next += 1;
  return next;
}

function full(
  own: readonly Neighbour[],
  others: readonly Neighbour[],
  room: LoadBalancerRoom,
): string[] {
  const exposed = own.filter(({ hosts }) => hosts.length > 0);
  return [...new Set(exposed.map(({ loadBalancer }) => loadBalancer))].flatMap((number) => {
    const there = [...own, ...others].filter(
      ({ hosts, loadBalancer }) => hosts.length > 0 && loadBalancer === number,
    );
    const groups = there.reduce((sum, each) => sum + each.targetGroups, 0);
    const rules = there.flatMap(prioritiesOf).length;
    return rules <= room.rules && groups <= room.targetGroups
      ? []
      : [
          `load balancer ${number}: services of all stacks need ${rules} rules and ${groups} target groups of it; it has ${room.rules} and ${room.targetGroups}. Put some on another one by \`loadBalancer\``,
        ];
  });
}
