import type { Cloud, Draft } from "../../provider/cloud";
import { AwsError, refuseWhile } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import type { Props, Resource } from "../../provider/store";
import { blocks, hex, isUnset, pick, show, text } from "../../provider/values";
import { address, parseCidr } from "../shared/cidr";
import { findSubnet, findVpc } from "../ec2/vpc";
import { oneOf, plan } from "../shared/planChecks";

const endpointType = "aws:route53/resolverEndpoint:ResolverEndpoint";
const ruleType = "aws:route53/resolverRule:ResolverRule";
const ruleAssociationType = "aws:route53/resolverRuleAssociation:ResolverRuleAssociation";
const queryLogType = "aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig";
const queryLogAssociationType =
  "aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation";

export const resolver: Service = {
  "aws:route53/zone:Zone": {
    id: ({ seed }) => `Z0${hex(seed, 19).toUpperCase()}`,
    immutable: ["name", "delegationSetId"],
    defaults: { comment: "Managed by Pulumi", forceDestroy: false },
    rules: ({ inputs }, cloud) => {
      blocks(inputs["vpcs"]).forEach(({ vpcId }) => findVpc(cloud, vpcId));
    },
    outputs: ({ id, inputs }, cloud) => {
      const arn = cloud.arn("route53", `hostedzone/${id}`, { region: "", account: "" });
      const nameServers = isUnset(inputs["vpcs"]) ? [0, 1, 2, 3].map(nameServer) : [nameServer(0)];
      return { arn, zoneId: id, nameServers, primaryNameServer: nameServers[0] };
    },
  },

  [endpointType]: {
    id: ({ seed, inputs }) =>
      `rslvr-${inputs["direction"] === "OUTBOUND" ? "out" : "in"}-${hex(seed, 17)}`,
    service: "route53resolver",
    arnResource: ({ id }) => `resolver-endpoint/${id}`,
    nameLength: 64,
    defaults: { resolverEndpointType: "IPV4" },
    immutable: ["direction", "securityGroupIds"],
    plan: plan(oneOf("direction", ["INBOUND", "OUTBOUND", "INBOUND_DELEGATION"])),
    rules: endpointRules,
    outputs: (draft, cloud) => ({
      hostVpcId: subnets(draft.inputs, cloud)[0]?.attributes["vpcId"],
      protocols: ["Do53"],
      ipAddresses: addresses(draft, cloud),
    }),
    deletable: ({ id }, cloud) => {
      refuseWhile(cloud, id, { [ruleType]: "resolverEndpointId" });
    },
  },

  [ruleType]: {
    id: ({ seed }) => `rslvr-rr-${hex(seed, 17)}`,
    service: "route53resolver",
    arnResource: ({ id }) => `resolver-rule/${id}`,
    nameLength: 64,
    immutable: ["domainName", "ruleType"],
    plan: plan(oneOf("ruleType", ["FORWARD", "SYSTEM", "RECURSIVE"])),
    rules: ruleRules,
    outputs: (_, cloud) => ({ ownerId: cloud.accountId, shareStatus: "NOT_SHARED" }),
    deletable: ({ id }, cloud) => {
      refuseWhile(cloud, id, { [ruleAssociationType]: "resolverRuleId" });
    },
  },

  [ruleAssociationType]: {
    id: ({ seed }) => `rslvr-rrassoc-${hex(seed, 17)}`,
    nameLength: 64,
    immutable: ["name", "resolverRuleId", "vpcId"],
    rules: ({ inputs }, cloud) => {
      const { vpcId, resolverRuleId } = inputs;
      findVpc(cloud, vpcId);
      const what = "resolver rule";
      const rule = cloud.find(ruleType, resolverRuleId, "ResourceNotFoundException", what);
      oneRuleForDomain(rule, show(vpcId), cloud);
    },
  },

  [queryLogType]: {
    id: ({ seed }) => `rqlc-${hex(seed, 16)}`,
    service: "route53resolver",
    arnResource: ({ id }) => `resolver-query-log-config/${id}`,
    nameLength: 64,
    immutable: ["name", "destinationArn"],
    outputs: (_, cloud) => ({ ownerId: cloud.accountId, shareStatus: "NOT_SHARED" }),
    deletable: ({ id }, cloud) => {
      refuseWhile(cloud, id, { [queryLogAssociationType]: "resolverQueryLogConfigId" });
    },
  },

  [queryLogAssociationType]: {
    id: ({ seed }) => `rqlca-${hex(seed, 16)}`,
    immutable: ["resolverQueryLogConfigId", "resourceId"],
    rules: ({ inputs }, cloud) => {
      findVpc(cloud, inputs["resourceId"]);
      const id = inputs["resolverQueryLogConfigId"];
      cloud.find(queryLogType, id, "ResourceNotFoundException", "query logging configuration");
    },
  },
};

/** A VPC goes by one rule for a domain. */
// https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_AssociateResolverRule.html
function oneRuleForDomain({ attributes }: Resource, vpcId: string, cloud: Cloud): void {
  const domain = attributes["domainName"];
  const others = cloud.where(ruleAssociationType, "vpcId", vpcId);
  const clash = others
    .map((each) => cloud.get(ruleType, each.attributes["resolverRuleId"]))
    .find((rule) => rule?.attributes["domainName"] === domain);
  if (clash) {
    throw new AwsError(
      "InvalidRequestException",
      `Cannot associate rules with same domain name with same VPC. Conflict with resolver rule '${clash.id}'`,
    );
  }
}

function nameServer(index: number): string {
  return `ns-${512 * index}.awsdns-0${index}.com`;
}

function subnets(inputs: Props, cloud: Cloud) {
  return blocks(inputs["ipAddresses"]).map(({ subnetId }) => findSubnet(cloud, subnetId));
}

/** Not all addresses in one zone. */
function endpointRules({ inputs }: Draft, cloud: Cloud): void {
  const zones = new Set(subnets(inputs, cloud).map((each) => each.attributes["availabilityZone"]));
  if (zones.size < 2) {
    throw new AwsError(
      "InvalidRequestException",
      "Resolver endpoint needs IP addresses in at least 2 Availability Zones",
    );
  }
}

/** What the program leaves to AWS: an address of each subnet. */
function addresses({ inputs, seed }: Draft, cloud: Cloud): Props[] {
  return blocks(inputs["ipAddresses"]).map((block, index) => {
    const range = parseCidr(show(findSubnet(cloud, block["subnetId"]).attributes["cidrBlock"]));
    const drawn = range
      ? address(range.first + 4 + pick(`${seed} ${index}`, range.last - range.first - 4))
      : "";
    const ipId = `rni-${hex(`${seed} ${index}`, 17)}`;
    return { ...block, ip: text(block["ip"]) ?? drawn, ipId };
  });
}

function ruleRules({ inputs }: Draft, cloud: Cloud): void {
  if (inputs["ruleType"] !== "FORWARD") return;
  const endpointId = inputs["resolverEndpointId"];
  if (isUnset(endpointId) || blocks(inputs["targetIps"]).length === 0) {
    throw new AwsError(
      "InvalidParameterException",
      "A FORWARD rule needs a resolver endpoint and target IP addresses",
    );
  }
  const what = "resolver endpoint";
  const endpoint = cloud.find(endpointType, endpointId, "ResourceNotFoundException", what);
  if (endpoint.attributes["direction"] !== "OUTBOUND") {
    throw new AwsError("InvalidRequestException", `${endpoint.id} is not an outbound endpoint`);
  }
}
