import type { ServiceDescription } from "../ecs/service/description";

/** Whether connections are passed on, by the network load balancer: the others are HTTP's requests. */
export function isNetworkProtocol(protocol: string | undefined): boolean {
  return protocol === "TCP" || protocol === "TLS";
}

/** Where callers find a service on the network load balancer, and what they speak there. */
export interface NetworkListener {
  readonly port: number;
  readonly protocol: "TCP" | "TLS";
}

/** What of a service says whether it has a listener of its own. */
export type Listening = Pick<
  ServiceDescription,
  "hosts" | "port" | "listenerPort" | "listenerProtocol"
> & { readonly protocol?: string | undefined };

/** The listener of a service with hosts; undefined for one of HTTP, and for one without. */
export function networkListener(service: Listening): NetworkListener | undefined {
  const { hosts, protocol, listenerPort = service.port } = service;
  if (hosts.length === 0 || listenerPort === undefined) return undefined;
  return protocol === "TCP" || protocol === "TLS"
    ? { port: listenerPort, protocol: service.listenerProtocol ?? protocol }
    : undefined;
}
