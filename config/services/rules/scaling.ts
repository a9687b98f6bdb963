import type { ConfigRule } from "../../rule";
import {
  eachService,
  isExposed,
  missing,
  runsInCloud,
  type Complaint,
  type ServiceDraft,
} from "./each";

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html */
export const scalingMetrics: ConfigRule = {
  summary:
    "`autoscaling.toZero` is for a service that only `queues` scale; `autoscaling.predictive` has the target of what it forecasts. Queues and metrics are there once each; what is divided by tasks needs `landbridge:cluster.containerInsights`, which counts them.",
  check: eachService((service, { cluster }) => {
    const { queues, metrics } = service.autoscaling ?? {};
    if (!runsInCloud(service)) return [];
    const insights = cluster?.containerInsights;
    const uncounted = (at: readonly PropertyKey[]): Complaint[] =>
      insights === "disabled"
        ? [
            {
              at,
              text: "is divided by the tasks that run, which landbridge:cluster.containerInsights disabled does not count; make it enabled, or scale by metrics without perTask",
            },
          ]
        : [];
    const twice = (list: readonly ({ readonly name?: string } | undefined)[], key: string) =>
      list.flatMap((each, index): Complaint[] => {
        const first = list.findIndex((other) => other?.name === each?.name);
        return each?.name !== undefined && first < index
          ? [
              {
                at: ["autoscaling", key, index, "name"],
                text: `"${each.name}" is there twice; take one of them away`,
              },
            ]
          : [];
      });
    return [
      ...zeroAndForecast(service),
      ...twice(queues ?? [], "queues"),
      ...twice(metrics ?? [], "metrics"),
      ...(queues ?? []).flatMap((_, index) =>
        uncounted(["autoscaling", "queues", index, "messagesPerTask"]),
      ),
      ...(metrics ?? []).flatMap((metric, index) =>
        metric?.perTask === true ? uncounted(["autoscaling", "metrics", index, "perTask"]) : [],
      ),
    ];
  }),
};

/** What else would keep a last task, or can't be known without one. */
const BESIDE_QUEUES = ["cpuUtilization", "memoryUtilization", "requestsPerTarget"] as const;
const TARGETS = {
  cpu: "cpuUtilization",
  memory: "memoryUtilization",
  requests: "requestsPerTarget",
} as const;

function zeroAndForecast(service: ServiceDraft): Complaint[] {
  const { autoscaling } = service;
  if (autoscaling === undefined) return [];
  const { toZero, queues = [], metrics = [], predictive } = autoscaling;
  const at = (key: string): readonly PropertyKey[] => ["autoscaling", key];
  const others = [
    ...BESIDE_QUEUES.filter((key) => autoscaling[key] !== undefined),
    ...(metrics.length > 0 ? ["metrics"] : []),
  ];
  const target = predictive?.metric && TARGETS[predictive.metric];
  return [
    ...(toZero === true && queues.length === 0
      ? [
          {
            at: at("toZero"),
            text: "true needs queues: what waits in them is what the first task comes for",
          },
        ]
      : []),
    ...(toZero === true && isExposed(service)
      ? [
          {
            at: at("toZero"),
            text: "true is for what nobody calls: a service with hosts has a task for whoever does. Take hosts out, or toZero",
          },
        ]
      : []),
    ...(toZero === true
      ? others.map((key) => ({
          at: at(key),
          text: "keeps a last task, so that toZero never comes to pass; leave the tasks to queues, or take toZero out",
        }))
      : []),
    ...(predictive !== undefined && service.burst === true
      ? [
          {
            at: at("predictive"),
            text: "is for what AWS serves alone: of a service that bursts, a forecast counts the site's load as well. Take it out; bursting adds tasks by load",
          },
        ]
      : []),
    ...(target !== undefined && autoscaling[target] === undefined
      ? [
          missing(
            at(target),
            `autoscaling.predictive forecasts ${String(predictive?.metric)}, and the target of a task is said there`,
          ),
        ]
      : []),
  ];
}
