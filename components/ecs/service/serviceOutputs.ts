import * as pulumi from "@pulumi/pulumi";
import { isNetworkProtocol, networkListener } from "../../elb/networkProtocol";
import type { ServiceDescription } from "./description";
import type { Service } from "./service";

/** Where to look at a service: names and ARNs, by side; and where callers find one that is not HTTP's. */
export type ServiceOutputs = Pick<Service, "logGroupName" | "serviceNames" | "targetGroupArns"> & {
  /** `<host>.<zone>:<port>` of each of its hosts. */
  readonly endpoints?: readonly pulumi.Output<string>[];
};

/** Services with hosts that speak HTTP. */
function ofHttp(descriptions: readonly ServiceDescription[]): ServiceDescription[] {
  return descriptions.filter(
    ({ hosts, protocol }) => hosts.length > 0 && !isNetworkProtocol(protocol),
  );
}

/** URLs, by host, of the services that have some. */
export function urlsOf(
  descriptions: readonly ServiceDescription[],
  urls: Readonly<Record<string, pulumi.Output<string>>>,
): Record<string, pulumi.Output<string>> {
  const names = new Set(ofHttp(descriptions).flatMap(({ hosts }) => hosts));
  return Object.fromEntries(Object.entries(urls).filter(([host]) => names.has(host)));
}

/** Which load balancer serves a service's hosts, by its name. */
export function numbersOf(descriptions: readonly ServiceDescription[]): Record<string, number> {
  return Object.fromEntries(
    ofHttp(descriptions).map(({ name, loadBalancer = 1 }) => [name, loadBalancer]),
  );
}

/** Where to look at each service, by its name. */
export function lookedAt(
  descriptions: readonly ServiceDescription[],
  services: Readonly<Record<string, Service>>,
  zoneName: pulumi.Input<string>,
): Record<string, ServiceOutputs> {
  return Object.fromEntries(
    descriptions.flatMap((description) => {
      const { name, hosts } = description;
      const service = services[name];
      if (service === undefined) return [];
      const { logGroupName, serviceNames, targetGroupArns } = service;
      const own = networkListener(description);
      const endpoints = own && {
        endpoints: hosts.map((host) => pulumi.interpolate`${host}.${zoneName}:${own.port}`),
      };
      return [[name, { logGroupName, serviceNames, targetGroupArns, ...endpoints }] as const];
    }),
  );
}
