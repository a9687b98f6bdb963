import { z } from "zod";

/** Below 95, a budget can't go 14.4 times as fast as it may: there are not as many requests. */
const promised = () => z.number().min(95).max(99.99);

/** https://sre.google/workbook/alerting-on-slos/ */
export const objectivesSchema = z
  .strictObject({
    availabilityPercent: promised().optional().meta({
      unit: "percent",
      description:
        "Share of requests without an error of the service: no 5xx of its targets, and no connection that they refuse.",
    }),
    latency: z
      .strictObject({
        percent: promised().meta({
          unit: "percent",
          description: "Share of requests that are answered in time.",
        }),
        withinMilliseconds: z.int().min(1).max(60_000).meta({
          unit: "milliseconds",
          description: "The time, from the load balancer's request to the target's first byte.",
        }),
      })
      .optional()
      .meta({ description: "How fast it answers." }),
    fewestRequests: z.int().min(1).max(1_000_000).default(100).meta({
      unit: "requests",
      description: "Requests in an hour, or in a day, below which nothing is said.",
    }),
  })
  .optional()
  .meta({
    description:
      "What the service promises its callers over 30 days. Alarms say that it uses up what may go wrong too fast: critical in an hour, a warning in a day (docs/monitoring.md). Needs hosts.",
  });
