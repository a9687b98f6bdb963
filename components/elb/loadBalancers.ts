import type * as pulumi from "@pulumi/pulumi";
import type { AlarmTopics } from "../cloudwatch/severity";
import type { ServiceDescription } from "../ecs/service/description";
import {
  hasCertificate,
  InternalLoadBalancer,
  type InternalLoadBalancerArgs,
} from "./internalLoadBalancer";
import { NetworkLoadBalancer } from "./networkLoadBalancer";
import { isNetworkProtocol, networkListener } from "./networkProtocol";

/** What is known of a service where load balancers are concerned. */
type Placed = Pick<
  ServiceDescription,
  "hosts" | "loadBalancer" | "protocol" | "port" | "listenerPort" | "listenerProtocol"
>;

/** What a name leads to. */
export type Named = Pick<InternalLoadBalancer, "dnsName" | "hostedZoneId">;

/** Arguments of {@link loadBalancers}. */
export type LoadBalancersArgs = InternalLoadBalancerArgs & {
  readonly alarmTopics: AlarmTopics;
};

/** The load balancers of a stack. */
export interface LoadBalancers {
  /** Those of HTTP, by number from 1. The first is always there where there is a certificate. */
  readonly byNumber: Readonly<Record<number, InternalLoadBalancer>>;
  /** The one of services that speak TCP or TLS, where there are any. */
  readonly network: NetworkLoadBalancer | undefined;
}

/**
 * As many load balancers as the services are spread over, of one network, certificate and group of callers, and one for
 * those that speak TCP or TLS. Without a certificate there is no HTTPS, so no load balancer of HTTP.
 */
export function loadBalancers(
  name: string,
  args: LoadBalancersArgs,
  services: readonly Placed[],
  opts: pulumi.ComponentResourceOptions,
): LoadBalancers {
  const exposed = services.filter(({ hosts }) => hosts.length > 0);
  const byNumber = ofRequests(
    name,
    args,
    exposed.filter(({ protocol }) => !isNetworkProtocol(protocol)),
    opts,
  );
  const beside = byNumber[1];
  return {
    byNumber,
    network: ofConnections(`${name}-network`, { ...args, beside }, exposed, opts),
  };
}

function ofRequests(
  name: string,
  args: InternalLoadBalancerArgs,
  services: readonly Placed[],
  opts: pulumi.ComponentResourceOptions,
): Readonly<Record<number, InternalLoadBalancer>> {
  if (!hasCertificate(args)) return {};
  const argsOf = (number: number) => {
    const { mutualAuthentication: mutual } = args;
    const asks = mutual?.loadBalancers?.includes(number) ?? true;
    return { ...args, mutualAuthentication: asks ? mutual : undefined };
  };
  const first = new InternalLoadBalancer(name, argsOf(1), opts);
  const numbers = [...new Set(services.map(numberOf))]
    .filter((number) => number !== 1)
    .sort(byValue);
  const others = numbers.map(
    (number) =>
      [
        number,
        new InternalLoadBalancer(`${name}-${number}`, { ...argsOf(number), beside: first }, opts),
      ] as const,
  );
  return { 1: first, ...Object.fromEntries(others) };
}

function ofConnections(
  name: string,
  { beside, logBucket, ...args }: LoadBalancersArgs,
  services: readonly Placed[],
  opts: pulumi.ComponentResourceOptions,
): NetworkLoadBalancer | undefined {
  const listeners = services.flatMap((service) => networkListener(service) ?? []);
  if (listeners.length === 0) return undefined;
  const speaksTls = listeners.some(({ protocol }) => protocol === "TLS");
  return new NetworkLoadBalancer(
    name,
    {
      ...args,
      ports: listeners.map(({ port }) => port),
      ...(speaksTls && { certificateArn: beside?.certificateArn, logBucket }),
    },
    opts,
  );
}

function numberOf({ loadBalancer = 1 }: Placed): number {
  return loadBalancer;
}

const byValue = (one: number, other: number): number => one - other;
