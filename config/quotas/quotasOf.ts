import { QUOTAS, type Quotas } from "../../components/quotas";
import type { ConfigDraft } from "../types";

/** The stack's quotas, with AWS's own where config says nothing, or nothing that could be understood. */
export function quotasOf({ quotas }: ConfigDraft): Quotas {
  const of = (name: keyof Quotas): number => quotas?.[name] ?? QUOTAS[name].default;
  return {
    rulesPerSecurityGroup: of("rulesPerSecurityGroup"),
    entriesPerNetworkAcl: of("entriesPerNetworkAcl"),
    rulesPerLoadBalancer: of("rulesPerLoadBalancer"),
    targetsPerLoadBalancer: of("targetsPerLoadBalancer"),
    loadBalancers: of("loadBalancers"),
    roles: of("roles"),
    securityGroups: of("securityGroups"),
    databaseInstances: of("databaseInstances"),
    databaseProxies: of("databaseProxies"),
    databaseEventSubscriptions: of("databaseEventSubscriptions"),
    databaseParameterGroups: of("databaseParameterGroups"),
    databaseClusterParameterGroups: of("databaseClusterParameterGroups"),
  };
}

/** Where a quota is raised, as the end of a sentence. */
export function raising(name: keyof Quotas): string {
  const { service, code } = QUOTAS[name];
  return `have AWS raise it (Service Quotas ${service}, ${code}) and write landbridge:quotas.${name}`;
}
