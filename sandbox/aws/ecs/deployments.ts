import { AwsError, type Cloud } from "../../provider/cloud";
import type { Props } from "../../provider/store";
import { blocks, isUnset, show, text } from "../../provider/values";
import { findTargetGroup, targetGroupsOf } from "../lb/targetGroups";

const MOVING = ["BLUE_GREEN", "LINEAR", "CANARY"];

/**
 * What AWS wants of a service whose requests it moves.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AdvancedConfiguration.html
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb-resources-for-blue-green.html
 */
export function deploymentRules(inputs: Props, cloud: Cloud): void {
  const [configuration = {}] = blocks(inputs["deploymentConfiguration"]);
  const strategy = text(configuration["strategy"]) ?? "ROLLING";
  if (!["ROLLING", ...MOVING].includes(strategy)) {
    reject(`Invalid deployment strategy: ${strategy}`);
  }
  const advanced = blocks(inputs["loadBalancers"]).flatMap((each) =>
    blocks(each["advancedConfiguration"]).map((own) => ({
      ...own,
      primary: each["targetGroupArn"],
    })),
  );
  if (!MOVING.includes(strategy)) {
    if (blocks(configuration["lifecycleHooks"]).length > 0) {
      reject("Lifecycle hooks are not supported with the ROLLING deployment strategy.");
    }
    return;
  }
  if (inputs["launchType"] === "EXTERNAL") {
    reject(`The EXTERNAL launch type does not support the ${strategy} deployment strategy.`);
  }
  if (!isUnset(inputs["deploymentCircuitBreaker"])) {
    reject("The deployment circuit breaker is for the ROLLING deployment strategy.");
  }
  for (const [key, of] of [
    ["linearConfiguration", "LINEAR"],
    ["canaryConfiguration", "CANARY"],
  ] as const) {
    const given = blocks(configuration[key]).length > 0;
    if (given !== (strategy === of)) {
      reject(
        `${key} is ${given ? "only valid with" : "required for"} the ${of} deployment strategy.`,
      );
    }
  }
  if (blocks(inputs["loadBalancers"]).length > advanced.length) {
    reject(`A load balancer needs an advancedConfiguration for the ${strategy} strategy.`);
  }
  for (const own of advanced) checkAdvanced(own, cloud);
  for (const { hookTargetArn, roleArn, targetType } of blocks(configuration["lifecycleHooks"])) {
    if (targetType === "PAUSE") continue;
    if (!/^arn:[a-z-]+:lambda:/.test(show(hookTargetArn))) {
      reject(`The hook target ${show(hookTargetArn)} is not a Lambda function.`);
    }
    findRole(roleArn, cloud);
  }
}

function checkAdvanced(own: Props & { readonly primary: unknown }, cloud: Cloud): void {
  const { alternateTargetGroupArn, productionListenerRule, roleArn, primary } = own;
  findTargetGroup(cloud, alternateTargetGroupArn);
  if (alternateTargetGroupArn === primary) {
    reject("The alternate target group must be another one than the primary target group.");
  }
  const rule = cloud.get("aws:lb/listenerRule:ListenerRule", show(productionListenerRule));
  if (rule === undefined) reject(`Rule not found: ${show(productionListenerRule)}`);
  const actions = blocks(rule.attributes["actions"]);
  if (actions.length !== 1 || actions.some(({ type }) => type !== "forward")) {
    reject("The production listener rule must have forward actions only.");
  }
  const groups = targetGroupsOf(actions);
  const known = [primary, alternateTargetGroupArn].map(show);
  if (!groups.includes(show(primary)) || groups.some((arn) => !known.includes(arn))) {
    reject("The production listener rule must lead to the service's target groups, and no others.");
  }
  findRole(roleArn, cloud);
}

function findRole(arn: unknown, cloud: Cloud): void {
  const found = cloud.all("aws:iam/role:Role").some(({ attributes }) => attributes["arn"] === arn);
  if (!found) reject(`Unable to assume the role ${show(arn)}.`);
}

function reject(message: string): never {
  throw new AwsError("InvalidParameterException", message);
}
