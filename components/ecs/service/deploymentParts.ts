import type * as pulumi from "@pulumi/pulumi";
import type * as ecs from "@pulumi/aws/ecs";
import { plannedMinutes } from "./deployment";
import type { Shifting } from "./sides";
import type { ServiceRoute } from "../../elb/serviceRoute";
import { DeploymentRole } from "./deploymentRole";
import type { SideArgs } from "./serviceTask";

/** A service's way from a load balancer, as far as ECS has to know it. */
export type CloudRoute = pulumi.Resource &
  Pick<ServiceRoute, "targetGroupArns" | "targetGroupArnSuffixes" | "deploymentAlarmNames"> &
  Partial<Pick<ServiceRoute, "ruleArn" | "alternateTargetGroupArn">>;

/** What of a service in AWS its deployments depend on. */
type RoutedArgs = Pick<SideArgs, "service" | "tags"> & {
  readonly route?: CloudRoute | undefined;
};

/** Where ECS registers tasks, and between what it moves requests. */
export function loadBalancers(
  { service, route }: RoutedArgs,
  moving: DeploymentRole | undefined,
): ecs.ServiceArgs["loadBalancers"] {
  const targetGroupArn = route?.targetGroupArns.cloud;
  if (targetGroupArn === undefined || service.port === undefined) return [];
  const ruleArn = route?.ruleArn;
  const alternateTargetGroupArn = route?.alternateTargetGroupArn;
  const moves = moving !== undefined && ruleArn !== undefined && alternateTargetGroupArn;
  const advancedConfiguration = moves && {
    alternateTargetGroupArn,
    productionListenerRule: ruleArn,
    roleArn: moving.roleArn,
  };
  return [
    {
      targetGroupArn,
      containerName: service.name,
      containerPort: service.port,
      ...(advancedConfiguration && { advancedConfiguration }),
    },
  ];
}

/** The role by which ECS moves a service's requests; undefined for one without a rule. */
export function deploymentRole(
  name: string,
  { service, route, tags }: RoutedArgs,
  shifting: Shifting,
  opts: pulumi.ComponentResourceOptions,
): DeploymentRole | undefined {
  const ruleArn = route?.ruleArn;
  const alternateTargetGroupArn = route?.alternateTargetGroupArn;
  if (ruleArn === undefined || alternateTargetGroupArn === undefined) return undefined;
  const cloud = route?.targetGroupArns.cloud;
  const both = [...(cloud ? [cloud] : []), alternateTargetGroupArn];
  return new DeploymentRole(
    name,
    { service: service.name, shifting, ruleArn, targetGroupArns: both, tags },
    opts,
  );
}

/** Twenty minutes, which the provider waits for tasks, and what the deployment takes by its own plan. */
export function patience(shifting: Shifting): pulumi.CustomTimeouts {
  const minutes = `${20 + plannedMinutes(shifting)}m`;
  return { create: minutes, update: minutes };
}

/** Alarms that undo a deployment when they go off meanwhile. */
export function undoneBy({
  service,
  route,
}: RoutedArgs): Pick<ecs.ServiceArgs, "alarms"> | undefined {
  const alarmNames = [
    ...(route?.deploymentAlarmNames ?? []),
    ...(service.deployment?.alarmNames ?? []),
  ];
  return route === undefined && alarmNames.length === 0
    ? undefined
    : { alarms: { alarmNames, enable: true, rollback: true } };
}
