import * as pulumi from "@pulumi/pulumi";
import * as appautoscaling from "@pulumi/aws/appautoscaling";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type { ServiceDescription } from "./description";
import { forecastPolicy } from "./forecastPolicy";
import { startFromZero } from "./fromZero";
import { COOLDOWNS, followMetric } from "./metricPolicies";
import {
  BURST_EXPRESSION,
  metricScaling,
  scalingLimits,
  stepScaling,
  targetTracking,
  type StepScaling,
  type TargetTracking,
} from "./scalingPlan";

/** Arguments of {@link ServiceAutoscaling}. */
export interface ServiceAutoscalingArgs {
  readonly service: ServiceDescription;
  readonly clusterName: pulumi.Input<string>;
  readonly serviceName: pulumi.Output<string>;
  /** The load balancer and target group whose requests are counted, for a service with hosts. */
  readonly loadBalancerArnSuffix?: pulumi.Output<string> | undefined;
  readonly targetGroupArnSuffix?: pulumi.Output<string> | undefined;
}

const { SCALE_OUT_COOLDOWN, SCALE_IN_COOLDOWN } = COOLDOWNS;

/**
 * Decides how many tasks a service has in AWS: between its limits by target tracking, at once by
 * steps, and by other limits on schedule. Without any of these, the limits are its replicas.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html
 */
export class ServiceAutoscaling extends pulumi.ComponentResource {
  /** Application Auto Scaling's name of what it scales. */
  public readonly resourceId: pulumi.Output<string>;

  constructor(name: string, args: ServiceAutoscalingArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:ecs:ServiceAutoscaling", name, {}, opts);
    const child = { parent: this };
    const { service, clusterName, serviceName } = args;
    const limits = scalingLimits(service);
    const schedules = service.autoscaling?.schedules ?? [];

    const target = new appautoscaling.Target(
      `${name}-target`,
      {
        serviceNamespace: "ecs",
        scalableDimension: "ecs:service:DesiredCount",
        resourceId: pulumi.interpolate`service/${clusterName}/${serviceName}`,
        minCapacity: limits.min,
        maxCapacity: limits.max,
      },
      // A scheduled action writes both into the target itself: from the first one on, they are its own.
      // https://docs.aws.amazon.com/autoscaling/application/APIReference/API_ScalableTargetAction.html
      { ...child, ...(schedules.length > 0 && { ignoreChanges: ["minCapacity", "maxCapacity"] }) },
    );
    const scaled = {
      serviceNamespace: target.serviceNamespace,
      scalableDimension: target.scalableDimension,
      resourceId: target.resourceId,
    };
    for (const plan of targetTracking(service)) {
      new appautoscaling.Policy(
        `${name}-${plan.suffix}`,
        {
          ...scaled,
          policyType: "TargetTrackingScaling",
          targetTrackingScalingPolicyConfiguration: {
            targetValue: plan.target,
            scaleInCooldown: SCALE_IN_COOLDOWN,
            scaleOutCooldown: SCALE_OUT_COOLDOWN,
            ...metric(plan, args),
          },
        },
        child,
      );
    }
    for (const plan of metricScaling(service.autoscaling)) {
      followMetric(`${name}-${plan.suffix}`, plan, { ...args, scaled, steps }, child);
    }
    for (const { name: queue } of service.autoscaling?.toZero
      ? (service.autoscaling.queues ?? [])
      : []) {
      startFromZero(`${name}-queue-${queue}`, queue, { ...args, scaled, steps }, child);
    }
    forecastPolicy(name, scaled, args, child);
    for (const plan of stepScaling(service.autoscaling)) {
      const policy = new appautoscaling.Policy(
        `${name}-${plan.metric}-steps`,
        { ...scaled, policyType: "StepScaling", stepScalingPolicyConfiguration: steps(plan) },
        child,
      );
      stepAlarm(`${name}-${plan.metric}-steps`, plan, policy.arn, args, child);
    }
    for (const { name: suffix, ...plan } of schedules) {
      new appautoscaling.ScheduledAction(
        `${name}-${suffix}`,
        {
          ...scaled,
          schedule: plan.schedule,
          timezone: plan.timezone,
          scalableTargetAction: { minCapacity: plan.minReplicas, maxCapacity: plan.maxReplicas },
        },
        child,
      );
    }

    this.resourceId = target.resourceId;
    this.registerOutputs({ resourceId: this.resourceId });
  }
}

function metric(plan: TargetTracking, args: ServiceAutoscalingArgs): pulumi.Inputs {
  const { loadBalancerArnSuffix, targetGroupArnSuffix } = args;
  if (plan.metric === "requests-per-healthy-target") {
    return { customizedMetricSpecification: { metrics: burstMetrics(args) } };
  }
  return {
    predefinedMetricSpecification: {
      predefinedMetricType: plan.metric,
      ...(plan.metric === "ALBRequestCountPerTarget" && {
        resourceLabel: pulumi.interpolate`${loadBalancerArnSuffix}/${targetGroupArnSuffix}`,
      }),
    },
  };
}

/** Requests and healthy targets of the one group that has the targets of both sides. */
function burstMetrics(args: ServiceAutoscalingArgs): pulumi.Inputs[] {
  const { loadBalancerArnSuffix, targetGroupArnSuffix } = args;
  const series = (id: string, metricName: string, stat: string): pulumi.Inputs => ({
    id,
    metricStat: {
      metric: {
        namespace: "AWS/ApplicationELB",
        metricName,
        dimensions: [
          { name: "LoadBalancer", value: loadBalancerArnSuffix },
          { name: "TargetGroup", value: targetGroupArnSuffix },
        ],
      },
      stat,
    },
    returnData: false,
  });
  return [
    series("requests", "RequestCount", "Sum"),
    series("healthy", "HealthyHostCount", "Average"),
    {
      id: "load",
      expression: BURST_EXPRESSION,
      label: "Requests a minute for each healthy target, on both sides",
      returnData: true,
    },
  ];
}

function steps(
  plan: Pick<StepScaling, "steps">,
): appautoscaling.PolicyArgs["stepScalingPolicyConfiguration"] {
  return {
    adjustmentType: "ChangeInCapacity",
    metricAggregationType: "Average",
    cooldown: SCALE_OUT_COOLDOWN,
    stepAdjustments: plan.steps.map(({ lowerBound, upperBound, add }) => ({
      metricIntervalLowerBound: String(lowerBound),
      ...(upperBound !== undefined && { metricIntervalUpperBound: String(upperBound) }),
      scalingAdjustment: add,
    })),
  };
}

function stepAlarm(
  name: string,
  { metric: utilization, threshold }: StepScaling,
  policyArn: pulumi.Output<string>,
  { service, clusterName, serviceName }: ServiceAutoscalingArgs,
  child: pulumi.CustomResourceOptions,
): cloudwatch.MetricAlarm {
  return new cloudwatch.MetricAlarm(
    name,
    {
      alarmDescription: `${service.name} adds tasks in AWS: ${utilization} above ${threshold} %. docs/runbooks/service-alarms.md`,
      namespace: "AWS/ECS",
      metricName: utilization === "cpu" ? "CPUUtilization" : "MemoryUtilization",
      dimensions: { ClusterName: clusterName, ServiceName: serviceName },
      statistic: "Average",
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold,
      period: 60,
      evaluationPeriods: 1,
      treatMissingData: "notBreaching",
      alarmActions: [policyArn],
      tags: { Name: name },
    },
    child,
  );
}
