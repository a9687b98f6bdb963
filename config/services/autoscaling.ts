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

const metricStep = z.strictObject({
  above: z.number().min(0).meta({ description: "From which value of the metric on." }),
  add: z
    .int()
    .min(1)
    .max(100)
    .meta({ description: "Tasks to add at once, for each minute above." }),
});

const metricSteps = z
  .array(metricStep)
  .max(20)
  .default([])
  .meta({ description: "For sudden load: as steps, by this metric." });

// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
const queueName = text((value) =>
  /^[A-Za-z0-9_-]{1,80}$|^[A-Za-z0-9_-]{1,75}\.fifo$/.test(value)
    ? undefined
    : "is not the name of a queue (letters, digits, - and _, 80 at most, .fifo at the end of one that keeps the order)",
);

const queue = z.strictObject({
  name: queueName.meta({
    description: "A queue of SQS in the stack's account and Region.",
    examples: ["report-requests"],
  }),
  messagesPerTask: z.number().min(1).meta({
    description:
      "Waiting messages that one task may have before it: the average to keep. So many as it works off in the time that a message may wait.",
    unit: "messages",
  }),
  steps: metricSteps,
});

const metricText = (most: number) =>
  text((value) =>
    /^[\x21-\x7e][\x20-\x7e]*$/.test(value) && value.length <= most && !value.startsWith(":")
      ? undefined
      : `is not a name that CloudWatch has (${most} characters at most, not beginning with :)`,
  );

// https://docs.aws.amazon.com/autoscaling/application/APIReference/API_CustomizedMetricSpecification.html
const customMetric = z.strictObject({
  name: text((value) =>
    /^[a-z][a-z0-9-]{0,19}$/.test(value)
      ? undefined
      : "is not a name (lower-case letters, digits, hyphens, 20 characters at most)",
  ).meta({ description: "What it is called here, unique in the service." }),
  namespace: metricText(255).meta({ description: "Its namespace.", examples: ["Shop"] }),
  metricName: metricText(255).meta({ description: "Its name.", examples: ["WaitingJobs"] }),
  dimensions: z
    .record(metricText(255), metricText(1024))
    .superRefine((value, context) => {
      const count = Object.keys(value).length;
      const message = `has ${count} dimensions; a metric has 30 at most`;
      if (count > 30) context.addIssue({ code: "custom", message });
    })
    .default({})
    .meta({ description: "Its dimensions, all of them." }),
  statistic: z
    .enum(["Average", "Minimum", "Maximum", "SampleCount", "Sum"])
    .default("Average")
    .meta({ description: "Of the values of a minute." }),
  target: z.number().gt(0).meta({
    description: "The value to keep. More tasks have to lower it, or none is ever enough.",
  }),
  perTask: z.boolean().default(false).meta({
    description:
      "Whether target is the share of one task: the metric divided by the tasks that run, for what says how much there is to do in all.",
  }),
  steps: metricSteps,
});

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/predictive-auto-scaling.html
const forecast = z
  .strictObject({
    metric: z.enum(["cpu", "memory", "requests"]).meta({
      description:
        "What is forecast; the target is cpuUtilization, memoryUtilization or requestsPerTarget, which has to be there.",
    }),
    mode: z.enum(["forecast", "scale"]).default("forecast").meta({
      description:
        "Whether it only shows its forecast, to be looked at first, or adds tasks by it as well.",
    }),
    bufferInSeconds: z.int().min(0).max(3599).default(300).meta({
      unit: "seconds",
      description: "How long before the hour of the load its tasks start.",
    }),
  })
  .meta({
    description:
      "For load that comes back by day or week: AWS forecasts it from up to two weeks of history, a day at least, and tasks start ahead of it. It takes none away.",
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
    queues: z.array(queue).max(10).default([]).meta({
      description: "Queues that its tasks work off: as many tasks as waiting messages ask for.",
    }),
    metrics: z.array(customMetric).max(10).default([]).meta({
      description:
        "Metrics of CloudWatch, the company's own as well: tasks that keep each at its target.",
    }),
    toZero: z.boolean().optional().meta({
      description:
        "Whether no task runs where no message of queues waits or is worked on. The first task comes within some minutes of a message; replicas.cloud is where a new service begins.",
    }),
    predictive: forecast.optional(),
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
