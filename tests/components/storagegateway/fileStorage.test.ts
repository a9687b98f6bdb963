import * as assert from "node:assert/strict";
import { FileStorage } from "../../../components/storagegateway/fileStorage";
import type {
  FileGatewaySpec,
  FileStorageArgs,
  FileShareSpec,
} from "../../../components/storagegateway/fileStorageArgs";
import { runWithMocks, statementsOf, valueOf, type Recording } from "../../support/mocks";

const kmsKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/storage";
const nfsType = "aws:storagegateway/nfsFileShare:NfsFileShare";

const gateway: FileGatewaySpec = {
  name: "dc1",
  host: "on-premises",
  appliance: { address: "10.100.20.10", cacheDisk: "/dev/sdb" },
  ec2: { instanceType: "m5.xlarge", cacheDiskSize: 150 },
  timezone: "GMT+1:00",
  softwareUpdates: { dayOfWeek: "saturday", hour: 4, minute: 15 },
  logRetentionInDays: 90,
};
const share: FileShareSpec = {
  name: "reports",
  gateway: "dc1",
  protocol: "nfs",
  dataClassification: "internal",
  backupPlan: "silver",
  clients: ["10.100.10.0/24"],
  allowedUsers: [],
  squash: "all",
  readOnly: false,
  refreshAfterSeconds: 900,
  noncurrentVersionDays: 30,
  posix: { ownerId: 1000, groupId: 1000, fileMode: "0640", directoryMode: "0750" },
};

describe("a file share on another stack's replica", () => {
  it("has no bucket of its own, and uses the replica and its key", async () => {
    const replica = { bucketName: "theirs", arn: "arn:aws:s3:::theirs", kmsKeyArn: "their-key" };
    const made = await storage([{}], [{ replica }]);
    assert.ok(!made.resources.some(({ name }) => name === "files-reports-bucket"));
    const { inputs } = made.get("files-reports-share-nfs");
    assert.equal(inputs.locationArn, replica.arn);
    assert.equal(inputs.kmsKeyArn, "their-key");
  });
});

function storage(
  gateways: readonly Partial<FileGatewaySpec>[] = [{}],
  shares: readonly Partial<FileShareSpec>[] = [{}],
  args: Partial<FileStorageArgs> = {},
): Promise<Recording<FileStorage>> {
  return runWithMocks(
    () =>
      new FileStorage("files", {
        namePrefix: "landbridge-test",
        gateways: gateways.map((each) => ({ ...gateway, ...each })),
        shares: shares.map((each) => ({ ...share, ...each })),
        vpc: {
          vpcId: "vpc-1",
          privateSubnetIds: ["subnet-a"],
          interfaceEndpointDnsNames: { storagegateway: "vpce-sgw", s3: "vpce-s3" },
        },
        vpcCidr: "10.30.0.0/16",
        onPremisesCidrs: ["10.100.0.0/16"],
        logBucket: "the-logs",
        kmsKeyArn,
        logsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/logs",
        alarmTopics: {
          critical: "arn:aws:sns:eu-west-1:123456789012:alarms",
          warning: "arn:aws:sns:eu-west-1:123456789012:warnings",
        },
        ...args,
      }),
  );
}

describe("logs of gateways and shares", () => {
  it("stay in AWS, protected or not, unless the stack says otherwise", async () => {
    for (const retainOnDelete of [true, false]) {
      const made = await storage([{}], [{}], {
        retainOnDelete,
        deletionProtection: !retainOnDelete,
      });
      const groups = made.ofType("aws:cloudwatch/logGroup:LogGroup");
      assert.equal(groups.length, 2);
      for (const group of groups) assert.equal(group.retainOnDelete, retainOnDelete, group.name);
    }
  });
});

