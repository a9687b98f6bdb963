import { AwsError, type Cloud, type Draft } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import type { Props } from "../../provider/store";
import { blocks, hex, isUnset, show, text, texts } from "../../provider/values";
import { between, plan } from "../shared/planChecks";
import { quota } from "../shared/quotas";
import { associationRules } from "./associations";
import { loadBalancerType } from "./loadBalancer";
import { protocolRules } from "./network";
import { findTargetGroup, targetGroupsOf } from "./targetGroups";

const listenerType = "aws:lb/listener:Listener";
const ruleType = "aws:lb/listenerRule:ListenerRule";

/** A quota of one rule that AWS raises for nobody. */
const MOST_CONDITION_VALUES = 5;

const listenerPath = ({ inputs, seed }: Draft): string =>
  `${(text(inputs["loadBalancerArn"]) ?? "").split(":loadbalancer/")[1] ?? ""}/${hex(seed, 16)}`;

const rulePath = ({ inputs, seed }: Draft): string =>
  `${(text(inputs["listenerArn"]) ?? "").split(":listener/")[1] ?? ""}/${hex(seed, 16)}`;

export const listeners: Service = {
  [listenerType]: {
    id: (draft, cloud) => cloud.arn("elasticloadbalancing", `listener/${listenerPath(draft)}`),
    service: "elasticloadbalancing",
    arnResource: (draft) => `listener/${listenerPath(draft)}`,
    defaults: { protocol: "HTTP" },
    immutable: ["loadBalancerArn"],
    plan: plan(between("port", 1, 65535)),
    rules: listenerRules,
    outputs: ({ inputs }) =>
      ["HTTPS", "TLS"].includes(String(inputs["protocol"]))
        ? { sslPolicy: "ELBSecurityPolicy-2016-08" }
        : {},
  },

  [ruleType]: {
    id: (draft, cloud) => cloud.arn("elasticloadbalancing", `listener-rule/${rulePath(draft)}`),
    service: "elasticloadbalancing",
    arnResource: (draft) => `listener-rule/${rulePath(draft)}`,
    immutable: ["listenerArn"],
    plan: plan(between("priority", 1, 50000)),
    rules: ruleRules,
    outputs: ({ inputs, previous }, cloud) => ({
      priority:
        inputs["priority"] ??
        previous?.attributes["priority"] ??
        nextPriority(inputs["listenerArn"], cloud),
    }),
  },
};

