import { AwsError, type Cloud, type Draft } from "../../provider/cloud";
import type { Resource } from "../../provider/store";
import { blocks, isUnset, show, text, texts } from "../../provider/values";
import { findTargetGroup, targetGroupsOf } from "./targetGroups";

/** What each kind's listeners speak: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html */
const PROTOCOLS: Readonly<Record<string, readonly string[]>> = {
  application: ["HTTP", "HTTPS"],
  network: ["TCP", "TLS", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC"],
};

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html */
const TARGETS_OF: Readonly<Record<string, readonly string[]>> = {
  HTTP: ["HTTP", "HTTPS"],
  HTTPS: ["HTTP", "HTTPS"],
  TCP: ["TCP", "TCP_UDP"],
  TLS: ["TCP", "TLS"],
};

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-limits.html */
const MOST_LISTENERS = 50;
const MOST_TARGETS = 500;

const invalid = (message: string) => new AwsError("InvalidConfigurationRequest", message);

/** What a listener may speak on its load balancer, and to its targets. */
export function protocolRules(draft: Draft, balancer: Resource, cloud: Cloud): void {
  const { protocol, certificateArn, defaultActions } = draft.inputs;
  const kind = text(balancer.attributes["loadBalancerType"]) ?? "application";
  const spoken = PROTOCOLS[kind] ?? [];
  if (!spoken.includes(show(protocol))) {
    throw new AwsError(
      "ValidationError",
      `Listener protocol '${show(protocol)}' must be one of '${spoken.join(", ")}'`,
    );
  }
  if (protocol === "TLS" && isUnset(certificateArn)) {
    throw new AwsError("ValidationError", "A certificate must be specified for TLS listeners");
  }
  for (const arn of targetGroupsOf(defaultActions)) {
    const own = findTargetGroup(cloud, arn).attributes["protocol"];
    if (!(TARGETS_OF[show(protocol)] ?? []).includes(show(own))) {
      throw invalid(
        `Listener protocol '${show(protocol)}' is not supported with a target group with protocol '${show(own)}'`,
      );
    }
  }
  if (kind === "network") networkListenerRules(draft, balancer, cloud);
}

function networkListenerRules(draft: Draft, { id, attributes }: Resource, cloud: Cloud): void {
  const actions = blocks(draft.inputs["defaultActions"]);
  if (actions.length !== 1 || actions.some(({ type }) => type !== "forward")) {
    throw invalid("A listener of a network load balancer has one action of type 'forward'");
  }
  const listeners = cloud.where("aws:lb/listener:Listener", "loadBalancerArn", id, draft);
  if (listeners.length >= MOST_LISTENERS) {
    throw new AwsError("TooManyListeners", "The maximum number of listeners has been reached");
  }
  const all = [draft.inputs, ...listeners.map((each) => each.attributes)];
  const groups = new Set(all.flatMap((each) => targetGroupsOf(each["defaultActions"])));
  const targets = cloud
    .all("aws:lb/targetGroupAttachment:TargetGroupAttachment")
    .filter((each) => groups.has(String(each.attributes["targetGroupArn"])));
  if (attributes["enableCrossZoneLoadBalancing"] === true && targets.length > MOST_TARGETS) {
    throw new AwsError("TooManyTargets", "The maximum number of targets has been reached");
  }
}

/** Security groups come with a network load balancer: one that was made without takes none, and one with them keeps some. */
export function networkSecurityGroups({ inputs, previous }: Draft): void {
  if (inputs["loadBalancerType"] !== "network" || previous === undefined) return;
  const before = texts(previous.attributes["securityGroups"]).length > 0;
  const after = texts(inputs["securityGroups"]).length > 0;
  if (before === after) return;
  throw invalid(
    before
      ? "You cannot remove all security groups from a network load balancer"
      : "You cannot set security groups on a network load balancer that was created without any",
  );
}
