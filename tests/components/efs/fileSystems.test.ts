import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
  AccessPoints,
  accessPointKey,
  type AccessPoint,
} from "../../../components/ecs/service/accessPoints";
import {
  fileSystemMounts,
  fileSystemVolumes,
  mountStatements,
} from "../../../components/ecs/service/fileSystemUse";
import { clientWays } from "../../../components/ecs/service/clientWays";
import { fileSystemAccess, type FileSystemSpec } from "../../../components/efs/fileSystems";
import { runWithMocks, statementsOf, valueOf, type Recording } from "../../support/mocks";
import { aService } from "../../support/service";

const kmsKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/storage";
const uploads: FileSystemSpec = {
  name: "uploads",
  dataClassification: "internal",
  backupPlan: "silver",
  infrequentAccessAfterDays: 30,
};
const use = { name: "uploads", path: "/uploads", userId: 1000, groupId: 2000, readOnly: false };

function made(
  fileSystems: readonly FileSystemSpec[],
  changes: { readonly deletionProtection?: boolean } = {},
): Promise<Recording<Readonly<Record<string, AccessPoint>>>> {
  return runWithMocks(() => {
    const fileAccess = fileSystemAccess(
      "file-systems",
      {
        fileSystems,
        kmsKeyArn,
        alarmTopics: {
          critical: "arn:aws:sns:eu-west-1:123456789012:alarms",
          warning: "arn:aws:sns:eu-west-1:123456789012:warnings",
        },
        vpc: {
          vpcId: pulumi.output("vpc-1"),
          availabilityZones: ["a", "b"],
          isolatedSubnetIds: [pulumi.output("subnet-a"), pulumi.output("subnet-b")],
        },
        ...changes,
      },
      {},
    );
    const descriptions = fileSystems.length > 0 ? [aService({ fileSystems: [use] })] : [];
    return new AccessPoints("file-access", { descriptions, fileSystems: fileAccess }).points;
  });
}

describe("A file system", () => {
  it("is encrypted by the key of files, in every zone, of its class, and protected", async () => {
    const all = await made([uploads]);
    const { inputs, protect } = all.get("file-systems-uploads-file-system");
    assert.equal(inputs["encrypted"], true);
    assert.equal(inputs["kmsKeyId"], kmsKeyArn);
    assert.equal(inputs["throughputMode"], "elastic");
    assert.deepEqual(inputs["lifecyclePolicies"], [
      { transitionToIa: "AFTER_30_DAYS" },
      { transitionToPrimaryStorageClass: "AFTER_1_ACCESS" },
    ]);
    assert.deepEqual(inputs["tags"], {
      Name: "file-systems-uploads",
      "data-classification": "internal",
      "backup-plan": "silver",
    });
    assert.ok(protect);
    const subnets = ["a", "b"].map((zone) => all.get(`file-systems-uploads-${zone}`).inputs);
    assert.deepEqual(
      subnets.map(({ subnetId }) => subnetId),
      ["subnet-a", "subnet-b"],
    );
    assert.match(JSON.stringify(all.get("file-systems-uploads-io-limit").inputs), /PercentIOLimit/);
  });

  it("says a day as AWS does, and may go once it retires or nothing is protected", async () => {
    const one = await made([{ ...uploads, infrequentAccessAfterDays: 1, retiring: true }]);
    const { inputs, protect } = one.get("file-systems-uploads-file-system");
    assert.deepEqual((inputs["lifecyclePolicies"] as unknown[])[0], {
      transitionToIa: "AFTER_1_DAY",
    });
    assert.equal(protect, false);
    const dev = await made([uploads], { deletionProtection: false });
    assert.equal(dev.get("file-systems-uploads-file-system").protect, false);
  });

  it("denies what comes without TLS and allows nobody by itself, before it can be reached", async () => {
    const all = await made([uploads]);
    const policy = all.get("file-systems-uploads-policy");
    const statements = statementsOf(policy.inputs["policy"]);
    assert.deepEqual(
      statements.map((each) => [(each as { Effect?: string }).Effect, each.Condition]),
      [["Deny", { Bool: { "aws:SecureTransport": "false" } }]],
    );
    assert.ok(all.get("file-systems-uploads-a").dependencies.includes(policy.urn));
  });

  it("is not there where no stack asks for one", async () => {
    const none = await made([]);
    assert.deepEqual(
      none.resources.map(({ type }) => type).filter((type) => type.includes("efs")),
      [],
    );
  });
});

describe("A service's file systems", () => {
  it("are mounted by an access point of its own: one folder, one user", async () => {
    const { inputs } = (await made([uploads])).get("file-access-orders-to-uploads");
    assert.deepEqual(inputs["posixUser"], { uid: 1000, gid: 2000 });
    assert.deepEqual(inputs["rootDirectory"], {
      path: "/orders",
      creationInfo: { ownerUid: 1000, ownerGid: 2000, permissions: "0770" },
    });
  });

  const arn = (kind: string) => pulumi.output(`arn:aws:elasticfilesystem:::${kind}`);
  const points = {
    [accessPointKey("orders", "uploads")]: {
      id: pulumi.output("fsap-1"),
      arn: arn("access-point/fsap-1"),
      fileSystemId: pulumi.output("fs-1"),
      fileSystemArn: arn("file-system/fs-1"),
      mountTargets: [],
    },
  };
  const service = aService({ fileSystems: [use] });

  it("are volumes over TLS, as the task role", async () => {
    assert.deepEqual(await valueOf(pulumi.output(fileSystemVolumes(service, points))), [
      {
        name: "efs_uploads",
        efsVolumeConfiguration: {
          fileSystemId: "fs-1",
          transitEncryption: "ENABLED",
          authorizationConfig: { accessPointId: "fsap-1", iam: "ENABLED" },
        },
      },
    ]);
    assert.deepEqual(fileSystemMounts(service), [
      { sourceVolume: "efs_uploads", containerPath: "/uploads", readOnly: false },
    ]);
  });

  it("are its role's by that access point only, and not to write where it only reads", async () => {
    const actions = async (readOnly: boolean) => {
      const reader = aService({ fileSystems: [{ ...use, readOnly }] });
      const [statement] = await valueOf(pulumi.output(mountStatements(reader, points)));
      assert.deepEqual(statement?.Condition, {
        StringEquals: {
          "elasticfilesystem:AccessPointArn": "arn:aws:elasticfilesystem:::access-point/fsap-1",
        },
      });
      assert.equal(statement.Resource, "arn:aws:elasticfilesystem:::file-system/fs-1");
      return statement.Action;
    };
    assert.deepEqual(await actions(false), [
      "elasticfilesystem:ClientMount",
      "elasticfilesystem:ClientWrite",
    ]);
    assert.deepEqual(await actions(true), ["elasticfilesystem:ClientMount"]);
  });

  it("are reached by the group of their clients, after databases and before services", () => {
    const { byGroup } = clientWays({
      ...service,
      databases: [{ name: "orders", credentials: "iam" }],
      reaches: [{ service: "pricing" }],
    });
    assert.deepEqual(
      byGroup.map(({ kind }) => kind),
      ["database", "file-system", "service"],
    );
  });
});
