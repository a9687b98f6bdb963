import type { Cloud, Draft } from "../../provider/cloud";
import { AwsError } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import { blocks, isUnset, text, texts } from "../../provider/values";
import { findKey } from "../kms/kms";
import { matches, plan } from "../shared/planChecks";
import { findSecurityGroup } from "./securityGroups";

const templateType = "aws:ec2/launchTemplate:LaunchTemplate";
const profileType = "aws:iam/instanceProfile:InstanceProfile";

export const launchTemplates: Service = {
  [templateType]: {
    idPrefix: "lt",
    arnResource: ({ id }) => `launch-template/${id}`,
    nameLength: 125,
    immutable: ["name"],
    recomputed: ["latestVersion", "defaultVersion"],
    plan: plan(
      matches("name", /^[\w().\-/]{3,125}$/, "3 to 125 characters of a-zA-Z0-9_().-/"),
      matches(
        "imageId",
        /^(ami-[0-9a-f]{8,17}|resolve:ssm:[\w.\-/:]+)$/,
        "an AMI, or resolve:ssm: and a parameter",
      ),
    ),
    rules: templateRules,
    outputs: ({ inputs, previous }) => {
      const version = Number(previous?.attributes["latestVersion"] ?? 0) + 1;
      const first = inputs["updateDefaultVersion"] === true ? version : 1;
      return { latestVersion: version, defaultVersion: first };
    },
  },
};

function templateRules({ inputs }: Draft, cloud: Cloud): void {
  const reject = (code: string, message: string) => {
    throw new AwsError(code, message);
  };
  const interfaces = blocks(inputs["networkInterfaces"]);
  const groups = [...texts(inputs["vpcSecurityGroupIds"])];
  if (interfaces.length > 0 && groups.length > 0) {
    reject(
      "InvalidParameterCombination",
      "Network interfaces and an instance-level security groups may not be specified on the same request",
    );
  }
  groups.push(...interfaces.flatMap(({ securityGroups }) => texts(securityGroups)));
  groups.forEach((id) => findSecurityGroup(cloud, id));
  for (const { arn } of blocks(inputs["iamInstanceProfile"])) {
    if (isUnset(arn) || cloud.where(profileType, "arn", arn).length > 0) continue;
    reject(
      "InvalidParameterValue",
      `Value (${text(arn) ?? ""}) for parameter iamInstanceProfile.arn is invalid.`,
    );
  }
  for (const { ebs } of blocks(inputs["blockDeviceMappings"])) {
    for (const { encrypted, kmsKeyId } of blocks(ebs)) {
      if (isUnset(kmsKeyId)) continue;
      findKey(cloud, kmsKeyId);
      if (String(encrypted) === "true") continue;
      reject(
        "InvalidParameterDependency",
        "The parameter KmsKeyId requires the parameter Encrypted to be set.",
      );
    }
  }
  for (const { httpPutResponseHopLimit: hops } of blocks(inputs["metadataOptions"])) {
    if (typeof hops === "number" && (hops < 1 || hops > 64)) {
      reject(
        "InvalidParameterValue",
        `Value (${hops}) for parameter HttpPutResponseHopLimit is invalid.`,
      );
    }
  }
  const userData = text(inputs["userData"]) ?? "";
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(userData)) {
    reject("InvalidUserData.Malformed", "Invalid BASE64 encoding of user data.");
  }
  if (Buffer.from(userData, "base64").length > 16_384) {
    reject("InvalidParameterValue", "User data is limited to 16384 bytes");
  }
}
