import type * as pulumi from "@pulumi/pulumi";
import type * as ecs from "@pulumi/aws/ecs";
import { CLASS_ATTRIBUTE } from "../capacityPlan";
import type { ServiceDescription } from "./description";
import { CLOUD_DEPLOYMENT, onPremisesDeployment } from "./sides";

/** How many tasks a service has on a side, and where. */
type Scheduling = Pick<
  ecs.ServiceArgs,
  | "launchType"
  | "schedulingStrategy"
  | "capacityProviderStrategies"
  | "forceNewDeployment"
  | "desiredCount"
  | "orderedPlacementStrategies"
  | "placementConstraints"
  | "availabilityZoneRebalancing"
  | "deploymentMinimumHealthyPercent"
  | "deploymentMaximumPercent"
>;

/**
 * One task on every server, whatever their number: the old one stops before the new one starts. ECS takes no number, no
 * placement strategy and no capacity provider with it.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html, schedulingStrategy
 */
const DAEMON = {
  schedulingStrategy: "DAEMON",
  availabilityZoneRebalancing: "DISABLED",
  deploymentMinimumHealthyPercent: 0,
  deploymentMaximumPercent: 100,
} as const satisfies Scheduling;

/** On the instances of a capacity class: by its provider, spread over zones; a daemon by the attribute of its class. */
export function inAws(
  { daemon = false, replicas, placementStrategy }: ServiceDescription,
  capacityClass: string,
  capacityProvider: pulumi.Input<string>,
): Scheduling {
  if (daemon) {
    const expression = `attribute:${CLASS_ATTRIBUTE} == ${capacityClass}`;
    const placementConstraints = [{ type: "memberOf", expression }];
    return { ...DAEMON, launchType: "EC2", placementConstraints };
  }
  return {
    capacityProviderStrategies: [{ capacityProvider, weight: 1 }],
    // A change of capacity class needs it, or the service would be replaced.
    forceNewDeployment: true,
    desiredCount: replicas.cloud,
    orderedPlacementStrategies: [
      { type: "spread", field: "attribute:ecs.availability-zone" },
      // Filled instances leave others empty, which ECS takes away; spread ones are all kept by some task.
      placementStrategy === "spread"
        ? { type: "spread", field: "instanceId" }
        : { type: "binpack", field: "memory" },
    ],
    availabilityZoneRebalancing: "ENABLED",
    deploymentMinimumHealthyPercent: CLOUD_DEPLOYMENT.minimumHealthyPercent,
    deploymentMaximumPercent: CLOUD_DEPLOYMENT.maximumPercent,
  };
}

/** On the servers of a site: each task has one of its own, whose port is fixed. */
export function onSite(
  { daemon = false, replicas }: ServiceDescription,
  expressions: readonly string[],
): Scheduling {
  const members = expressions.map((expression) => ({ type: "memberOf", expression }));
  if (daemon) return { ...DAEMON, launchType: "EXTERNAL", placementConstraints: members };
  const limits = onPremisesDeployment(replicas.onPrem);
  return {
    launchType: "EXTERNAL",
    schedulingStrategy: "REPLICA",
    desiredCount: replicas.onPrem,
    placementConstraints: [...members, { type: "distinctInstance" }],
    availabilityZoneRebalancing: "DISABLED",
    deploymentMinimumHealthyPercent: limits.minimumHealthyPercent,
    deploymentMaximumPercent: limits.maximumPercent,
  };
}
