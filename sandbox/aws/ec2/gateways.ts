import type { Cloud, Draft } from "../../provider/cloud";
import { AwsError } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import { hex, isUnset, pick, show, text } from "../../provider/values";
import { address, parseCidr } from "../shared/cidr";
import { exactlyOne, oneOf, plan } from "../shared/planChecks";
import { findSubnet, findVpc } from "./vpc";

const internetGatewayType = "aws:ec2/internetGateway:InternetGateway";
const eipType = "aws:ec2/eip:Eip";
const natGatewayType = "aws:ec2/natGateway:NatGateway";

export const gateways: Service = {
  [internetGatewayType]: {
    idPrefix: "igw",
    rules: (draft, cloud) => {
      const { vpcId } = draft.inputs;
      if (isUnset(vpcId)) return;
      findVpc(cloud, vpcId);
      const attached = cloud.where(internetGatewayType, "vpcId", vpcId, draft)[0];
      if (attached) {
        throw new AwsError(
          "Resource.AlreadyAssociated",
          `resource ${show(vpcId)} is already attached to internet gateway ${attached.id}`,
        );
      }
    },
    deletable: ({ attributes }, cloud) => {
      const mapped = cloud.where(natGatewayType, "vpcId", attributes["vpcId"]);
      if (mapped.some(({ attributes: nat }) => nat["connectivityType"] === "public")) {
        throw new AwsError(
          "DependencyViolation",
          `Network ${show(attributes["vpcId"])} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`,
        );
      }
    },
  },

  [eipType]: {
    idPrefix: "eipalloc",
    arnResource: ({ id }) => `elastic-ip/${id}`,
    immutable: ["domain", "networkBorderGroup", "publicIpv4Pool", "address"],
    plan: plan(oneOf("domain", ["vpc"])),
    outputs: (draft, cloud) => {
      const publicIp = text(draft.previous?.attributes["publicIp"]) ?? freeAddress(draft, cloud);
      const zone = cloud.region === "us-east-1" ? "compute-1" : `${cloud.region}.compute`;
      return {
        allocationId: draft.id,
        domain: "vpc",
        networkBorderGroup: cloud.region,
        publicIp,
        publicIpv4Pool: "amazon",
        publicDns: `ec2-${publicIp.replaceAll(".", "-")}.${zone}.${cloud.dnsSuffix}`,
      };
    },
    deletable: ({ id }, cloud) => {
      const user = cloud.where(natGatewayType, "allocationId", id)[0];
      if (user)
        throw new AwsError("InvalidIPAddress.InUse", `Address ${id} is in use by ${user.id}`);
    },
  },

  [natGatewayType]: {
    idPrefix: "nat",
    defaults: { connectivityType: "public" },
    immutable: ["subnetId", "allocationId", "connectivityType", "privateIp"],
    plan: plan(oneOf("connectivityType", ["public", "private"]), exactlyOne("subnetId", "vpcId")),
    rules: natGatewayRules,
    outputs: (draft, cloud) => {
      const { inputs, seed } = draft;
      const subnet = isUnset(inputs["subnetId"])
        ? undefined
        : findSubnet(cloud, inputs["subnetId"]);
      const range = parseCidr(show(subnet?.attributes["cidrBlock"]));
      const allocation = cloud.get(eipType, inputs["allocationId"]);
      return {
        vpcId: subnet?.attributes["vpcId"],
        networkInterfaceId: `eni-0${hex(`${seed} eni`, 16)}`,
        associationId: allocation ? `eipassoc-0${hex(`${seed} association`, 16)}` : "",
        publicIp: allocation?.attributes["publicIp"] ?? "",
        // AWS keeps the first four addresses and the last of every subnet.
        privateIp: range ? address(range.first + 4 + pick(seed, range.last - range.first - 4)) : "",
      };
    },
  },
};

function natGatewayRules(draft: Draft, cloud: Cloud): void {
  const { subnetId, allocationId, connectivityType } = draft.inputs;
  if (isUnset(subnetId)) return;
  const { vpcId } = findSubnet(cloud, subnetId).attributes;
  if (connectivityType === "private") return;
  if (isUnset(allocationId)) {
    throw new AwsError("MissingParameter", "The request must include the AllocationId parameter.");
  }
  cloud.find(eipType, allocationId, "InvalidAllocationID.NotFound", "allocation ID");
  const user = cloud.where(natGatewayType, "allocationId", allocationId, draft)[0];
  if (user) {
    throw new AwsError(
      "Resource.AlreadyAssociated",
      `resource ${show(allocationId)} is already associated with ${user.id}`,
    );
  }
  if (cloud.where(internetGatewayType, "vpcId", vpcId).length === 0) {
    throw new AwsError(
      "Gateway.NotAttached",
      `Network ${show(vpcId)} has no Internet gateway attached`,
    );
  }
}

/** Ranges for documentation: they look like addresses of AWS and lead nowhere. */
const documentation = ["192.0.2", "198.51.100", "203.0.113"];

function freeAddress({ seed }: Draft, cloud: Cloud): string {
  const taken = new Set(cloud.store.all(eipType).map(({ attributes }) => attributes["publicIp"]));
  const total = documentation.length * 254;
  const start = pick(seed, total);
  for (let i = 0; i < total; i++) {
    const at = (start + i) % total;
    const candidate = `${documentation[Math.floor(at / 254)]}.${1 + (at % 254)}`;
    if (!taken.has(candidate)) return candidate;
  }
  throw new AwsError("AddressLimitExceeded", "The maximum number of addresses has been reached.");
}
