import type * as pulumi from "@pulumi/pulumi";
import { clientGroupKey, directPort } from "./clientWays";
import type { ServiceDescription } from "./description";
import type { ServicePlatform } from "./platform";
import { ReachedService } from "./reachedService";
import type { Service } from "./service";
import { ServiceReach } from "./serviceReach";

/** Services, and what they are put into. */
export interface OpenWaysArgs {
  readonly descriptions: readonly ServiceDescription[];
  readonly services: Readonly<Record<string, pulumi.Resource & Pick<Service, "securityGroupId">>>;
  readonly platform: Pick<ServicePlatform, "clientWays" | "clientGroups" | "loadBalancer">;
}

/** The ways between services, once all of them are there. */
export function openWays(args: OpenWaysArgs): void {
  for (const description of args.descriptions) {
    openOwnWays(description, args);
    admitClients(description, args);
  }
}

/** From a service to those that it says it reaches. */
function openOwnWays(
  { name, reaches }: ServiceDescription,
  { descriptions, services, platform }: OpenWaysArgs,
): void {
  const names = reaches.flatMap(({ service }) => service ?? []);
  const securityGroupId = services[name]?.securityGroupId;
  if (names.length === 0 || securityGroupId === undefined) {
    return;
  }
  const { byRule = [] } = platform.clientWays[name] ?? {};
  const reached = descriptions
    .filter((other) => names.includes(other.name))
    .map((service) => ({
      service,
      byRule: byRule.some((way) => way.kind === "service" && way.name === service.name),
      securityGroupId: services[service.name]?.securityGroupId,
    }));
  const loadBalancerSecurityGroupId = platform.loadBalancer?.securityGroupId;
  new ServiceReach(
    `${name}-reach`,
    { securityGroupId, reached, loadBalancerSecurityGroupId },
    { parent: services[name] },
  );
}

/** Into a service from the group of its clients. */
function admitClients(description: ServiceDescription, { services, platform }: OpenWaysArgs): void {
  const { name } = description;
  const port = directPort(description);
  const clients = platform.clientGroups[clientGroupKey({ kind: "service", name })];
  const securityGroupId = services[name]?.securityGroupId;
  if (clients === undefined || securityGroupId === undefined || port === undefined) {
    return;
  }
  const clientGroupId = clients.securityGroupId;
  new ReachedService(
    `${name}-clients`,
    { service: name, port, securityGroupId, clientGroupId },
    { parent: services[name] },
  );
}
