import type {
  LoadBalancingAlgorithm,
  Placement,
  ServiceDescription,
  Side,
  Deployment,
} from "./description";

/** One target group of a service, and the share of requests that it gets. */
export interface TargetGroupPlan {
  readonly side: Side;
  readonly port: number;
  readonly weight: number;
  readonly algorithm: LoadBalancingAlgorithm;
  /** Whether the addresses of the site's servers are registered in it, besides what ECS registers. */
  readonly hasServers: boolean;
  /** Whether it is where ECS puts the next version, to move requests there. */
  readonly isAlternate?: boolean;
}

export function runsInCloud(placement: Placement): boolean {
  return placement !== "on-prem";
}

export function runsOnPremises(placement: Placement): boolean {
  return placement !== "cloud";
}

/**
 * The target groups of a service behind the load balancer, in the order of the rule.
 *
 * A service that bursts has one group with the targets of both sides. Each request goes to the target
 * with the fewest unfinished ones, so that the cloud's share follows from how busy the site is, and an
 * unhealthy server gets none: groups with weights do neither. See docs/adr/0021-bursting.md.
 */
export function targetGroups(service: ServiceDescription): TargetGroupPlan[] {
  const { placement, burst, failover, traffic, port, hostPort } = service;
  const algorithm = service.loadBalancingAlgorithm ?? "round_robin";
  const both = placement === "both";
  const cloud = (weight: number, hasServers: boolean): TargetGroupPlan => ({
    side: "cloud",
    port: required(service, "port", port),
    weight,
    algorithm: hasServers ? "least_outstanding_requests" : algorithm,
    hasServers,
  });
  const onPrem = (weight: number): TargetGroupPlan => ({
    side: "onPrem",
    port: required(service, "hostPort", hostPort),
    weight,
    algorithm,
    hasServers: true,
  });
  if (both && burst) {
    return [cloud(100, true)];
  }
  if (both && failover !== undefined) {
    const takesOver = sideOf(failover);
    return [
      cloud(takesOver === "cloud" ? 0 : 100, false),
      onPrem(takesOver === "onPrem" ? 0 : 100),
    ];
  }
  if (both) {
    const weights = required(service, "traffic", traffic);
    return [cloud(weights.cloud, false), onPrem(weights.onPrem)];
  }
  if (!runsInCloud(placement)) return [onPrem(100)];
  // The first one is the program's, the second one is where the next version comes to; then ECS moves the weights.
  return shiftingOf(service)
    ? [cloud(100, false), { ...cloud(0, false), isAlternate: true }]
    : [cloud(100, false)];
}

/** How many of a side's tasks may be missing or too many during a deployment, in percent. */
export interface DeploymentLimits {
  readonly minimumHealthyPercent: number;
  readonly maximumPercent: number;
}

/** In AWS there is room for both generations: none of the old tasks stops before its successor runs. */
export const CLOUD_DEPLOYMENT: DeploymentLimits = {
  minimumHealthyPercent: 100,
  maximumPercent: 200,
};

/**
 * On a server, the old task has the fixed port until it stops, so the new one has to wait for that. One
 * task has no other that could serve meanwhile.
 */
export function onPremisesDeployment(tasks: number): DeploymentLimits {
  return { minimumHealthyPercent: tasks > 1 ? 50 : 0, maximumPercent: 100 };
}

function required<T>(service: ServiceDescription, key: string, value: T | undefined): T {
  if (value === undefined) {
    throw new Error(
      `service ${service.name}: ${key} is missing for placement ${service.placement}`,
    );
  }
  return value;
}

/** A deployment that moves requests from one target group to another. */
export type Shifting = Deployment & { readonly strategy: "BLUE_GREEN" | "LINEAR" | "CANARY" };

/** How a service's requests are moved by ECS in AWS; undefined where tasks are replaced in their target group. */
export function shiftingOf({
  placement,
  deployment,
}: Pick<ServiceDescription, "placement" | "deployment">): Shifting | undefined {
  const { strategy = "ROLLING" } = deployment ?? {};
  return deployment === undefined || strategy === "ROLLING" || !runsInCloud(placement)
    ? undefined
    : { ...deployment, strategy };
}

/** A side, by the word that config has for it. */
export function sideOf(placement: "cloud" | "on-prem"): Side {
  return placement === "cloud" ? "cloud" : "onPrem";
}

/**
 * Who moves the weights of a service's rule once it is there, and between which target groups: ECS during deployments, or
 * its failover. Undefined where the program alone does.
 */
export function weightsMovedBy(
  service: Pick<ServiceDescription, "placement" | "deployment" | "failover" | "loadBalancer">,
): number | string | undefined {
  const { placement, failover, loadBalancer = 1 } = service;
  if (shiftingOf(service)) return loadBalancer;
  return placement === "both" && failover !== undefined
    ? `failover ${failover} ${loadBalancer}`
    : undefined;
}
