import { z } from "zod";
import { uniqueList } from "../schema/leaves";
import { schedule, timeZone } from "../schema/schedules";
import { serviceName } from "../services/leaves";
import { serviceSchema } from "../services/schema";

/** Where a job runs. A task is on one side: two sides are two jobs. */
const PLACEMENTS = ["cloud", "on-prem"] as const;

/** https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html */
const jobSchedule = z
  .strictObject({
    expression: schedule("cron", "rate", "at").meta({
      description: "When.",
      examples: ["cron(0 2 * * ? *)"],
    }),
    timezone: timeZone()
      .default("UTC")
      .meta({
        description: "IANA time zone of the expression; changes to and from summer time are AWS's.",
        examples: ["Europe/Dublin"],
      }),
    windowInMinutes: z.int().min(1).max(1440).optional().meta({
      unit: "minutes",
      description:
        "How much later it may begin, where many jobs have the same time. Left out, it begins at its time.",
    }),
    retries: z.int().min(0).max(185).default(10).meta({
      description:
        "How often AWS tries again where the task can't be started. A task that started and failed is not started again.",
    }),
    retryForInMinutes: z.int().min(1).max(1440).default(60).meta({
      unit: "minutes",
      description: "How long AWS tries at the most: a start that is later than that is of no use.",
    }),
    enabled: z.boolean().default(true).meta({
      description: "Whether it runs by itself. False lets it wait, with everything that it has.",
    }),
  })
  .meta({ description: "When it runs by itself. Left out, it runs when somebody starts it." });

/** What a service has because somebody calls it, or because it goes on for ever. */
const OF_SERVICES = {
  port: true,
  protocol: true,
  protocolVersion: true,
  hosts: true,
  paths: true,
  priority: true,
  loadBalancer: true,
  healthCheck: true,
  conditions: true,
  stickiness: true,
  loadBalancingAlgorithm: true,
  slowStartInSeconds: true,
  daemon: true,
  listenerPort: true,
  listenerProtocol: true,
  proxyProtocol: true,
  deployment: true,
  objectives: true,
  replicas: true,
  autoscaling: true,
  hostPort: true,
  siteShare: true,
  traffic: true,
  burst: true,
  failover: true,
  redirects: true,
  login: true,
  serviceConnect: true,
  executeCommand: true,
  deregistrationDelayInSeconds: true,
  waitForSteadyState: true,
} as const;

const jobSchema = serviceSchema.omit(OF_SERVICES).extend({
  name: serviceName().meta({
    description: "Name of the job, and of everything that it has. No service has it as well.",
  }),
  placement: z.enum(PLACEMENTS).meta({
    description:
      "Where it runs: changing this line moves it. What the other side would need may stay; it is not used.",
  }),
  schedule: jobSchedule.optional(),
  runBefore: uniqueList(serviceName())
    .optional()
    .meta({
      description:
        "Services before whose deployments it runs: a migration. An update waits for its end and fails with it, and the service stays as it was.",
      examples: [["orders"]],
    }),
});

export const jobsSchema = z.array(jobSchema).default([]).meta({
  description:
    "Tasks that end: by a schedule, or when somebody starts them. Described as services are.",
});
