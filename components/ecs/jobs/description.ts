import type { ServiceDescription } from "../service/description";

/** When a job runs by itself. docs/CONFIG.md has units and defaults. */
export interface ScheduleDescription {
  /** `cron(...)`, `rate(...)` or `at(...)`. */
  readonly expression: string;
  readonly timezone: string;
  /** How much later it may begin. */
  readonly windowInMinutes?: number | undefined;
  /** How often AWS tries again to start its task, and how long at the most. */
  readonly retries: number;
  readonly retryForInMinutes: number;
  readonly enabled: boolean;
}

/**
 * A task that ends: a service's description without what callers need. Whatever a service has besides being
 * called is planned by the same code: roles, container, image, databases, shares and ways through the network.
 */
export interface JobDescription extends ServiceDescription {
  readonly placement: "cloud" | "on-prem";
  /** Undefined for one that somebody starts. */
  readonly schedule?: ScheduleDescription | undefined;
  /** Services before whose deployments it runs. */
  readonly runBefore?: readonly string[] | undefined;
}

/** What a service is that nobody calls, of which one task runs at a time. */
export const NOBODY_CALLS = {
  protocol: "HTTP",
  hosts: [],
  paths: [],
  replicas: { cloud: 1, onPrem: 1 },
  burst: false,
  // For tasks of services only:
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts.html
  serviceConnect: false,
  executeCommand: false,
  deregistrationDelayInSeconds: 0,
  waitForSteadyState: false,
} as const satisfies Partial<ServiceDescription>;
