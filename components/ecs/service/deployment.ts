import type * as ecs from "@pulumi/aws/ecs";
import type { Shifting } from "./sides";

/** Where nothing is said; ECS's own, but for the old tasks, which it takes away at once. */
const UNSAID = { bake: 15, stepPercent: 10, step: 6, canaryPercent: 5, canary: 10 };

/**
 * What ECS is told about it.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
 */
export function deploymentConfiguration(
  shifting: Shifting,
  hookRoleArn: ecs.ServiceArgs["iamRole"],
): ecs.ServiceArgs["deploymentConfiguration"] {
  const { strategy, lifecycleHooks } = shifting;
  return {
    strategy,
    bakeTimeInMinutes: String(shifting.bakeTimeInMinutes ?? UNSAID.bake),
    ...(strategy === "LINEAR" && {
      linearConfiguration: {
        stepPercent: shifting.stepPercent ?? UNSAID.stepPercent,
        stepBakeTimeInMinutes: String(shifting.stepBakeTimeInMinutes ?? UNSAID.step),
      },
    }),
    ...(strategy === "CANARY" && {
      canaryConfiguration: {
        canaryPercent: shifting.canaryPercent ?? UNSAID.canaryPercent,
        canaryBakeTimeInMinutes: String(shifting.canaryBakeTimeInMinutes ?? UNSAID.canary),
      },
    }),
    ...(lifecycleHooks.length > 0 && {
      lifecycleHooks: lifecycleHooks.map(({ lambdaFunctionArn, stages }) => ({
        targetType: "AWS_LAMBDA",
        hookTargetArn: lambdaFunctionArn,
        lifecycleStages: [...stages],
        ...(hookRoleArn !== undefined && { roleArn: hookRoleArn }),
      })),
    }),
  };
}

/** How long a deployment takes by its own plan, in minutes: an update that waits for it has to have more. */
export function plannedMinutes(shifting: Shifting): number {
  const { strategy, bakeTimeInMinutes = UNSAID.bake } = shifting;
  const { stepPercent = UNSAID.stepPercent, stepBakeTimeInMinutes = UNSAID.step } = shifting;
  const steps = Math.ceil(100 / stepPercent);
  const { canaryBakeTimeInMinutes = UNSAID.canary } = shifting;
  const moving = {
    BLUE_GREEN: 0,
    LINEAR: steps * stepBakeTimeInMinutes,
    CANARY: canaryBakeTimeInMinutes,
  };
  return moving[strategy] + bakeTimeInMinutes;
}
