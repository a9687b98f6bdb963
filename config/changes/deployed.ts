import { weightsMovedBy } from "../../components/ecs/service/sides";
import type { ServiceDescription } from "../../components/ecs/service/description";
import type { PlatformConfig } from "../types";

/** What a stack was last updated with, as far as a change of it has to be checked or talked about. */
export interface Deployed {
  readonly vpcCidr: string;
  readonly connectivity?: {
    readonly hub: string;
    readonly amazonSideAsn: number;
    readonly customerSideAsn: number;
    readonly links: Readonly<Record<string, DeployedLink>>;
  };
  /** Versions of the engine, by database. */
  readonly databases: Readonly<Record<string, string>>;
  /** Addresses of servers, by what their site is registered as. */
  readonly sites: Readonly<Record<string, readonly string[]>>;
  /** Processors of capacity classes. */
  readonly capacity: Readonly<Record<string, string>>;
  readonly services: Readonly<Record<string, DeployedService>>;
}

/** A service as it was deployed. */
export interface DeployedService {
  readonly protocol: string;
  /** Between which target groups ECS or its failover moves its requests, where one does: a load balancer's number alone is ECS. */
  readonly movedOn?: number | string;
  /** Percent of its site's servers that run it, where that is not all of them. */
  readonly siteShare?: number;
}

/** A link of Direct Connect as it was deployed. */
export interface DeployedLink {
  readonly vlan: number;
  readonly addresses: string;
  readonly crossConnect: string;
}

/** The part of a configuration that the next update is compared with. */
export function deployedWith(config: PlatformConfig): Deployed {
  const { connectivity, databases, onPremises, cluster, services } = config;
  const named = <Each extends { readonly name: string }, Value>(
    list: readonly Each[],
    pick: (each: Each) => Value,
  ): Record<string, Value> => Object.fromEntries(list.map((each) => [each.name, pick(each)]));
  const links = connectivity?.directConnect?.links ?? [];
  return {
    vpcCidr: config.network.vpcCidr,
    ...(connectivity && {
      connectivity: {
        hub: connectivity.hub,
        amazonSideAsn: connectivity.amazonSideAsn,
        customerSideAsn: connectivity.customerSideAsn,
        links: named(links, ({ crossConnect, virtualInterface }) => {
          const { vlan, amazonAddress = "", customerAddress = "" } = virtualInterface;
          return { crossConnect, vlan, addresses: `${amazonAddress} ${customerAddress}` };
        }),
      },
    }),
    databases: named(databases, ({ engineVersion }) => engineVersion),
    sites: Object.fromEntries(
      onPremises.sites.map(({ name, registeredAs = name, servers }) => [
        registeredAs,
        servers.map(({ address }) => address),
      ]),
    ),
    capacity: Object.fromEntries(
      Object.entries(cluster.capacity).map(([name, each]) => [name, each.architecture]),
    ),
    services: named(services, (service) => {
      const { protocol, protocolVersion, placement, siteShare } = service;
      const movedOn = weightsMovedBy(service);
      return {
        protocol: protocolVersion === "HTTP1" ? protocol : `${protocol} (${protocolVersion})`,
        ...(movedOn !== undefined && { movedOn }),
        ...(placement !== "cloud" && siteShare < 100 && { siteShare }),
      };
    }),
  };
}

/**
 * Services, with what ECS or a failover has done to their rules since the last update: from then on weights are its own. The update that
 * brings the two target groups, or another placement, still says them.
 */
export function withMovedWeights<Service extends ServiceDescription>(
  services: readonly Service[],
  before: Deployed,
): (Service & Pick<ServiceDescription, "weightsMoved">)[] {
  return services.map((service) => {
    const movedOn = weightsMovedBy(service);
    const weightsMoved =
      movedOn !== undefined && before.services[service.name]?.movedOn === movedOn;
    return weightsMoved ? { ...service, weightsMoved } : service;
  });
}
