import { z } from "zod";
import { text, uniqueList } from "../schema/leaves";
import { arnOf } from "./leaves";

// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
const STRATEGIES = ["ROLLING", "BLUE_GREEN", "LINEAR", "CANARY"] as const;

// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentLifecycleHook.html
const STAGES = [
  "RECONCILE_SERVICE",
  "PRE_SCALE_UP",
  "POST_SCALE_UP",
  "TEST_TRAFFIC_SHIFT",
  "POST_TEST_TRAFFIC_SHIFT",
  "PRODUCTION_TRAFFIC_SHIFT",
  "POST_PRODUCTION_TRAFFIC_SHIFT",
] as const;

/** A day at the most. */
const minutes = () => z.int().min(0).max(1440);

const tenths = (least: number) => z.number().min(least).max(100).multipleOf(0.1);

const lifecycleHook = z.strictObject({
  lambdaFunctionArn: arnOf(
    ["lambda"],
    "arn:aws:lambda:eu-west-1:123456789012:function:check-orders",
  ).meta({ description: "Function that says whether the deployment goes on." }),
  stages: uniqueList(z.enum(STAGES))
    .min(1)
    .meta({
      description: "At which stages it is asked.",
      examples: [["POST_SCALE_UP"]],
    }),
});

const alarmName = text((value) =>
  value.length > 0 && value.length <= 255 ? undefined : "is not the name of an alarm",
);

/** How ECS deploys a service in AWS. */
export const deploymentSchema = z
  .strictObject({
    strategy: z.enum(STRATEGIES).default("ROLLING").meta({
      description:
        "ROLLING replaces tasks one after another. The others start all new tasks beside the old ones, in a target group of their own, and then move requests: BLUE_GREEN at once, LINEAR in equal steps, CANARY a few first. They are for services with hosts in AWS.",
    }),
    bakeTimeInMinutes: minutes().optional().meta({
      unit: "minutes",
      description:
        "How long the old tasks stay after all requests have moved, so that going back takes seconds; without ROLLING. Left out, 15.",
    }),
    stepPercent: tenths(3)
      .optional()
      .meta({ unit: "percent", description: "Of LINEAR: how much each step moves, else 10." }),
    stepBakeTimeInMinutes: minutes().optional().meta({
      unit: "minutes",
      description: "Of LINEAR: how long each step is looked at, else 6.",
    }),
    canaryPercent: tenths(0.1)
      .optional()
      .meta({ unit: "percent", description: "Of CANARY: how much moves first, else 5." }),
    canaryBakeTimeInMinutes: minutes()
      .optional()
      .meta({ unit: "minutes", description: "Of CANARY: how long that is looked at, else 10." }),
    alarmNames: uniqueList(alarmName)
      .max(20)
      .default([])
      .meta({
        description:
          "Alarms of yours that undo a deployment when they go off meanwhile, besides those of its targets' errors.",
        examples: [["checkout-failures"]],
      }),
    lifecycleHooks: z
      .array(lifecycleHook)
      .max(10)
      .default([])
      .meta({ description: "Functions of yours that are asked along the way; without ROLLING." }),
  })
  .optional()
  .meta({ description: "How a new version gets its requests in AWS." });
