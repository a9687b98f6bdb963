import * as pulumi from "@pulumi/pulumi";
import * as appautoscaling from "@pulumi/aws/appautoscaling";
import type { Autoscaling } from "./autoscalingDescription";
import type { ServiceDescription } from "./description";

/** The service, and what its requests are counted by. */
interface ForecastArgs {
  readonly service: ServiceDescription;
  readonly loadBalancerArnSuffix?: pulumi.Output<string> | undefined;
  readonly targetGroupArnSuffix?: pulumi.Output<string> | undefined;
}

/** Pairs of a load and what it means for a task, as AWS names them, and the target of the configuration that goes with each. */
const PAIRS = {
  cpu: { pair: "ECSServiceCPUUtilization", target: "cpuUtilization" },
  memory: { pair: "ECSServiceMemoryUtilization", target: "memoryUtilization" },
  requests: { pair: "ALBRequestCount", target: "requestsPerTarget" },
} as const;

/** The metric pair of a forecast, and its target; undefined where the service has none. */
function forecastPlan({ predictive, ...targets }: Autoscaling) {
  if (predictive === undefined) return undefined;
  const { pair, target } = PAIRS[predictive.metric];
  const targetValue = targets[target];
  return targetValue === undefined ? undefined : { ...predictive, pair, targetValue };
}

/**
 * Adds tasks ahead of the load that two weeks of history lead AWS to expect, hour by hour. It takes none away: target
 * tracking does.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/predictive-auto-scaling.html
 */
export function forecastPolicy(
  name: string,
  scaled: Pick<appautoscaling.PolicyArgs, "serviceNamespace" | "scalableDimension" | "resourceId">,
  { service, loadBalancerArnSuffix, targetGroupArnSuffix }: ForecastArgs,
  child: pulumi.CustomResourceOptions,
): void {
  const plan = service.autoscaling && forecastPlan(service.autoscaling);
  if (plan === undefined) return;
  new appautoscaling.Policy(
    `${name}-forecast`,
    {
      ...scaled,
      policyType: "PredictiveScaling",
      predictiveScalingPolicyConfiguration: {
        mode: plan.mode === "scale" ? "ForecastAndScale" : "ForecastOnly",
        schedulingBufferTime: plan.bufferInSeconds,
        maxCapacityBreachBehavior: "HonorMaxCapacity",
        metricSpecifications: [
          {
            targetValue: String(plan.targetValue),
            predefinedMetricPairSpecification: {
              predefinedMetricType: plan.pair,
              ...(plan.metric === "requests" && {
                resourceLabel: pulumi.interpolate`${loadBalancerArnSuffix}/${targetGroupArnSuffix}`,
              }),
            },
          },
        ],
      },
    },
    child,
  );
}
