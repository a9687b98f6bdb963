import type * as pulumi from "@pulumi/pulumi";
import { clientGroupKey, directPort } from "./clientWays";
import type { ServiceDescription } from "./description";
import type { ServicePlatform } from "./platform";
import { ReachedService } from "./reachedService";
import type { Service } from "./service";
import { ServiceReach, type ReachedTarget } from "./serviceReach";

/** A service of another stack, which services here may reach. */
export interface ReachedElsewhere {
  readonly service: ReachedTarget["service"];
  readonly securityGroupId?: pulumi.Output<string> | undefined;
}

/** Services, and what they are put into. */
export interface OpenWaysArgs {
  readonly descriptions: readonly ServiceDescription[];
  readonly services: Readonly<Record<string, pulumi.Resource & Pick<Service, "securityGroupId">>>;
  readonly platform: Pick<
    ServicePlatform,
    "clientWays" | "clientGroups" | "loadBalancer" | "networkLoadBalancer"
  >;
  /**
   * Services of another stack that these may reach.
   * @default none
   */
  readonly elsewhere?: readonly ReachedElsewhere[];
}

/** The ways between services, once all of them are there. */
export function openWays(args: OpenWaysArgs, opts: pulumi.ComponentResourceOptions): void {
  const { services } = args;
  for (const description of args.descriptions) {
    openOwnWays(description, args);
    const service = services[description.name];
    admitClients(description, args, service?.securityGroupId, { parent: service });
  }
  for (const { service, securityGroupId } of args.elsewhere ?? []) {
    admitClients(service, args, securityGroupId, opts);
  }
}

/** From a service to those that it says it reaches. */
function openOwnWays(
  { name, reaches }: ServiceDescription,
  { descriptions, services, platform, elsewhere = [] }: OpenWaysArgs,
): void {
  const names = reaches.flatMap(({ service }) => service ?? []);
  const securityGroupId = services[name]?.securityGroupId;
  if (names.length === 0 || securityGroupId === undefined) {
    return;
  }
  const { byRule = [] } = platform.clientWays[name] ?? {};
  const own = descriptions.map((service) => ({
    service,
    securityGroupId: services[service.name]?.securityGroupId,
  }));
  const reached = [...own, ...elsewhere]
    .filter(({ service }) => names.includes(service.name))
    .map(({ service, securityGroupId: target }) => ({
      service,
      byRule: byRule.some((way) => way.kind === "service" && way.name === service.name),
      securityGroupId: target,
    }));
  const loadBalancerSecurityGroupId = platform.loadBalancer?.securityGroupId;
  const networkSecurityGroupId = platform.networkLoadBalancer?.securityGroupId;
  new ServiceReach(
    `${name}-reach`,
    { securityGroupId, reached, loadBalancerSecurityGroupId, networkSecurityGroupId },
    { parent: services[name] },
  );
}

/** Into a service from the group of its clients, which is of this stack. */
function admitClients(
  service: ReachedTarget["service"],
  { platform }: OpenWaysArgs,
  securityGroupId: pulumi.Output<string> | undefined,
  opts: pulumi.ComponentResourceOptions,
): void {
  const { name } = service;
  const port = directPort(service);
  const clients = platform.clientGroups[clientGroupKey({ kind: "service", name })];
  if (clients === undefined || securityGroupId === undefined || port === undefined) {
    return;
  }
  const clientGroupId = clients.securityGroupId;
  new ReachedService(
    `${name}-clients`,
    { service: name, port, securityGroupId, clientGroupId },
    opts,
  );
}
