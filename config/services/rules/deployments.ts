import { isNetworkProtocol } from "../../../components/elb/networkProtocol";
import type { ConfigRule } from "../../rule";
import { eachService, isExposed, known, type Complaint } from "./each";

/** What each key is of. */
const OF_STRATEGY = {
  stepPercent: ["LINEAR"],
  stepBakeTimeInMinutes: ["LINEAR"],
  canaryPercent: ["CANARY"],
  canaryBakeTimeInMinutes: ["CANARY"],
  bakeTimeInMinutes: ["BLUE_GREEN", "LINEAR", "CANARY"],
} as const;

/**
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb-resources-for-blue-green.html
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere.html
 */
export const deployments: ConfigRule = {
  summary:
    "A `deployment.strategy` other than `ROLLING` is of a service with hosts and HTTP that runs in AWS alone, without `autoscaling.requestsPerTarget`; each of its other keys goes with the strategies that it is about. On premises it waits for the service's move, and tasks are replaced there.",
  check: eachService((service): Complaint[] => {
    const { deployment, placement, protocol } = service;
    if (deployment === undefined) return [];
    const strategy = deployment.strategy ?? "ROLLING";
    const foreign = Object.entries(OF_STRATEGY).flatMap(([key, of]): Complaint[] =>
      deployment[key as keyof typeof OF_STRATEGY] === undefined ||
      of.some((each) => each === strategy)
        ? []
        : [
            {
              at: ["deployment", key],
              text: `has no meaning for ${strategy}; it is of ${of.join(", ")}`,
            },
          ],
    );
    if (strategy === "ROLLING") {
      const text = "are asked by BLUE_GREEN, LINEAR and CANARY; ROLLING asks nobody";
      const hooks = known(deployment.lifecycleHooks).length > 0;
      return [...foreign, ...(hooks ? [{ at: ["deployment", "lifecycleHooks"], text }] : [])];
    }
    const at = ["deployment", "strategy"];
    return [
      ...foreign,
      ...(placement === "both"
        ? [
            {
              at,
              text: `${strategy} moves requests between two target groups of its own, and so leaves the site's share out; with placement both write ROLLING, or go to cloud first`,
            },
          ]
        : []),
      ...(placement === "cloud" && !isExposed(service)
        ? [{ at, text: `${strategy} moves requests of the load balancer, and there are no hosts` }]
        : []),
      ...(service.daemon === true
        ? [
            {
              at,
              text: `${strategy} starts new tasks beside the old ones, and a daemon has one on each server`,
            },
          ]
        : []),
      ...(isNetworkProtocol(protocol)
        ? [
            {
              at,
              text: `${strategy} moves requests, and protocol ${String(protocol)} has none; write ROLLING`,
            },
          ]
        : []),
      ...(service.autoscaling?.requestsPerTarget === undefined
        ? []
        : [
            {
              at: ["autoscaling", "requestsPerTarget"],
              text: `counts requests of one target group, and ${strategy} moves them to another; scale by cpuUtilization, or by a metric of the service's own (autoscaling.metrics)`,
            },
          ]),
    ];
  }),
};
