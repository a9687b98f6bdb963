import { AwsError, type Cloud, type Draft } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import { blocks, isUnset, show, text, texts } from "../../provider/values";
import { findSecurityGroup } from "../ec2/securityGroups";
import { findSubnet } from "../ec2/vpc";
import { findKey } from "../kms/kms";
import { json, plan } from "../shared/planChecks";
import { checkPolicy } from "../shared/policyGrammar";

const fileSystemType = "aws:efs/fileSystem:FileSystem";
const mountTargetType = "aws:efs/mountTarget:MountTarget";

/** https://docs.aws.amazon.com/efs/latest/APIReference/API_Operations.html */
export const fileSystems: Service = {
  [fileSystemType]: {
    service: "elasticfilesystem",
    idPrefix: "fs",
    arnResource: ({ id }) => `file-system/${id}`,
    defaults: { throughputMode: "bursting" },
    rules: ({ inputs }, cloud) => {
      const { encrypted, kmsKeyId, throughputMode, performanceMode } = inputs;
      if (!isUnset(kmsKeyId)) {
        // The provider says so itself: internal/service/efs/file_system.go.
        if (encrypted !== true) {
          throw new AwsError(
            "InvalidParameter",
            "encrypted must be set to true when kms_key_id is specified",
          );
        }
        findKey(cloud, kmsKeyId);
      }
      if (throughputMode === "elastic" && performanceMode === "maxIO") {
        const reason = "Elastic throughput is not supported with Max I/O performance mode.";
        throw new AwsError("BadRequest", reason);
      }
    },
    outputs: ({ id, inputs, seed }, cloud) => ({
      creationToken: text(inputs["creationToken"]) ?? `terraform-${seed.slice(0, 26)}`,
      dnsName: `${id}.efs.${cloud.region}.${cloud.dnsSuffix}`,
      encrypted: inputs["encrypted"] === true,
      performanceMode: text(inputs["performanceMode"]) ?? "generalPurpose",
      numberOfMountTargets: 0,
      ownerId: cloud.accountId,
    }),
    deletable: ({ id }, cloud) => {
      if (cloud.where(mountTargetType, "fileSystemId", id).length > 0) {
        throw new AwsError(
          "FileSystemInUse",
          `Delete all of the mount targets before deleting file system ${id}`,
        );
      }
    },
  },

  "aws:efs/fileSystemPolicy:FileSystemPolicy": {
    id: ({ inputs }) => show(inputs["fileSystemId"]),
    plan: plan(json("policy")),
    rules: ({ inputs }, cloud) => {
      findFileSystem(cloud, inputs["fileSystemId"]);
      checkPolicy(inputs["policy"], "resource", "InvalidPolicyException");
    },
  },

  [mountTargetType]: {
    idPrefix: "fsmt",
    rules: mountTargetRules,
    outputs: (draft, cloud) => {
      const { inputs } = draft;
      const { attributes } = findSubnet(cloud, inputs["subnetId"]);
      const zone = show(attributes["availabilityZone"]);
      const fileSystem = findFileSystem(cloud, inputs["fileSystemId"]);
      const dnsName = show(fileSystem.attributes["dnsName"]);
      return {
        availabilityZoneName: zone,
        dnsName,
        fileSystemArn: fileSystem.attributes["arn"],
        mountTargetDnsName: `${zone}.${dnsName}`,
        ownerId: cloud.accountId,
      };
    },
  },

  "aws:efs/accessPoint:AccessPoint": {
    service: "elasticfilesystem",
    idPrefix: "fsap",
    arnResource: ({ id }) => `access-point/${id}`,
    rules: ({ inputs }, cloud) => {
      findFileSystem(cloud, inputs["fileSystemId"]);
      const [{ creationInfo, path } = {}] = blocks(inputs["rootDirectory"]);
      if (!isUnset(creationInfo) && (path ?? "/") === "/") {
        throw new AwsError("BadRequest", "You can't specify CreationInfo for the root directory.");
      }
    },
    outputs: ({ inputs }, cloud) => ({
      fileSystemArn: findFileSystem(cloud, inputs["fileSystemId"]).attributes["arn"],
      ownerId: cloud.accountId,
    }),
  },
};

/** One mount target in a zone, all of them in one VPC, five security groups at most. */
function mountTargetRules(draft: Draft, cloud: Cloud): void {
  const { inputs } = draft;
  findFileSystem(cloud, inputs["fileSystemId"]);
  const { attributes } = findSubnet(cloud, inputs["subnetId"]);
  const groups = texts(inputs["securityGroups"]);
  for (const group of groups) findSecurityGroup(cloud, group);
  if (groups.length > 5) {
    throw new AwsError("SecurityGroupLimitExceeded", "A mount target has 5 security groups.");
  }
  for (const other of cloud.where(mountTargetType, "fileSystemId", inputs["fileSystemId"], draft)) {
    const there = findSubnet(cloud, other.attributes["subnetId"]).attributes;
    if (there["vpcId"] !== attributes["vpcId"]) {
      throw new AwsError("MountTargetConflict", "requested subnet is in another VPC");
    }
    if (there["availabilityZone"] === attributes["availabilityZone"]) {
      throw new AwsError("MountTargetConflict", "mount target already exists in this AZ");
    }
  }
}

function findFileSystem(cloud: Cloud, id: unknown) {
  return cloud.find(fileSystemType, id, "FileSystemNotFound", "file system");
}
