import type { Cloud, Draft } from "../../provider/cloud";
import { AwsError, refuseWhile } from "../../provider/cloud";
import type { ResourceType, Service } from "../../provider/resourceType";
import { isUnset, show, text } from "../../provider/values";
import { between, cidr, exactlyOne, matches, plan } from "../shared/planChecks";
import { quota } from "../shared/quotas";
import { findSubnet, findVpc, vpcType } from "./vpc";

const groupType = "aws:ec2/securityGroup:SecurityGroup";
const ingressType = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const egressType = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

const sources = ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"];
const alphabet = /^[-a-zA-Z0-9 ._:/()#,@[\]+=&;{}!$*]{0,255}$/;
const describable = matches(
  "description",
  alphabet,
  "255 characters of a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*",
);

/** Checks that a security group exists: the program's own or a VPC's default one. */
export function findSecurityGroup(cloud: Cloud, id: unknown): void {
  if (cloud.where(vpcType, "defaultSecurityGroupId", id).length > 0) return;
  cloud.find(groupType, id, "InvalidGroup.NotFound", "security group");
}

const rule: ResourceType = {
  idPrefix: "sgr",
  service: "ec2",
  arnResource: ({ id }) => `security-group-rule/${id}`,
  immutable: ["securityGroupId"],
  plan: plan(
    exactlyOne(...sources),
    cidr("cidrIpv4"),
    describable,
    between("fromPort", -1, 65535),
    between("toPort", -1, 65535),
  ),
  rules: ruleRules,
  outputs: ({ id }) => ({ securityGroupRuleId: id }),
};

export const securityGroups: Service = {
  [groupType]: {
    idPrefix: "sg",
    arnResource: ({ id }) => `security-group/${id}`,
    defaults: { description: "Managed by Pulumi", revokeRulesOnDelete: false },
    immutable: ["name", "description", "vpcId"],
    plan: plan(
      matches("name", alphabet, "255 characters of a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*"),
      describable,
    ),
    rules: (draft, cloud) => {
      const { vpcId, name } = draft.inputs;
      if (!isUnset(vpcId)) findVpc(cloud, vpcId);
      if (show(name).startsWith("sg-")) {
        throw new AwsError(
          "InvalidParameterValue",
          `Value (${show(name)}) for parameter GroupName is invalid.`,
        );
      }
      const same = cloud.where(groupType, "vpcId", vpcId, draft);
      if (same.some(({ attributes }) => attributes["name"] === name)) {
        throw new AwsError(
          "InvalidGroup.Duplicate",
          `The security group '${show(name)}' already exists for VPC '${show(vpcId)}'`,
        );
      }
    },
    deletable: ({ id }, cloud) => {
      refuseWhile(cloud, id, {
        [ingressType]: "referencedSecurityGroupId",
        [egressType]: "referencedSecurityGroupId",
        "aws:ec2/vpcEndpoint:VpcEndpoint": "securityGroupIds",
        "aws:lb/loadBalancer:LoadBalancer": "securityGroups",
        "aws:rds/instance:Instance": "vpcSecurityGroupIds",
        "aws:ec2/instance:Instance": "vpcSecurityGroupIds",
      });
    },
  },

  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": {
    id: ({ inputs }, cloud) =>
      show(findVpc(cloud, inputs["vpcId"]).attributes["defaultSecurityGroupId"]),
    arnResource: ({ id }) => `security-group/${id}`,
    immutable: ["vpcId"],
    rules: ({ inputs }, cloud) => void findVpc(cloud, inputs["vpcId"]),
    outputs: () => ({ name: "default", description: "default VPC security group" }),
  },

  [ingressType]: rule,
  [egressType]: rule,

  "aws:ec2/networkAcl:NetworkAcl": {
    idPrefix: "acl",
    immutable: ["vpcId"],
    rules: ({ inputs }, cloud) => void findVpc(cloud, inputs["vpcId"]),
    deletable: ({ id }, cloud) => {
      refuseWhile(cloud, id, {
        "aws:ec2/networkAclAssociation:NetworkAclAssociation": "networkAclId",
      });
    },
  },

  "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl": {
    id: ({ inputs }) => show(inputs["defaultNetworkAclId"]),
    arnResource: ({ id }) => `network-acl/${id}`,
    immutable: ["defaultNetworkAclId"],
  },

  "aws:ec2/networkAclAssociation:NetworkAclAssociation": {
    idPrefix: "aclassoc",
    rules: ({ inputs }, cloud) => {
      findAcl(cloud, inputs["networkAclId"]);
      findSubnet(cloud, inputs["subnetId"]);
    },
  },

  "aws:ec2/networkAclRule:NetworkAclRule": {
    idPrefix: "nacl",
    defaults: { egress: false },
    immutable: "networkAclId ruleNumber egress protocol ruleAction cidrBlock fromPort toPort".split(
      " ",
    ),
    plan: plan(
      cidr("cidrBlock"),
      between("ruleNumber", 1, 32766),
      exactlyOne("cidrBlock", "ipv6CidrBlock"),
    ),
    rules: (draft, cloud) => {
      const { networkAclId, ruleNumber, egress } = draft.inputs;
      findAcl(cloud, networkAclId);
      const type = "aws:ec2/networkAclRule:NetworkAclRule";
      const others = cloud
        .where(type, "networkAclId", networkAclId, draft)
        .filter(({ attributes: rule }) => rule["egress"] === egress);
      if (others.some(({ attributes: rule }) => rule["ruleNumber"] === ruleNumber)) {
        throw new AwsError(
          "NetworkAclEntryAlreadyExists",
          `The network acl entry identified by ${show(ruleNumber)} already exists.`,
        );
      }
      if (others.length >= quota("entriesPerNetworkAcl")) {
        throw new AwsError(
          "NetworkAclEntryLimitExceeded",
          "The maximum number of network acl entries has been reached.",
        );
      }
    },
  },
};

