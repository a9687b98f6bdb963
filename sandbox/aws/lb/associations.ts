import { AwsError, type Cloud, type Draft } from "../../provider/cloud";
import { quota } from "../shared/quotas";
import { targetGroupsOf } from "./targetGroups";

const ruleType = "aws:lb/listenerRule:ListenerRule";
const listenerType = "aws:lb/listener:Listener";
const attachmentType = "aws:lb/targetGroupAttachment:TargetGroupAttachment";

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html */
const MOST_TARGET_GROUPS = 100;

/**
 * What a rule's target groups do to its load balancer: each group has one load balancer only, which has room for so
 * many groups and targets.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html
 */
export function associationRules(draft: Draft, loadBalancerArn: unknown, cloud: Cloud): void {
  const own = targetGroupsOf(draft.inputs["actions"]);
  if (own.length === 0) return;
  const balancers = new Map(
    cloud
      .all(listenerType)
      .map(({ id, attributes }) => [id as unknown, attributes["loadBalancerArn"]]),
  );
  const there = new Set(own);
  for (const { id, attributes } of cloud.all(ruleType)) {
    if (id === draft.previous?.id) continue;
    const groups = targetGroupsOf(attributes["actions"]);
    if (balancers.get(attributes["listenerArn"]) === loadBalancerArn) {
      groups.forEach((arn) => there.add(arn));
    } else if (groups.some((arn) => own.includes(arn))) {
      throw new AwsError(
        "TargetGroupAssociationLimit",
        `The following target groups cannot be associated with more than one load balancer: ${groups.join(", ")}`,
      );
    }
  }
  if (there.size > MOST_TARGET_GROUPS) {
    throw new AwsError(
      "TooManyUniqueTargetGroupsPerLoadBalancer",
      "You have reached the maximum number of unique target groups that you can associate with a load balancer",
    );
  }
  const targets = cloud
    .all(attachmentType)
    .filter(({ attributes }) => there.has(String(attributes["targetGroupArn"])));
  if (targets.length > quota("targetsPerLoadBalancer")) {
    throw new AwsError("TooManyTargets", "The maximum number of targets has been reached");
  }
}
