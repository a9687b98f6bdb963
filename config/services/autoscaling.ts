import { z } from "zod";
import { text } from "../schema/leaves";
import { schedule, timeZone } from "../schema/schedules";
import { tasks } from "./leaves";

const percent = z.number().min(1).max(100);

const step = z.strictObject({
  metric: z
    .enum(["cpu", "memory"])
    .meta({ description: "Average utilization of the service's tasks." }),
  above: percent.meta({ description: "From which average on.", unit: "percent" }),
  add: z
    .int()
    .min(1)
    .max(100)
    .meta({ description: "Tasks to add at once, for each minute above." }),
});

const scheduled = z.strictObject({
  name: text((value) =>
    /^[a-z][a-z0-9-]{0,29}$/.test(value)
      ? undefined
      : "is not a name (lower-case letters, digits, hyphens)",
  ).meta({ description: "What the schedule is for, unique in the service." }),
  schedule: schedule("cron", "rate", "at").meta({
    description: "When.",
    examples: ["cron(0 7 ? * MON-FRI *)"],
  }),
  timezone: timeZone()
    .default("UTC")
    .meta({
      description: "IANA time zone of the schedule.",
      examples: ["Europe/Dublin"],
    }),
  minReplicas: tasks().meta({ description: "Fewest tasks from then on." }),
  maxReplicas: tasks().meta({ description: "Most tasks from then on." }),
});

export const autoscalingSchema = z
  .strictObject({
    maxReplicas: tasks().min(1).meta({ description: "Most tasks; the fewest are replicas.cloud." }),
    cpuUtilization: percent
      .optional()
      .meta({ description: "Average CPU to keep.", unit: "percent" }),
    memoryUtilization: percent
      .optional()
      .meta({ description: "Average memory to keep.", unit: "percent" }),
    requestsPerTarget: z.number().min(1).optional().meta({
      description:
        "Requests that one target serves well: the average to keep. When bursting, on-premises targets count as well.",
      unit: "requests per minute",
    }),
    // https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-limits.html
    steps: z.array(step).max(20).default([]).meta({
      description:
        "For sudden load: add this many tasks at once, without waiting for the targets above.",
    }),
    schedules: z.array(scheduled).max(200).default([]).meta({
      description:
        "For load that is known beforehand: other limits from a point in time on. Once a service has any, its limits are theirs: replicas.cloud and maxReplicas are those of the first day.",
    }),
  })
  .meta({
    description:
      "Service autoscaling of the cloud side. ECS does not scale tasks on external instances.",
  });