function findAcl(cloud: Cloud, id: unknown): void {
  if (cloud.where(vpcType, "defaultNetworkAclId", id).length > 0) return;
  cloud.find("aws:ec2/networkAcl:NetworkAcl", id, "InvalidNetworkAclID.NotFound", "networkAcl ID");
}

function ruleRules(draft: Draft, cloud: Cloud): void {
  const { securityGroupId, referencedSecurityGroupId, ipProtocol, fromPort, toPort } = draft.inputs;
  findSecurityGroup(cloud, securityGroupId);
  if (!isUnset(referencedSecurityGroupId)) {
    // A group of a peered network or another account is written account/group.
    const id = text(referencedSecurityGroupId) ?? "";
    if (!id.includes("/")) findSecurityGroup(cloud, id);
  }
  if (["tcp", "udp", "6", "17"].includes(show(ipProtocol))) {
    if (isUnset(fromPort) || isUnset(toPort)) {
      throw new AwsError(
        "InvalidParameterValue",
        "Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.",
      );
    }
    if (Number(fromPort) > Number(toPort) || Number(fromPort) < 0) {
      const range = `${show(fromPort)}:${show(toPort)}`;
      throw new AwsError("InvalidParameterValue", `Invalid TCP/UDP port range (${range})`);
    }
  }
  const others = cloud.where(draft.type, "securityGroupId", securityGroupId, draft);
  if (others.some(({ attributes }) => permission(attributes) === permission(draft.inputs))) {
    throw new AwsError(
      "InvalidPermission.Duplicate",
      `the specified rule "${permission(draft.inputs)}, ALLOW" already exists`,
    );
  }
  if (others.length >= quota("rulesPerSecurityGroup")) {
    throw new AwsError(
      "RulesPerSecurityGroupLimitExceeded",
      "The maximum number of rules per security group has been reached.",
    );
  }
}

function permission(inputs: Draft["inputs"]): string {
  const peer = sources.map((property) => text(inputs[property]) ?? "").join("");
  const protocol = show(inputs["ipProtocol"]).toUpperCase();
  const ports = (["fromPort", "toPort"] as const).map((end) => show(inputs[end] ?? "ALL"));
  return `peer: ${peer}, ${protocol}, from port: ${ports[0]}, to port: ${ports[1]}`;
}
