import ipaddr from "ipaddr.js";
import { AwsError, type Cloud, type Draft } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import type { Resource } from "../../provider/store";
import { blocks, hex, text } from "../../provider/values";
import { findVpc } from "../ec2/vpc";
import { between, oneOf, plan } from "../shared/planChecks";
import { elbName } from "./names";
import { isOfConnections, optionsOfKind } from "./targetKinds";

const targetGroupType = "aws:lb/targetGroup:TargetGroup";
const attachmentType = "aws:lb/targetGroupAttachment:TargetGroupAttachment";

/** Where targets outside of the VPC may be. */
const privateBlocks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];

const path = ({ inputs, seed }: Draft): string =>
  `targetgroup/${String(inputs["name"])}/${hex(seed, 16)}`;

export function findTargetGroup(cloud: Cloud, arn: unknown): Resource {
  return cloud.find(targetGroupType, arn, "TargetGroupNotFound", "target group");
}

export const targetGroups: Service = {
  [targetGroupType]: {
    id: (draft, cloud) => cloud.arn("elasticloadbalancing", path(draft)),
    service: "elasticloadbalancing",
    arnResource: path,
    defaults: { targetType: "instance", deregistrationDelay: "300", slowStart: 0 },
    immutable: [
      "name",
      "port",
      "protocol",
      "protocolVersion",
      "targetType",
      "vpcId",
      "ipAddressType",
    ],
    plan: plan(
      elbName,
      oneOf("targetType", ["instance", "ip", "lambda", "alb"]),
      oneOf("loadBalancingAlgorithmType", [
        "round_robin",
        "least_outstanding_requests",
        "weighted_random",
      ]),
      between("deregistrationDelay", 0, 3600),
      between("port", 1, 65535),
      oneOf("protocolVersion", ["HTTP1", "HTTP2", "GRPC"]),
    ),
    rules: targetGroupRules,
    outputs: (draft) => ({
      arnSuffix: path(draft),
      loadBalancerArns: [],
      ipAddressType: "ipv4",
      ...(isOfConnections(draft.inputs["protocol"])
        ? { preserveClientIp: "false" }
        : { loadBalancingAlgorithmType: "round_robin", protocolVersion: "HTTP1" }),
    }),
    deletable: ({ id }, cloud) => {
      if (isAssociated(id, cloud)) {
        throw new AwsError(
          "ResourceInUse",
          `Target group '${id}' is currently in use by a listener or a rule`,
        );
      }
    },
  },

  [attachmentType]: {
    id: ({ inputs, seed }) => `${String(inputs["targetGroupArn"])}-${hex(seed, 26)}`,
    immutable: ["targetGroupArn", "targetId", "port", "availabilityZone"],
    plan: plan(between("port", 1, 65535)),
    rules: attachmentRules,
  },
};

/** Whether a listener or a rule leads to a target group: only then has it a load balancer. */
export function isAssociated(targetGroupArn: unknown, cloud: Cloud): boolean {
  const forwarders = [
    ...cloud.all("aws:lb/listenerRule:ListenerRule").map(({ attributes }) => attributes["actions"]),
    ...cloud.all("aws:lb/listener:Listener").map(({ attributes }) => attributes["defaultActions"]),
  ];
  return forwarders.some((actions) => targetGroupsOf(actions).includes(String(targetGroupArn)));
}

/** The target groups that actions lead to. */
export function targetGroupsOf(actions: unknown): string[] {
  return blocks(actions).flatMap((action) => [
    ...(text(action["targetGroupArn"]) === undefined ? [] : [String(action["targetGroupArn"])]),
    ...blocks(action["forward"]).flatMap(({ targetGroups: groups }) =>
      blocks(groups).flatMap(({ arn }) => text(arn) ?? []),
    ),
  ]);
}

function targetGroupRules(draft: Draft, cloud: Cloud): void {
  const { name, targetType, port, protocol, vpcId, healthCheck } = draft.inputs;
  if (cloud.where(targetGroupType, "name", name, draft).length > 0) {
    throw new AwsError(
      "DuplicateTargetGroupName",
      `A target group with the same name '${String(name)}' exists, but with different settings`,
    );
  }
  if (targetType !== "lambda") {
    if (port === undefined || protocol === undefined) {
      throw new AwsError("ValidationError", "A port and a protocol must be specified");
    }
    findVpc(cloud, vpcId);
  }
  checkOptions(draft);
  optionsOfKind(draft.inputs);
  for (const { timeout, interval } of blocks(healthCheck)) {
    if (typeof timeout === "number" && typeof interval === "number" && timeout >= interval) {
      throw new AwsError(
        "ValidationError",
        `Health check interval must be greater than the timeout (${interval} and ${timeout} seconds).`,
      );
    }
  }
}

/**
 * What excludes what. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Matcher.html
 */
function checkOptions({ inputs }: Draft): void {
  const { slowStart, loadBalancingAlgorithmType: algorithm, protocolVersion, healthCheck } = inputs;
  const invalid = (message: string) => new AwsError("InvalidConfigurationRequest", message);
  if (typeof slowStart === "number" && slowStart > 0) {
    if (slowStart < 30 || slowStart > 900) {
      throw invalid(`Slow start duration must be 0 or 30 to 900 seconds, not ${slowStart}`);
    }
    if (algorithm === "least_outstanding_requests") {
      throw invalid("Slow start and least outstanding requests can't be enabled both");
    }
  }
  for (const { matcher } of blocks(healthCheck)) {
    const codes = (text(matcher) ?? "").split(/[,-]/).filter((code) => code !== "");
    const [least, most] = protocolVersion === "GRPC" ? [0, 99] : [200, 499];
    if (codes.some((code) => Number(code) < least || Number(code) > most)) {
      throw new AwsError(
        "ValidationError",
        `Health check matcher '${String(matcher)}' must be of codes from ${least} to ${most}`,
      );
    }
  }
}

function attachmentRules(draft: Draft, cloud: Cloud): void {
  const { targetGroupArn, targetId, availabilityZone } = draft.inputs;
  const group = findTargetGroup(cloud, targetGroupArn);
  const target = text(targetId) ?? "";
  if (group.attributes["targetType"] !== "ip") return;
  if (!ipaddr.IPv4.isValidFourPartDecimal(target)) {
    throw new AwsError("ValidationError", `The IP address '${target}' is not a valid IPv4 address`);
  }
  const vpc = findVpc(cloud, group.attributes["vpcId"]);
  const isInside = isIn(target, text(vpc.attributes["cidrBlock"]) ?? "0.0.0.0/32");
  if (!isInside && !privateBlocks.some((block) => isIn(target, block))) {
    throw new AwsError(
      "ValidationError",
      `The IP address '${target}' is outside of the VPC and of ${privateBlocks.join(", ")}`,
    );
  }
  if (isInside === (availabilityZone === "all")) {
    const must = isInside
      ? "is inside of the VPC, so it can't be"
      : "is outside of the VPC, so it must be";
    throw new AwsError(
      "ValidationError",
      `The Availability Zone is '${text(availabilityZone) ?? "not specified"}': IP address '${target}' ${must} 'all'`,
    );
  }
}

function isIn(address: string, block: string): boolean {
  return ipaddr.IPv4.parse(address).match(ipaddr.IPv4.parseCIDR(block));
}
