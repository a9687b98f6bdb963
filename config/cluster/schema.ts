import { z } from "zod";
import { architectureOf } from "../../components/ecs/capacityPlan";
import { retentionInDays, text, uniqueList } from "../schema/leaves";

const instanceType = text((value) =>
  architectureOf(value) === undefined
    ? "is not an EC2 instance type (such as m8g.large)"
    : undefined,
).meta({ allowed: "EC2 instance type", examples: ["m8g.large"] });

const className = text((value) =>
  /^[a-z][a-z0-9-]{0,15}$/.test(value)
    ? undefined
    : "is not a name of a capacity class (a to z, 0 to 9 and -, beginning with a letter, 16 characters at most)",
);

const capacityClass = z
  .strictObject({
    instanceTypes: uniqueList(instanceType)
      .min(1)
      .max(40)
      .meta({
        description: "Instance types, the preferred one first; several where Spot is used.",
        examples: [["m8g.large", "m7g.large"]],
      }),
    architecture: z.enum(["arm64", "x86_64"]).default("arm64").meta({
      description: "Processor of these types: Graviton, unless images are built for x86.",
    }),
    gpu: z
      .boolean()
      .default(false)
      .meta({ description: "Whether they have NVIDIA GPUs, which tasks reserve." }),
    minSize: z.int().min(0).max(1000).meta({ description: "Fewest instances.", unit: "instances" }),
    maxSize: z.int().min(1).max(1000).meta({ description: "Most instances.", unit: "instances" }),
    onDemandBaseCapacity: z
      .int()
      .min(0)
      .max(1000)
      .default(0)
      .meta({ description: "On-demand instances before any Spot Instance.", unit: "instances" }),
    onDemandPercentage: z
      .int()
      .min(0)
      .max(100)
      .default(100)
      .meta({ description: "On-demand share of the others; the rest is Spot.", unit: "percent" }),
    targetCapacity: z.int().min(1).max(100).default(90).meta({
      description: "How full the instances are kept. Less leaves room for tasks to start at once.",
      unit: "percent",
    }),
    rootVolumeSizeInGib: z
      .int()
      .min(30)
      .max(16384)
      .default(50)
      .meta({ description: "Size of the root disk.", unit: "GiB" }),
    maxInstanceLifetimeInDays: z.int().min(1).max(365).default(30).meta({
      description: "Longest life of an instance: the next one starts from the newest image.",
      unit: "days",
    }),
  })
  .meta({ description: "A class of instances, by its name." });

export const clusterSchema = z
  .strictObject({
    containerInsights: z.enum(["enhanced", "enabled", "disabled"]).default("enhanced").meta({
      description:
        "CloudWatch Container Insights: of tasks and containers, of services only, or none.",
    }),
    execLogs: z
      .strictObject({ retentionInDays: retentionInDays().default(365) })
      .prefault({})
      .meta({ description: "What people did in ECS Exec sessions, in an encrypted log group." }),
    capacity: z
      .record(className, capacityClass)
      .default({})
      .meta({ description: "EC2 instances by class. Services name the class that they run on." }),
    defaultCapacityClass: className
      .default("general")
      .meta({ description: "Class of the tasks that ask for none." }),
  })
  .prefault({})
  .meta({ description: "The ECS cluster of both sides, and its instances in AWS." });
