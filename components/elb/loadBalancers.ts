import type * as pulumi from "@pulumi/pulumi";
import {
  hasCertificate,
  InternalLoadBalancer,
  type InternalLoadBalancerArgs,
} from "./internalLoadBalancer";

/** What is known of a service where load balancers are concerned. */
interface Placed {
  readonly hosts: readonly string[];
  /** The load balancer that serves its hosts, from 1. */
  readonly loadBalancer?: number | undefined;
}

/** The load balancers of a stack. */
export interface LoadBalancers {
  /** The one that is always there where there is a certificate. */
  readonly first: InternalLoadBalancer | undefined;
  readonly of: (service: Placed) => InternalLoadBalancer | undefined;
  /** Where a host name leads to. */
  readonly ofHost: (host: string) => InternalLoadBalancer | undefined;
}

/**
 * As many load balancers as the services are spread over, of one network, certificate and group of callers. Without a
 * certificate there is no HTTPS, so no load balancer.
 */
export function loadBalancers(
  name: string,
  args: InternalLoadBalancerArgs,
  services: readonly Placed[],
  opts: pulumi.ComponentResourceOptions,
): LoadBalancers {
  if (!hasCertificate(args)) {
    return { first: undefined, of: () => undefined, ofHost: () => undefined };
  }
  const first = new InternalLoadBalancer(name, args, opts);
  const exposed = services.filter(({ hosts }) => hosts.length > 0);
  const numbers = [...new Set(exposed.map(numberOf))]
    .filter((number) => number !== 1)
    .sort(byValue);
  const made = new Map([[1, first]]);
  for (const number of numbers) {
    const other = new InternalLoadBalancer(`${name}-${number}`, { ...args, beside: first }, opts);
    made.set(number, other);
  }
  const of = (service: Placed) => made.get(numberOf(service));
  return {
    first,
    of,
    ofHost: (host) => {
      const service = exposed.find(({ hosts }) => hosts.includes(host));
      return service && of(service);
    },
  };
}

function numberOf({ loadBalancer = 1 }: Placed): number {
  return loadBalancer;
}

const byValue = (one: number, other: number): number => one - other;