function listenerRules(draft: Draft, cloud: Cloud): void {
  const { loadBalancerArn, port, protocol, certificateArn } = draft.inputs;
  const found = cloud.find(
    loadBalancerType,
    loadBalancerArn,
    "LoadBalancerNotFound",
    "load balancer",
  );
  protocolRules(draft, found, cloud);
  const others = cloud.where(listenerType, "loadBalancerArn", loadBalancerArn, draft);
  if (others.some(({ attributes }) => attributes["port"] === port)) {
    throw new AwsError(
      "DuplicateListener",
      "A listener already exists on this port for this load balancer",
    );
  }
  if (protocol === "HTTPS" && isUnset(certificateArn)) {
    throw new AwsError("ValidationError", "A certificate must be specified for HTTPS listeners");
  }
  checkMutualTls(draft);
  const region = text(certificateArn)?.split(":")[3];
  if (region !== undefined && region !== "" && region !== cloud.region) {
    throw new AwsError("CertificateNotFound", `Certificate '${String(certificateArn)}' not found`);
  }
  targetGroupsOf(draft.inputs["defaultActions"]).forEach((arn) => findTargetGroup(cloud, arn));
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/configuring-mtls-with-elb.html */
function checkMutualTls({ inputs: { mutualAuthentication, protocol } }: Draft): void {
  for (const { mode, trustStoreArn } of blocks(mutualAuthentication)) {
    if (isUnset(mode) || mode === "off") continue;
    if (protocol !== "HTTPS") {
      throw new AwsError("ValidationError", "Mutual authentication is of HTTPS listeners");
    }
    if ((mode === "verify") === isUnset(trustStoreArn)) {
      throw new AwsError(
        "ValidationError",
        `A trust store ${mode === "verify" ? "must" : "must not"} be specified for mutual authentication mode '${show(mode)}'`,
      );
    }
  }
}

function ruleRules(draft: Draft, cloud: Cloud): void {
  const { listenerArn, priority, actions, conditions } = draft.inputs;
  const listener = cloud.find(listenerType, listenerArn, "ListenerNotFound", "listener");
  if (!["HTTP", "HTTPS"].includes(String(listener.attributes["protocol"]))) {
    throw new AwsError("InvalidConfigurationRequest", "Network load balancers have no such rules");
  }
  const others = cloud.where(ruleType, "listenerArn", listenerArn, draft);
  if (!isUnset(priority) && others.some(({ attributes }) => attributes["priority"] === priority)) {
    throw new AwsError("PriorityInUse", `Priority '${show(priority)}' is currently in use`);
  }
  if (others.length >= quota("rulesPerLoadBalancer")) {
    throw new AwsError("TooManyRules", "The maximum number of rules has been reached");
  }
  const values = blocks(conditions).flatMap((condition) =>
    Object.values(condition).flatMap((kind) =>
      // Of query strings each is a value, in a list without a name.
      blocks(kind).flatMap(({ values: list, value }) => [...texts(list), ...texts([value])]),
    ),
  );
  if (values.length === 0 || values.length > MOST_CONDITION_VALUES) {
    throw new AwsError(
      "ValidationError",
      `A rule has 1 to ${MOST_CONDITION_VALUES} condition values, this one has ${values.length}`,
    );
  }
  for (const { weight } of blocks(actions).flatMap(({ forward }) =>
    blocks(forward).flatMap(({ targetGroups }) => blocks(targetGroups)),
  )) {
    if (typeof weight === "number" && (weight < 0 || weight > 999)) {
      throw new AwsError("ValidationError", `Weight '${weight}' must be between 0 and 999`);
    }
  }
  checkLogin(blocks(actions), show(listener.attributes["protocol"]));
  for (const redirect of blocks(actions).flatMap((action) => blocks(action["redirect"]))) {
    checkRedirect(redirect, listener.attributes);
  }
  const balancer = cloud.get(loadBalancerType, listener.attributes["loadBalancerArn"]);
  associationRules(draft, listener.attributes["loadBalancerArn"], cloud);
  const groups = targetGroupsOf(actions);
  const rests = blocks(actions).flatMap(({ forward }) => blocks(forward));
  const isSticky = rests.some(({ stickiness }) =>
    blocks(stickiness).some(({ enabled }) => enabled === true),
  );
  for (const arn of groups) {
    const { vpcId, protocolVersion, stickiness } = findTargetGroup(cloud, arn).attributes;
    const own = blocks(stickiness).some(({ enabled }) => enabled === true);
    if (groups.length > 1 && own && !isSticky) {
      throw new AwsError(
        "InvalidConfigurationRequest",
        "You must enable group stickiness on a rule if you enabled target stickiness on one of its target groups",
      );
    }
    // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html, Protocol versions
    if (
      !isUnset(protocolVersion) &&
      protocolVersion !== "HTTP1" &&
      listener.attributes["protocol"] !== "HTTPS"
    ) {
      throw new AwsError(
        "InvalidConfigurationRequest",
        `Target group '${arn}' has protocol version ${show(protocolVersion)}, which needs an HTTPS listener`,
      );
    }
    if (balancer !== undefined && vpcId !== balancer.attributes["vpcId"]) {
      throw new AwsError(
        "InvalidConfigurationRequest",
        `The target group '${arn}' is not in the VPC of the load balancer`,
      );
    }
  }
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Action.html */
function checkLogin(actions: readonly Props[], protocol: string): void {
  const logins = actions.filter(({ type }) => type === "authenticate-oidc");
  if (logins.length === 0) return;
  if (protocol !== "HTTPS") {
    throw new AwsError("InvalidLoadBalancerAction", "Authenticate actions are of HTTPS listeners");
  }
  const orders = actions.map(({ order }) => Number(order));
  const last = actions[orders.indexOf(Math.max(...orders))];
  if (new Set(orders).size < actions.length || orders.some(Number.isNaN)) {
    throw new AwsError("ValidationError", "Actions of a rule with several have an order each");
  }
  if (last === undefined || logins.includes(last)) {
    throw new AwsError(
      "InvalidLoadBalancerAction",
      "The last action of a rule must be forward, redirect or fixed-response",
    );
  }
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RedirectActionConfig.html */
function checkRedirect(redirect: Props, listener: Props): void {
  if (listener["protocol"] === "HTTPS" && redirect["protocol"] === "HTTP") {
    throw new AwsError("ValidationError", "You can't redirect HTTPS to HTTP");
  }
  const same: Readonly<Record<string, readonly string[]>> = {
    protocol: ["#{protocol}", show(listener["protocol"])],
    port: ["#{port}", show(listener["port"])],
    host: ["#{host}"],
    path: ["/#{path}"],
  };
  const changes = Object.entries(same).some(
    ([part, kept]) => !isUnset(redirect[part]) && !kept.includes(show(redirect[part])),
  );
  if (!changes) {
    throw new AwsError(
      "InvalidLoadBalancerAction",
      "The redirect configuration is not valid because it creates a loop.",
    );
  }
}

function nextPriority(listenerArn: unknown, cloud: Cloud): number {
  const taken = cloud
    .where(ruleType, "listenerArn", listenerArn)
    .map(({ attributes }) => Number(attributes["priority"]));
  return Math.max(0, ...taken) + 1;
}
