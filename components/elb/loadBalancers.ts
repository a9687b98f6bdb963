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

/**
 * As many load balancers as the services are spread over, by number from 1, of one network, certificate and group of
 * callers. The first is always there where there is a certificate; without one there is no HTTPS, so no load balancer.
 */
export function loadBalancers(
  name: string,
  args: InternalLoadBalancerArgs,
  services: readonly Placed[],
  opts: pulumi.ComponentResourceOptions,
): Readonly<Record<number, InternalLoadBalancer>> {
  if (!hasCertificate(args)) return {};
  const first = new InternalLoadBalancer(name, args, opts);
  const exposed = services.filter(({ hosts }) => hosts.length > 0);
  const numbers = [...new Set(exposed.map(numberOf))]
    .filter((number) => number !== 1)
    .sort(byValue);
  const others = numbers.map(
    (number) =>
      [
        number,
        new InternalLoadBalancer(`${name}-${number}`, { ...args, beside: first }, opts),
      ] as const,
  );
  return { 1: first, ...Object.fromEntries(others) };
}

function numberOf({ loadBalancer = 1 }: Placed): number {
  return loadBalancer;
}

const byValue = (one: number, other: number): number => one - other;