describe("a file share", () => {
  let made: Recording<FileStorage>;
  before(async () => {
    made = await storage();
  });
  const inputsOf = (name: string) => made.get(name).inputs;

  it("admits its clients, encrypts with the customer key and reaches S3 privately", () => {
    const inputs = inputsOf("files-reports-share-nfs");
    assert.deepEqual(inputs["clientLists"], ["10.100.10.0/24"]);
    assert.equal(inputs["squash"], "AllSquash");
    assert.equal(inputs["kmsEncrypted"], true);
    assert.equal(inputs["kmsKeyArn"], kmsKeyArn);
    assert.equal(inputs["vpcEndpointDnsName"], "vpce-s3");
    assert.equal(inputs["bucketRegion"], "eu-west-1");
    assert.equal(inputs["defaultStorageClass"], "S3_INTELLIGENT_TIERING");
    assert.deepEqual(inputs["cacheAttributes"], { cacheStaleTimeoutInSeconds: 900 });
    assert.ok(inputs["auditDestinationArn"]);
  });

  it("waits for the gateway's cache", () => {
    const { dependencies } = made.get("files-reports-share-nfs");
    assert.ok(dependencies.includes(made.get("files-dc1-cache").urn));
  });

  it("has a role for its own bucket only, which storage gateways of the account may take", () => {
    const arn = `arn:aws:s3:::${made.get("files-reports-bucket").id}`;
    const statements = statementsOf(inputsOf("files-reports-share-policy")["policy"]);
    assert.deepEqual(
      statements.map(({ Resource }) => Resource),
      [arn, `${arn}/*`, kmsKeyArn],
    );
    const [trust] = statementsOf(inputsOf("files-reports-share-role")["assumeRolePolicy"]);
    assert.deepEqual(trust?.Principal, { Service: "storagegateway.amazonaws.com" });
    assert.ok(trust.Condition);
    // AWS's own example has both, and the bucket takes the owner's ACL only.
    const actions = statements.flatMap(({ Action }) => Action);
    for (const action of ["s3:GetObjectAcl", "s3:PutObjectAcl"]) {
      assert.ok(actions.includes(action), action);
    }
    assert.equal(inputsOf("files-reports-share-nfs")["objectAcl"], "bucket-owner-full-control");
  });

  it("may not write when it is read only", async () => {
    const other = await storage([{}], [{ readOnly: true }]);
    const policy = other.get("files-reports-share-policy").inputs["policy"];
    assert.doesNotMatch(String(policy), /PutObject|DeleteObject|GenerateDataKey/);
  });

  it("keeps its files in a bucket that is private, versioned, encrypted, logged and protected", () => {
    const bucket = made.get("files-reports-bucket");
    assert.equal(bucket.protect, true);
    assert.equal(bucket.inputs["forceDestroy"], false);
    const tags = bucket.inputs["tags"] as Record<string, string>;
    assert.equal(tags["data-classification"], "internal");
    assert.equal(tags["backup-plan"], "silver");
    const access = inputsOf("files-reports-public-access");
    for (const flag of ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls"]) {
      assert.equal(access[flag], true);
    }
    assert.deepEqual(inputsOf("files-reports-versioning")["versioningConfiguration"], {
      status: "Enabled",
    });
    assert.match(JSON.stringify(inputsOf("files-reports-encryption")), /key\/storage".*"aws:kms"/);
    assert.equal(inputsOf("files-reports-logging")["targetBucket"], "the-logs");
    const [statement] = statementsOf(inputsOf("files-reports-policy")["policy"]);
    assert.deepEqual(statement?.Condition, { Bool: { "aws:SecureTransport": "false" } });
  });

  it("moves files to Intelligent-Tiering, expires old versions, and archives nothing", () => {
    const rules = JSON.stringify(inputsOf("files-reports-lifecycle")["rules"]);
    assert.match(rules, /INTELLIGENT_TIERING/);
    assert.match(rules, /"noncurrentDays":30/);
    assert.doesNotMatch(rules, /GLACIER|DEEP_ARCHIVE/);
    assert.equal(made.resources.filter(({ type }) => /IntelligentTiering/.test(type)).length, 0);
  });

  it("is SMB by config, for users of the domain that the gateway joins", async () => {
    const credentialsSecretArn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:join";
    const activeDirectory = { domainName: "corp.example.com", credentialsSecretArn };
    const other = await storage(
      [{ activeDirectory }],
      [{ protocol: "smb", clients: [], allowedUsers: ["@finance"] }],
    );
    const { inputs } = other.get("files-reports-share-smb");
    assert.deepEqual(inputs["validUserLists"], ["@finance"]);
    assert.equal(inputs["authentication"], "ActiveDirectory");
    assert.equal(other.ofType(nfsType).length, 0);
    assert.match(JSON.stringify(other.get("files-dc1-gateway").inputs), /corp\.example\.com/);
  });
});

describe("a file gateway", () => {
  it("is activated at its address, over the VPC's endpoint, with an update window and protection", async () => {
    const made = await storage();
    const { inputs, protect } = made.get("files-dc1-gateway");
    assert.equal(inputs["gatewayType"], "FILE_S3");
    assert.equal(inputs["gatewayIpAddress"], "10.100.20.10");
    assert.equal(inputs["activationKey"], undefined);
    assert.equal(inputs["gatewayVpcEndpoint"], "vpce-sgw");
    assert.deepEqual(inputs["maintenanceStartTime"], {
      dayOfWeek: "6",
      hourOfDay: 4,
      minuteOfHour: 15,
    });
    assert.equal(protect, true);
    assert.equal(made.get("files-dc1-cache").inputs["diskId"], "pci-0000:03:00.0-scsi-0:0:0:0");
  });

  it("is activated by a key where there is one", async () => {
    const activationKey = "ABCDE-12345-FGHIJ-67890-KLMNO";
    const appliance = { address: "10.100.20.10", cacheDisk: "/dev/sdb", activationKey };
    const { inputs } = (await storage([{ appliance }])).get("files-dc1-gateway");
    assert.equal(inputs["activationKey"], activationKey);
    assert.equal(inputs["gatewayIpAddress"], undefined);
  });

  it("has alarms for its cache, availability and health", async () => {
    const alarms = (await storage()).ofType("aws:cloudwatch/metricAlarm:MetricAlarm");
    assert.deepEqual(alarms.map(({ inputs }) => inputs["metricName"]).sort(), [
      "AvailabilityNotifications",
      "CacheHitPercent",
      "CachePercentDirty",
      "HealthNotifications",
    ]);
  });

  it("is left out until its appliance runs; the buckets of its shares are there", async () => {
    const made = await storage([{ appliance: undefined }]);
    assert.equal(made.ofType("aws:storagegateway/gateway:Gateway").length, 0);
    assert.equal(made.ofType(nfsType).length, 0);
    assert.ok(made.get("files-reports-bucket"));
    assert.deepEqual(made.result.mountTargets, {});
    const { gateways, shares } = await valueOf(made.result.dataCentreSide);
    assert.equal(gateways[0]?.address, "");
    assert.equal(shares[0]?.path, "");
  });

  it("runs on EC2 by config: private, encrypted disks, clients of the VPC and the data centre", async () => {
    const made = await storage([{ host: "ec2", appliance: undefined }]);
    const { inputs, protect } = made.get("files-dc1-appliance-instance");
    assert.equal(inputs["associatePublicIpAddress"], false);
    assert.equal(protect, true);
    const [cache] = inputs["ebsBlockDevices"] as Record<string, unknown>[];
    assert.equal(cache?.["encrypted"], true);
    assert.equal(cache["volumeSize"], 150);
    const cidrs = made
      .ofType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
      .map((rule) => String(rule.inputs["cidrIpv4"]));
    assert.deepEqual([...new Set(cidrs)].sort(), ["10.100.0.0/16", "10.30.0.0/16"]);
    assert.equal(made.get("files-dc1-gateway").inputs["gatewayIpAddress"], "10.30.0.10");
  });

  it("goes alone where it is retiring, and a share's bucket likewise: with all that is in it", async () => {
    const both = [{}, { name: "scans" }];
    const made = await storage(
      [{ retiring: true }],
      [{ ...both[0], retiring: true }, { ...both[1] }],
    );
    assert.equal(made.get("files-dc1-gateway").protect, false);
    const [bucket, other] = ["reports", "scans"].map((name) => made.get(`files-${name}-bucket`));
    assert.deepEqual([bucket?.protect, bucket?.inputs["forceDestroy"]], [false, true]);
    assert.deepEqual([other?.protect, other?.inputs["forceDestroy"]], [true, false]);
    const onEc2 = await storage([{ host: "ec2", appliance: undefined, retiring: true }]);
    const { inputs, protect } = onEc2.get("files-dc1-appliance-instance");
    assert.deepEqual([inputs["disableApiTermination"], protect], [false, false]);
  });

  it("admits on EC2 a data centre of a hundred networks, by as many groups as they need", async () => {
    const networks = Array.from({ length: 100 }, (_, i) => `10.100.${2 * i}.0/24`);
    const made = await storage([{ host: "ec2", appliance: undefined }], [{}], {
      onPremisesCidrs: networks,
    });
    const groups = made.get("files-dc1-appliance-instance").inputs["vpcSecurityGroupIds"];
    assert.ok(Array.isArray(groups) && groups.length <= 5);
    const rules = made
      .ofType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
      .map(({ inputs }) => [inputs["securityGroupId"], inputs["cidrIpv4"]]);
    for (const group of groups) assert.ok(rules.filter(([id]) => id === group).length <= 60);
    for (const network of networks)
      assert.ok(
        rules.some(([, cidr]) => cidr === network),
        network,
      );
  });
});
