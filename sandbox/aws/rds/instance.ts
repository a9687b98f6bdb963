import type { Cloud, Draft } from "../../provider/cloud";
import { AwsError, refuseWhile } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import { base32, hex, isUnset, show, text, texts } from "../../provider/values";
import { findSecurityGroup } from "../ec2/securityGroups";
import { findSubnet } from "../ec2/vpc";
import { findKey } from "../kms/kms";
import { between, matches, plan } from "../shared/planChecks";
import { backupReplication } from "./backups";
import { heldByAws, resolvedVersion } from "./restores";
import { instanceArgumentRules, ofSource } from "./instanceRules";

const subnetGroupType = "aws:rds/subnetGroup:SubnetGroup";
const instanceType = "aws:rds/instance:Instance";

export const rds: Service = {
  ...backupReplication,
  [subnetGroupType]: {
    id: ({ inputs }) => show(inputs["name"]),
    arnResource: ({ id }) => `subgrp:${id}`,
    spellName: (name) => name.toLowerCase(),
    defaults: { description: "Managed by Pulumi" },
    plan: plan(
      matches("name", /^(?!default$)[a-z0-9 ._-]{1,255}$/, "lower case letters, digits and . _ -"),
    ),
    rules: subnetGroupRules,
    outputs: ({ inputs }, cloud) => {
      const [first] = texts(inputs["subnetIds"]);
      return {
        vpcId: findSubnet(cloud, first).attributes["vpcId"],
        supportedNetworkTypes: ["IPV4"],
      };
    },
    deletable: ({ id }, cloud) => {
      refuseWhile(cloud, id, { [instanceType]: "dbSubnetGroupName" });
    },
  },

  [instanceType]: {
    id: ({ seed }) => `db-${base32(seed, 26)}`,
    arnResource: ({ inputs }) => `db:${show(inputs["identifier"])}`,
    nameProperty: "identifier",
    nameLength: 63,
    spellName: (name) => name.toLowerCase(),
    defaults: {
      autoMinorVersionUpgrade: true,
      copyTagsToSnapshot: false,
      deleteAutomatedBackups: true,
      monitoringInterval: 0,
      performanceInsightsEnabled: false,
      publiclyAccessible: false,
      skipFinalSnapshot: false,
    },
    // Set by resourceInstanceRead, same file, among what the platform says.
    readBack: [
      "allocatedStorage",
      "backupRetentionPeriod",
      "backupWindow",
      "databaseInsightsMode",
      "dbName",
      "engineVersion",
      "kmsKeyId",
      "maintenanceWindow",
      "performanceInsightsEnabled",
      "replicateSourceDb",
      "username",
    ],
    // The same file's schema, DiffSuppressFunc of allocated_storage.
    suppressed: (name, before, after, news) =>
      name === "allocatedStorage" &&
      Number(before) > Number(after) &&
      Number(news["maxAllocatedStorage"] ?? 0) > Number(after),
    plan: plan(
      matches(
        "identifier",
        /^[a-z](?!.*--)[a-z0-9-]{0,61}[a-z0-9]$/,
        "1 to 63 of a-z0-9-, no hyphen last",
      ),
      between("backupRetentionPeriod", 0, 35),
    ),
    rules: instanceRules,
    outputs: (draft, cloud) => {
      const { identifier, engine, engineVersion, manageMasterUserPassword } = draft.inputs;
      const host = hex(`${cloud.accountId} ${cloud.region} rds`, 12);
      const address = `${show(identifier)}.${host}.${cloud.region}.rds.${cloud.dnsSuffix}`;
      const port = draft.inputs["port"] ?? ports[text(engine)?.split("-")[0] ?? ""] ?? 5432;
      const secret = cloud.arn(
        "secretsmanager",
        `secret:rds!${draft.id.toLowerCase()}-${hex(draft.seed, 6)}`,
      );
      return {
        ...ofSource(draft, cloud),
        address,
        endpoint: `${address}:${show(port)}`,
        port,
        resourceId: draft.id,
        engineVersionActual: resolvedVersion(engineVersion) ?? "",
        hostedZoneId: `Z${hex(`${cloud.region} rds`, 13).toUpperCase()}`,
        status: "available",
        ...(manageMasterUserPassword === true && {
          masterUserSecrets: [{ secretArn: secret, secretStatus: "active", kmsKeyId: "" }],
        }),
      };
    },
    held: heldByAws,
    deletable: ({ attributes }) => {
      if (attributes["deletionProtection"] === true) {
        throw new AwsError(
          "InvalidParameterCombination",
          "Cannot delete protected DB Instance, please disable deletion protection and try again.",
        );
      }
      if (
        attributes["skipFinalSnapshot"] !== true &&
        isUnset(attributes["finalSnapshotIdentifier"])
      ) {
        throw new AwsError(
          "InvalidParameterCombination",
          "finalSnapshotIdentifier is required when skipFinalSnapshot is false",
        );
      }
    },
  },
};

const ports: Readonly<Record<string, number>> = {
  postgres: 5432,
  mysql: 3306,
  mariadb: 3306,
  oracle: 1521,
  sqlserver: 1433,
};

function subnetGroupRules({ inputs }: Draft, cloud: Cloud): void {
  const subnets = texts(inputs["subnetIds"]).map((id) => findSubnet(cloud, id).attributes);
  if (new Set(subnets.map(({ vpcId }) => vpcId)).size > 1) {
    throw new AwsError("InvalidSubnet", "The subnets of a DB subnet group must be in one VPC.");
  }
  const zones = new Set(subnets.map(({ availabilityZone }) => show(availabilityZone)));
  if (zones.size < 2) {
    throw new AwsError(
      "DBSubnetGroupDoesNotCoverEnoughAZs",
      `The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Current AZ coverage: ${[...zones].join(", ")}. Add subnets to cover at least 2 AZs.`,
    );
  }
}

function instanceRules(draft: Draft, cloud: Cloud): void {
  const { identifier, dbSubnetGroupName, vpcSecurityGroupIds, kmsKeyId } = draft.inputs;
  if (cloud.where(instanceType, "identifier", identifier, draft).length > 0) {
    throw new AwsError("DBInstanceAlreadyExists", "DB instance already exists");
  }
  if (!isUnset(dbSubnetGroupName)) {
    cloud.find(subnetGroupType, dbSubnetGroupName, "DBSubnetGroupNotFoundFault", "DB subnet group");
  }
  for (const id of texts(vpcSecurityGroupIds)) findSecurityGroup(cloud, id);
  if (!isUnset(kmsKeyId)) findKey(cloud, kmsKeyId);
  instanceArgumentRules(draft, cloud);
  const { allocatedStorage, maxAllocatedStorage } = draft.inputs;
  const allocated = Number(allocatedStorage);
  const most = Number(maxAllocatedStorage ?? 0);
  if (most > 0 && most * 10 < allocated * 11) {
    throw new AwsError(
      "InvalidParameterCombination",
      `Invalid max storage size ${most}: it must be at least 110 percent of the allocated storage, ${allocated}`,
    );
  }
  const mayHaveGrown = most > allocated;
  if (!mayHaveGrown && allocated < Number(draft.previous?.attributes["allocatedStorage"] ?? 0)) {
    throw new AwsError("InvalidParameterCombination", "Allocated storage cannot be made smaller");
  }
}
