import type { Problem } from "../../errors";
import type { ConfigRule } from "../../rule";
import { isExposed, type Complaint, type ServiceDraft } from "./each";

/** What has no meaning for a service that has a task on every server. */
const NO_MEANING = {
  autoscaling: "it has as many tasks as there are servers",
  traffic: "nobody shares requests between its tasks",
} as const;

/** What `replicas` is where nothing is said. */
const UNSAID = 2;

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-options.html */
export const daemons: ConfigRule = {
  summary:
    "A `daemon` has one task on every server of its class or site: no `hosts`, `replicas`, `autoscaling`, `traffic`, `burst` or `placementStrategy`.",
  check: ({ services }) =>
    (services ?? []).flatMap((service, index): Problem[] =>
      service?.daemon === true
        ? daemonComplaints(service).map(({ at, text }) => ({
            path: ["services", index, ...at],
            text,
          }))
        : [],
    ),
};

function daemonComplaints(service: ServiceDraft): Complaint[] {
  const { cloud, onPrem } = { ...service.replicas };
  const counts = { cloud, onPrem };
  return [
    ...(isExposed(service)
      ? [
          {
            at: ["hosts"],
            text: "are of no use to a daemon, which no load balancer leads to; take hosts out, or daemon: true",
          },
        ]
      : []),
    ...Object.entries(NO_MEANING).flatMap(([key, why]) =>
      service[key as keyof typeof NO_MEANING] === undefined
        ? []
        : [{ at: [key], text: `has no meaning for a daemon: ${why}; take it out` }],
    ),
    ...(service.burst === true
      ? [{ at: ["burst"], text: "true has no meaning for a daemon: nothing calls it; take it out" }]
      : []),
    ...(service.placementStrategy === "spread"
      ? [
          {
            at: ["placementStrategy"],
            text: '"spread" has no meaning for a daemon, which is on every server; take it out',
          },
        ]
      : []),
    ...Object.entries(counts).flatMap(([side, count]) =>
      count === undefined || count === UNSAID
        ? []
        : [
            {
              at: ["replicas", side],
              text: `${count} has no meaning for a daemon, which has one task on every server of its class or site; take it out`,
            },
          ],
    ),
  ];
}
