import {
  planLoadBalancers,
  TARGET_GROUPS,
  type LoadBalancerPlan,
  type LoadBalancerRoom,
  type Served,
} from "../../components/elb/loadBalancerPlan";
import { isNetworkProtocol } from "../../components/elb/networkProtocol";
import { CLOUD_DEPLOYMENT } from "../../components/ecs/service/sides";
import { quotasOf } from "../quotas/quotasOf";
import type { ConfigDraft } from "../types";
import {
  entries,
  isExposed,
  known,
  runningServers,
  runsInCloud,
  runsOnPremises,
  type ServiceDraft,
} from "./rules/each";

/** Which load balancer serves each service with hosts. */
export function loadBalancersOf(config: ConfigDraft): LoadBalancerPlan {
  const balanced = Object.entries(config.balanced ?? {}).flatMap(([name, number]) =>
    number === undefined ? [] : [[name, number] as const],
  );
  return planLoadBalancers(servedBy(config), roomOf(config), Object.fromEntries(balanced));
}

/** Whether services take more than half of one load balancer: where they are matters from then on. */
export function mayNeedSeveral(config: ConfigDraft): boolean {
  const room = roomOf(config);
  const half = {
    rules: room.rules / 2,
    targetGroups: room.targetGroups / 2,
    targets: room.targets / 2,
  };
  const { assigned, misfits } = planLoadBalancers(servedBy(config), half);
  return misfits.length > 0 || Object.values(assigned).some((number) => number > 1);
}

/** What one load balancer has room for. */
export function roomOf(config: ConfigDraft): LoadBalancerRoom {
  const { rulesPerLoadBalancer: rules, targetsPerLoadBalancer: targets } = quotasOf(config);
  return { rules, targetGroups: TARGET_GROUPS, targets };
}

function servedBy(config: ConfigDraft): Served[] {
  return entries(config).flatMap(({ service }): Served[] => {
    const { name, hosts, loadBalancer: pinned } = service;
    if (name === undefined || !isExposed(service) || isNetworkProtocol(service.protocol)) return [];
    const { placement, deployment, burst } = service;
    const moves = placement === "cloud" && (deployment?.strategy ?? "ROLLING") !== "ROLLING";
    const targetGroups = (placement === "both" && burst !== true) || moves ? 2 : 1;
    const targets = targetsOf(config, service);
    const redirects = known(service.redirects);
    const redirected = redirects.flatMap((redirect) => known(redirect.hosts));
    const names = [...new Set([...known(hosts), ...redirected])];
    const rules = 1 + redirects.length;
    return [{ name, hosts: names, pinned, rules, targetGroups, targets }];
  });
}

/** Tasks in AWS at the most, both generations of a deployment, and servers of the site, each of which may run one. */
export function targetsOf(config: ConfigDraft, service: ServiceDraft): number {
  const { replicas, autoscaling } = service;
  const most = Math.max(replicas?.cloud ?? 0, autoscaling?.maxReplicas ?? 0);
  const tasks = Math.ceil((most * CLOUD_DEPLOYMENT.maximumPercent) / 100);
  const site = known(config.onPremises?.sites).find(({ name }) => name === service.site);
  return (
    (runsInCloud(service) ? tasks : 0) +
    (runsOnPremises(service) ? runningServers(service, site?.servers).length : 0)
  );
}
