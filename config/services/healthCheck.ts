import { z } from "zod";
import { healthCheckPath, matcher } from "./leaves";

export const healthCheckSchema = z
  .strictObject({
    path: healthCheckPath()
      .optional()
      .meta({
        description:
          "What the load balancer asks for. Only protocol TCP and TLS may leave it out: a target that takes connections is then a healthy one.",
        examples: ["/healthz", "/healthz?deep=1"],
      }),
    matcher: matcher().default("200-299").meta({
      description:
        'HTTP codes of a healthy target, from 200 to 499; with GRPC gRPC\'s, from 0 ("0") to 99.',
    }),
    intervalInSeconds: z
      .int()
      .min(5)
      .max(300)
      .default(10)
      .meta({ unit: "seconds", description: "Time between checks." }),
    timeoutInSeconds: z.int().min(2).max(120).default(5).meta({
      unit: "seconds",
      description: "How long an answer may take; less than the interval.",
    }),
    healthyThreshold: z
      .int()
      .min(2)
      .max(10)
      .default(2)
      .meta({ description: "Good answers until healthy." }),
    unhealthyThreshold: z
      .int()
      .min(2)
      .max(10)
      .default(3)
      .meta({ description: "Bad answers until unhealthy." }),
    gracePeriodInSeconds: z.int().min(0).max(3600).default(60).meta({
      unit: "seconds",
      description: "How long after its start a task's checks are ignored.",
    }),
  })
  .meta({ description: "How the load balancer finds out whether a target is well." });
