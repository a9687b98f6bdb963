import type { Misfit } from "../../../components/elb/loadBalancerPlan";
import { quotasOf, raising } from "../../quotas/quotasOf";
import type { Problem } from "../../errors";
import type { ConfigRule } from "../../rule";
import type { ConfigDraft } from "../../types";
import { loadBalancersOf, roomOf } from "../loadBalancers";
import { entries } from "./each";

export const loadBalancersFit: ConfigRule = {
  summary:
    "Services with hosts are spread over as many internal load balancers as they need: each has 100 rules (one for each service), 100 target groups (one for each side; one for a bursting service) and 1,000 targets (servers of sites, once for each service there, and tasks in AWS, twice for deployments). Services that share a host are on one load balancer, and fit on it; `loadBalancer` says no two for them.",
  check: (config) => {
    const { assigned, misfits } = loadBalancersOf(config);
    const count = new Set(Object.values(assigned)).size;
    const { loadBalancers: most } = quotasOf(config);
    const text = `with hosts need ${count} load balancers; the account has ${most} in a Region. Put some of them into another stack, or ${raising("loadBalancers")}`;
    return [
      ...misfits.map((misfit) => toProblem(config, misfit)),
      ...(count > most ? [{ path: ["services"], text }] : []),
    ];
  },
};

function toProblem(config: ConfigDraft, { names, pins, needed }: Misfit): Problem {
  const [first = "", ...others] = names;
  const path = entries(config).find(({ service }) => service.name === first)?.path ?? ["services"];
  const shared = others.length > 0 ? ` with ${others.join(", ")}, whose hosts it shares,` : "";
  if (pins.length > 1) {
    const text = `is${shared} on load balancers ${pins.join(" and ")}; a host leads to one of them`;
    return { path: [...path, "loadBalancer"], text };
  }
  const room = roomOf(config);
  const says = `needs${shared} and what else is there ${needed.rules} rules, ${needed.targetGroups} target groups and ${needed.targets} targets of a load balancer; it has ${room.rules}, ${room.targetGroups} and ${room.targets}`;
  const advice = `Give it hosts of its own, another loadBalancer or a smaller site, or ${raising(needed.targets > room.targets ? "targetsPerLoadBalancer" : "rulesPerLoadBalancer")}`;
  return { path, text: `${says}. ${advice}` };
}
