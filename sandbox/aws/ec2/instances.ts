import { AwsError, type Cloud, type Draft } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import { isUnset, pick, show, text, texts } from "../../provider/values";
import { address, parseCidr } from "../shared/cidr";
import { matches, plan } from "../shared/planChecks";
import { findSecurityGroup } from "./securityGroups";
import { findSubnet } from "./vpc";

export const instances: Service = {
  "aws:ec2/instance:Instance": {
    idPrefix: "i",
    service: "ec2",
    arnResource: ({ id }) => `instance/${id}`,
    defaults: { disableApiTermination: false },
    immutable: ["ami", "associatePublicIpAddress", "ebsBlockDevices", "privateIp", "subnetId"],
    plan: plan(matches("ami", /^ami-[0-9a-f]{8,17}$/, "an image, such as ami-0a1b2c3d4e5f60718")),
    rules: ({ inputs }, cloud) => {
      findSubnet(cloud, inputs["subnetId"]);
      texts(inputs["vpcSecurityGroupIds"]).forEach((id) => {
        findSecurityGroup(cloud, id);
      });
    },
    outputs: (draft, cloud) => ({ privateIp: privateIp(draft, cloud), instanceState: "running" }),
    deletable: ({ id, attributes }) => {
      if (attributes["disableApiTermination"] === true) {
        throw new AwsError(
          "OperationNotPermitted",
          `The instance '${id}' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.`,
        );
      }
    },
  },
};

/** An address of the subnet, past those that AWS keeps. */
function privateIp({ inputs, seed }: Draft, cloud: Cloud): string {
  if (!isUnset(inputs["privateIp"])) return text(inputs["privateIp"]) ?? "";
  const range = parseCidr(show(findSubnet(cloud, inputs["subnetId"]).attributes["cidrBlock"]));
  return range ? address(range.first + 4 + pick(seed, range.last - range.first - 4)) : "";
}
