import * as pulumi from "@pulumi/pulumi";
import * as ecs from "@pulumi/aws/ecs";
import type { Before } from "../jobs/before";
import { taskSize } from "../taskSize";
import { databaseVariables } from "./databaseUse";
import type { ServiceDescription, Side } from "./description";
import { fileSystemVolumes } from "./fileSystemUse";
import type { ServicePlatform } from "./platform";
import type { ServiceRoles } from "./serviceRoles";
import { serviceContainers, sharedVolumes } from "./serviceContainers";
import { shareVolumes } from "./shareVolumes";

/** What both sides of a service share. */
export interface SideArgs {
  readonly service: ServiceDescription;
  readonly platform: ServicePlatform;
  readonly roles: ServiceRoles;
  readonly logGroupName: pulumi.Output<string>;
  readonly tags: Readonly<Record<string, string>>;
  /** Jobs that run to their end before a deployment; undefined where there are none. */
  readonly before?: Before | undefined;
}

/**
 * The task definition of one side. In AWS each task has its own network interface; external instances
 * offer no such thing, there the container's port is a fixed one of the server.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html
 */
export function taskDefinition(
  name: string,
  side: Side,
  { service, platform, roles, logGroupName, tags }: SideArgs,
  opts: pulumi.CustomResourceOptions,
): ecs.TaskDefinition {
  const isOnPremises = side === "onPrem";
  const size = taskSize(service, side);
  const containers = serviceContainers(service, {
    side,
    logGroupName,
    region: platform.context.region,
    image: (reference) => platform.registry.image(reference),
    databases: databaseVariables(service, platform.databases),
  });
  return new ecs.TaskDefinition(
    name,
    {
      family: pulumi.interpolate`${platform.clusterName}-${name}`,
      networkMode: isOnPremises ? "bridge" : "awsvpc",
      requiresCompatibilities: [isOnPremises ? "EXTERNAL" : "EC2"],
      cpu: String(size.cpu),
      memory: String(size.memory),
      // Only for tasks in AWS; and only there the API has it: an external instance's processor is what its servers have.
      // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RuntimePlatform.html
      runtimePlatform: isOnPremises ? undefined : runtimePlatform(service, platform),
      executionRoleArn: roles.executionRoleArn,
      taskRoleArn: roles.taskRoleArn,
      volumes: [
        ...shareVolumes(service, platform.mountTargets),
        ...fileSystemVolumes(service, platform.accessPoints),
        ...sharedVolumes(service),
      ],
      containerDefinitions: pulumi.jsonStringify(containers),
      tags: { ...tags, Name: name },
    },
    { ...opts, dependsOn: [...roles.policies] },
  );
}

/** Linux on the processors of the service's capacity class: ECS places its tasks on no others. */
function runtimePlatform(
  { capacityClass }: ServiceDescription,
  { architectures, defaultCapacityClass }: ServicePlatform,
): ecs.TaskDefinitionArgs["runtimePlatform"] {
  const architecture = architectures[capacityClass ?? defaultCapacityClass];
  return {
    operatingSystemFamily: "LINUX",
    cpuArchitecture: architecture === "x86_64" ? "X86_64" : "ARM64",
  };
}
