import type { Cloud, Draft } from "../../provider/cloud";
import { AwsError } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import type { Props } from "../../provider/store";
import { blocks, isUnset, text, texts, uuid } from "../../provider/values";
import { findSubnet } from "../ec2/vpc";
import { findKey } from "../kms/kms";
import { exactlyOne, plan } from "../shared/planChecks";

export const groupType = "aws:autoscaling/group:Group";
const templateType = "aws:ec2/launchTemplate:LaunchTemplate";

export const autoscaling: Service = {
  [groupType]: {
    id: ({ inputs }) => String(inputs["name"]),
    arnResource: ({ id, seed }) => `autoScalingGroup:${uuid(seed)}:autoScalingGroupName/${id}`,
    nameLength: 255,
    defaults: { forceDelete: false, forceDeleteWarmPool: false, protectFromScaleIn: false },
    immutable: ["name"],
    plan: plan(
      exactlyOne("launchTemplate", "mixedInstancesPolicy", "launchConfiguration"),
      ({ maxInstanceLifetime: seconds }, problem) => {
        if (typeof seconds !== "number" || seconds === 0) return;
        if (seconds >= 86_400 && seconds <= 31_536_000) return;
        problem(
          "maxInstanceLifetime",
          `expected maxInstanceLifetime to be one of 0, 86400 to 31536000, got ${seconds}`,
        );
      },
    ),
    rules: groupRules,
    outputs: ({ inputs }) => ({ desiredCapacity: inputs["minSize"], predictedCapacity: 0 }),
    // The real provider waits until every instance is gone, which protected ones never are.
    deletable: ({ id, attributes }) => {
      const { protectFromScaleIn, forceDelete, minSize } = attributes;
      if (protectFromScaleIn !== true || forceDelete === true || minSize === 0) return;
      throw new AwsError(
        "ScalingActivityInProgress",
        `timeout while waiting for Auto Scaling Group (${id}) drain: its instances are protected from scale-in and stay, unless forceDelete is true`,
      );
    },
  },
};

function groupRules(draft: Draft, cloud: Cloud): void {
  const { inputs } = draft;
  const reject = (message: string) => {
    throw new AwsError("ValidationError", message);
  };
  const { minSize, maxSize, desiredCapacity } = inputs;
  if (Number(minSize) > Number(maxSize)) reject("Max bound must be greater than or equal to min.");
  if (!isUnset(desiredCapacity) && Number(desiredCapacity) > Number(maxSize)) {
    reject(`Desired capacity:${Number(desiredCapacity)} must be between the size bounds.`);
  }
  const zones = new Set<unknown>();
  const vpcs = new Set<unknown>();
  for (const id of texts(inputs["vpcZoneIdentifiers"])) {
    const { attributes } = findSubnet(cloud, id);
    zones.add(attributes["availabilityZone"]);
    vpcs.add(attributes["vpcId"]);
  }
  if (vpcs.size > 1) reject("The subnets of an Auto Scaling group are in one VPC.");
  if (zones.size === 0 && texts(inputs["availabilityZones"]).length === 0) {
    reject("At least one Availability Zone or VPC Subnet is required.");
  }
  for (const specification of templatesOf(inputs)) {
    const reference = text(specification["launchTemplateId"]) ?? text(specification["id"]);
    const template = cloud.find(
      templateType,
      reference,
      "InvalidLaunchTemplateId.NotFoundException",
      "specified launch template, with template ID",
    );
    refuseUnusableDisks(template.attributes, cloud);
  }
}

function templatesOf(inputs: Props): Props[] {
  return [
    ...blocks(inputs["launchTemplate"]),
    ...blocks(inputs["mixedInstancesPolicy"])
      .flatMap(({ launchTemplate }) => blocks(launchTemplate))
      .flatMap(({ launchTemplateSpecification }) => blocks(launchTemplateSpecification)),
  ];
}

/** AWS starts each instance, finds that its role cannot use the disk's key, and ends it again. */
function refuseUnusableDisks(template: Props, cloud: Cloud): void {
  for (const { ebs } of blocks(template["blockDeviceMappings"])) {
    for (const { kmsKeyId } of blocks(ebs)) {
      if (isUnset(kmsKeyId)) continue;
      const key = findKey(cloud, kmsKeyId);
      const policy = text(key.attributes["policy"]) ?? "";
      if (policy.includes("AWSServiceRoleForAutoScaling")) continue;
      throw new AwsError(
        "Client.InvalidKMSKey.InvalidState",
        `launching EC2 instances failed: the policy of the KMS key ${key.id} does not let AWSServiceRoleForAutoScaling use it`,
      );
    }
  }
}
