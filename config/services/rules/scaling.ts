import type { ConfigRule } from "../../rule";
import { eachService, runsInCloud, type Complaint } from "./each";

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html */
export const scalingMetrics: ConfigRule = {
  summary:
    "Queues and metrics of `autoscaling` are there once each; what is divided by tasks needs `landbridge:cluster.containerInsights`, which counts them.",
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
