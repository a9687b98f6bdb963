import type { Cloud, Draft } from "../../provider/cloud";
import { AwsError } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import { hex, isUnset, text, texts } from "../../provider/values";
import { findSecurityGroup } from "../ec2/securityGroups";
import { findSubnet } from "../ec2/vpc";
import { findKey } from "../kms/kms";
import { between, matches, plan } from "../shared/planChecks";
import { clusterGroupType, familyRules, upgradeRules } from "./groups";
import { windowRules } from "./windows";

const clusterType = "aws:rds/cluster:Cluster";
const subnetGroupType = "aws:rds/subnetGroup:SubnetGroup";

/** A Multi-AZ DB cluster: one with an instance class of its own. Aurora's rules are not kept here. */
export const rdsCluster: Service = {
  [clusterType]: {
    id: ({ inputs }) => String(inputs["clusterIdentifier"]),
    arnResource: ({ id }) => `cluster:${id}`,
    nameProperty: "clusterIdentifier",
    nameLength: 63,
    spellName: (name) => name.toLowerCase(),
    defaults: { copyTagsToSnapshot: false, deleteAutomatedBackups: true, skipFinalSnapshot: false },
    plan: plan(
      matches("clusterIdentifier", /^[a-z](?!.*--)[a-z0-9-]{0,61}[a-z0-9]$/, "1 to 63 of a-z0-9-"),
      between("backupRetentionPeriod", 1, 35),
    ),
    rules: clusterRules,
    outputs: ({ seed, inputs }, cloud) => {
      const id = String(inputs["clusterIdentifier"]);
      const host = hex(`${cloud.accountId} ${cloud.region} rds`, 12);
      const domain = `${host}.${cloud.region}.rds.${cloud.dnsSuffix}`;
      const secret = cloud.arn("secretsmanager", `secret:rds!cluster-${hex(seed, 6)}`);
      return {
        endpoint: `${id}.cluster-${domain}`,
        readerEndpoint: `${id}.cluster-ro-${domain}`,
        clusterResourceId: `cluster-${hex(seed, 26).toUpperCase()}`,
        clusterMembers: [1, 2, 3].map((member) => `${id}-instance-${member}`),
        engineVersionActual: inputs["engineVersion"] ?? "",
        ...(inputs["manageMasterUserPassword"] === true && {
          masterUserSecrets: [{ secretArn: secret, secretStatus: "active", kmsKeyId: "" }],
        }),
      };
    },
    deletable: ({ attributes }) => {
      if (attributes["deletionProtection"] !== true) return;
      throw new AwsError(
        "InvalidParameterCombination",
        "Cannot delete protected Cluster, please disable deletion protection and try again.",
      );
    },
  },
};

function clusterRules(draft: Draft, cloud: Cloud): void {
  const { inputs } = draft;
  windowRules(inputs["preferredBackupWindow"], inputs["preferredMaintenanceWindow"]);
  familyRules(
    cloud,
    clusterGroupType,
    inputs["dbClusterParameterGroupName"],
    inputs["engineVersion"],
  );
  upgradeRules(draft);
  for (const id of texts(inputs["vpcSecurityGroupIds"])) findSecurityGroup(cloud, id);
  if (!isUnset(inputs["kmsKeyId"])) findKey(cloud, inputs["kmsKeyId"]);
  const instanceClass = text(inputs["dbClusterInstanceClass"]);
  if (instanceClass === undefined) return;
  if (!/^db\.[a-z]+\d+[a-z]*d[a-z]*\./.test(instanceClass)) {
    throw new AwsError(
      "InvalidParameterCombination",
      `RDS does not support creating a Multi-AZ DB cluster with the following combination: DBClusterInstanceClass=${instanceClass}, Engine=postgres`,
    );
  }
  const group = cloud.find(
    subnetGroupType,
    inputs["dbSubnetGroupName"],
    "DBSubnetGroupNotFoundFault",
    "DB subnet group",
  );
  const zones = texts(group.attributes["subnetIds"]).map(
    (id) => findSubnet(cloud, id).attributes["availabilityZone"],
  );
  if (new Set(zones).size < 3) {
    throw new AwsError(
      "DBSubnetGroupDoesNotCoverEnoughAZs",
      "A Multi-AZ DB cluster needs a DB subnet group with subnets in three Availability Zones.",
    );
  }
}
