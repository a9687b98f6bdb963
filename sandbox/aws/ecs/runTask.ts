import { AwsError, type Cloud } from "../../provider/cloud";
import type { Props, Resource } from "../../provider/store";
import { isUnset } from "../../provider/values";
import { checkExternal, checkNetwork, findTask, present } from "./service";

/**
 * What RunTask refuses, by the arguments of a schedule's ECS target. EventBridge Scheduler takes such a target, and
 * each of its calls fails: here the target is refused.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html
 */
export function checkRunTask(parameters: Props, cloud: Cloud): Resource {
  const { launchType, capacityProviderStrategies } = parameters;
  const task = findTask(parameters["taskDefinitionArn"], cloud);
  if (launchType === "EXTERNAL") checkExternal(parameters, task);
  if (!isUnset(launchType) && present(capacityProviderStrategies)) {
    throw new AwsError(
      "InvalidParameterException",
      "Specifying both a launch type and capacity provider strategy is not supported.",
    );
  }
  checkNetwork(parameters, task, cloud);
  return task;
}
