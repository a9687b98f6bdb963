import type { Severity } from "../cloudwatch/severity";

/** What a service promises its callers, over 30 days. */
export interface ServiceObjectives {
  /** Share of requests that are answered without an error of the service, in percent. */
  readonly availabilityPercent?: number | undefined;
  /** Share of requests, in percent, that are answered within a time. */
  readonly latency?: { readonly percent: number; readonly withinMilliseconds: number } | undefined;
  /** Requests in a window's longer part below which nothing is said: of a few, one is a large share. */
  readonly fewestRequests: number;
}

/** Which requests count against an objective. */
export interface Objective {
  readonly name: "availability" | "latency";
  /** What it promises, as people read it. */
  readonly promise: string;
  /** Share of requests that may be bad, in percent. */
  readonly budgetPercent: number;
  /** A response within this time is good, in seconds; undefined where errors count. */
  readonly withinSeconds?: number;
}

/** How fast a budget goes, and what is done about it. */
export interface BurnRate {
  readonly name: "fast" | "slow";
  readonly severity: Severity;
  /** How many times as fast as would use the budget up in 30 days. */
  readonly times: number;
  /** The longer window shows that it matters, the shorter one that it goes on; in seconds. */
  readonly windowsInSeconds: { readonly long: number; readonly short: number };
  /** What goes while it lasts, as people read it. */
  readonly meaning: string;
}

/**
 * An hour at 14.4 times takes 2 % of a budget of 30 days; a day at 3 times takes 10 %.
 *
 * https://sre.google/workbook/alerting-on-slos/
 */
export const burnRates: readonly BurnRate[] = [
  {
    name: "fast",
    severity: "critical",
    times: 14.4,
    windowsInSeconds: { long: 3600, short: 300 },
    meaning: "in an hour, 2 % of what may go wrong in 30 days did",
  },
  {
    name: "slow",
    severity: "warning",
    times: 3,
    windowsInSeconds: { long: 86_400, short: 7200 },
    meaning: "in a day, 10 % of what may go wrong in 30 days did",
  },
];

/** The objectives that a service has. */
export function objectivesOf({ availabilityPercent, latency }: ServiceObjectives): Objective[] {
  const availability: Objective[] =
    availabilityPercent === undefined
      ? []
      : [
          {
            name: "availability",
            promise: `${availabilityPercent} % of requests without an error`,
            budgetPercent: 100 - availabilityPercent,
          },
        ];
  if (latency === undefined) return availability;
  const { percent, withinMilliseconds } = latency;
  return [
    ...availability,
    {
      name: "latency",
      promise: `${percent} % of requests within ${withinMilliseconds} ms`,
      budgetPercent: 100 - percent,
      withinSeconds: withinMilliseconds / 1000,
    },
  ];
}

/** A metric of a target group. */
export interface GroupMetric {
  readonly id: string;
  readonly metricName: string;
  readonly stat: string;
  /** Which of the service's target groups, from 0. */
  readonly group: number;
}

/** The share of bad requests, as CloudWatch counts it. */
export interface BadPercent {
  readonly expression: string;
  readonly metrics: readonly GroupMetric[];
}

/**
 * The share of a service's requests that count against an objective, in percent, over all its target groups. Errors are what targets
 * answer (5xx) and connections that they refuse. A group without requests sends nothing.
 *
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
 *
 * @param groups How many target groups the service has.
 * @param fewest Requests below which the share is 0.
 */
export function badPercent(objective: Objective, groups: number, fewest: number): BadPercent {
  const all = Array.from({ length: groups }, (_, group) => group);
  const of = (prefix: string, metricName: string, stat: string): GroupMetric[] =>
    all.map((group) => ({ id: `${prefix}${group + 1}`, metricName, stat, group }));
  const sum = (metrics: readonly GroupMetric[]): string =>
    metrics.map(({ id }) => `FILL(${id}, 0)`).join(" + ");
  const requests = of("requests", "RequestCount", "Sum");
  const total = sum(requests);
  const within = objective.withinSeconds;
  if (within === undefined) {
    const errors = [
      ...of("errors", "HTTPCode_Target_5XX_Count", "Sum"),
      ...of("refused", "TargetConnectionErrorCount", "Sum"),
    ];
    const expression = share(total, fewest, `100 * (${sum(errors)})`);
    return { expression, metrics: [...requests, ...errors] };
  }
  // The share of responses that took so long at the most; each group's weighs as many as it answered.
  const good = of("within", "TargetResponseTime", `PR(:${within})`);
  const late = all.map((i) => `(100 - FILL(within${i + 1}, 100)) * FILL(requests${i + 1}, 0)`);
  return {
    expression: share(total, fewest, late.join(" + ")),
    metrics: [...requests, ...good],
  };
}

function share(total: string, fewest: number, percents: string): string {
  return `IF((${total}) >= ${Math.max(1, fewest)}, (${percents}) / (${total}), 0)`;
}
