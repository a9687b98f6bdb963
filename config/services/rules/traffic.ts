import { isNetworkProtocol } from "../../../components/elb/networkProtocol";
import type { ConfigRule } from "../../rule";
import { eachService, isExposed, runsInCloud, missing } from "./each";

export const trafficWeights: ConfigRule = {
  summary:
    "The `traffic` of a service adds up to 100; a service with placement `both` behind the load balancer has one, unless it bursts or fails over.",
  check: eachService((service) => {
    const { placement, burst, failover, traffic } = service;
    const isMissing =
      placement === "both" &&
      burst === false &&
      failover === undefined &&
      isExposed(service) &&
      traffic === undefined;
    const { cloud, onPrem } = traffic ?? {};
    const sum = cloud === undefined || onPrem === undefined ? 100 : cloud + onPrem;
    return [
      ...(isMissing
        ? [
            missing(
              ["traffic"],
              "placement both needs the weights of the sides, burst: true, or failover",
            ),
          ]
        : []),
      ...(sum === 100
        ? []
        : [
            {
              at: ["traffic"],
              text: `cloud ${cloud} and onPrem ${onPrem} add up to ${sum}; they must be 100`,
            },
          ]),
    ];
  }),
};

export const bursting: ConfigRule = {
  summary:
    "A service that bursts has the placement `both`, hosts, `autoscaling.requestsPerTarget`, one task in AWS at least, and room to grow.",
  check: eachService((service) => {
    const { burst, placement, autoscaling, replicas, traffic } = service;
    if (burst !== true) {
      return [];
    }
    if (isNetworkProtocol(service.protocol)) return []; // networkServices says why not.
    const problem = (text: string) => [{ at: ["burst"], text }];
    const floor = replicas?.cloud;
    return [
      ...(placement === undefined || placement === "both"
        ? []
        : problem(`true has no meaning for placement ${placement}; bursting is placement both`)),
      ...(isExposed(service)
        ? []
        : problem("true needs hosts: it is the load balancer that bursts")),
      ...(traffic === undefined
        ? []
        : problem(
            "true and traffic exclude each other: bursting shares requests by load; remove traffic",
          )),
      ...(autoscaling?.requestsPerTarget === undefined
        ? [
            missing(
              ["autoscaling", "requestsPerTarget"],
              "a service that bursts says how many requests a minute one target serves well",
            ),
          ]
        : []),
      ...(floor === 0
        ? [
            {
              at: ["replicas", "cloud"],
              text: "0 leaves nothing to scale from; bursting starts from 1 at least",
            },
          ]
        : []),
    ];
  }),
};

export const autoscalingLimits: ConfigRule = {
  summary:
    "Limits of autoscaling are in order: `replicas.cloud` up to `maxReplicas`, also in schedules; requests are counted only behind the load balancer.",
  check: eachService((service) => {
    const { autoscaling, replicas } = service;
    if (autoscaling === undefined || !runsInCloud(service)) {
      return [];
    }
    const { maxReplicas, requestsPerTarget, schedules } = autoscaling;
    const floor = replicas?.cloud;
    const names = (schedules ?? []).map((schedule) => schedule?.name);
    return [
      ...(floor !== undefined &&
      maxReplicas !== undefined &&
      (maxReplicas < floor || (service.burst && maxReplicas === floor))
        ? [
            {
              at: ["autoscaling", "maxReplicas"],
              text: `${maxReplicas} is ${maxReplicas < floor ? "less than" : "no more than"} replicas.cloud (${floor})`,
            },
          ]
        : []),
      ...(requestsPerTarget !== undefined &&
      !isExposed(service) &&
      !service.burst &&
      !isNetworkProtocol(service.protocol)
        ? [
            {
              at: ["autoscaling", "requestsPerTarget"],
              text: `${requestsPerTarget} can't be counted: the service has no hosts on the load balancer`,
            },
          ]
        : []),
      ...(schedules ?? []).flatMap((schedule, index) => {
        const { minReplicas, maxReplicas: most, name } = schedule ?? {};
        const at = ["autoscaling", "schedules", index];
        return [
          ...(minReplicas !== undefined && most !== undefined && minReplicas > most
            ? [
                {
                  at: [...at, "minReplicas"],
                  text: `${minReplicas} is more than maxReplicas (${most})`,
                },
              ]
            : []),
          ...(name !== undefined && names.indexOf(name) < index
            ? [{ at: [...at, "name"], text: `"${name}" is a schedule of the service already` }]
            : []),
        ];
      }),
    ];
  }),
};
