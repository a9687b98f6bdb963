import * as assert from "node:assert/strict";
import { invoke } from "../../sandbox/aws/invokes";
import type { Props, Resource } from "../../sandbox/provider/store";
import { Account } from "./account";

const gatewayType = "aws:storagegateway/gateway:Gateway";
const cacheType = "aws:storagegateway/cache:Cache";
const shareType = "aws:storagegateway/nfsFileShare:NfsFileShare";
const gatewayInputs = {
  gatewayName: "dc1",
  gatewayTimezone: "GMT",
  gatewayType: "FILE_S3",
  gatewayIpAddress: "10.100.20.10",
};
const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "storagegateway.amazonaws.com" },
      Action: "sts:AssumeRole",
    },
  ],
});

describe("the stand-in's rules of Storage Gateway", () => {
  let account: Account;
  let gateway: Resource;
  let share: Props;
  beforeEach(async () => {
    account = new Account();
    gateway = await account.create(gatewayType, "dc1", gatewayInputs);
    const bucket = await account.create("aws:s3/bucket:Bucket", "files", {});
    const role = await account.create("aws:iam/role:Role", "role", { assumeRolePolicy: trust });
    share = {
      gatewayArn: gateway.id,
      locationArn: bucket.attributes["arn"],
      roleArn: role.attributes["arn"],
      clientLists: ["10.100.10.0/24"],
      fileShareName: "reports",
    };
  });
  const addCache = (): Promise<Resource> => {
    const { diskId } = invoke(
      "aws:storagegateway/getLocalDisk:getLocalDisk",
      { gatewayArn: gateway.id, diskPath: "/dev/sdb" },
      account.provider().cloud,
    );
    return account.create(cacheType, "cache", { gatewayArn: gateway.id, diskId });
  };
  const create = (inputs: Props, name = "s"): Promise<Resource> =>
    account.create(shareType, name, { ...share, ...inputs });

  it("give gateways and shares AWS's own ids", async () => {
    assert.match(
      gateway.id,
      /^arn:aws:storagegateway:eu-central-1:123456789012:gateway\/sgw-[0-9A-F]{8}$/,
    );
    await addCache();
    const made = await create({});
    assert.match(made.id, /:share\/share-[0-9A-F]{8}$/);
    assert.equal(made.attributes["path"], "/reports");
  });

  it("activate an appliance once, by its address or by a key", async () => {
    const again = account.create(gatewayType, "dc2", gatewayInputs);
    await assert.rejects(again, /InvalidGatewayRequestException.*activated already/);
    const neither = { ...gatewayInputs, gatewayIpAddress: undefined };
    await assert.rejects(account.create(gatewayType, "dc3", neither), /one of activationKey or/);
  });

  it("want a cache before a share", async () => {
    await assert.rejects(create({}), /has no cache: add a local disk as cache first/);
    await addCache();
    await create({});
  });

  it("know the appliance's disks", async () => {
    const disk = (by: Props) =>
      invoke(
        "aws:storagegateway/getLocalDisk:getLocalDisk",
        { gatewayArn: gateway.id, ...by },
        account.provider().cloud,
      );
    assert.throws(() => disk({ diskPath: "/dev/sda" }), /no results found for query/);
    assert.throws(() => disk({ diskNode: "/dev/sdb" }), /no results.*\/dev\/sdb \(SCSI \(0:1\)\)/);
    const { diskId } = disk({ diskPath: "/dev/sdb" });
    assert.equal(disk({ diskNode: "SCSI (0:1)" })["diskId"], diskId);
    const made = account.create(cacheType, "cache", { gatewayArn: gateway.id, diskId: "sdb" });
    await assert.rejects(made, /specified disk does not exist/);
  });

  it("want a file gateway, a bucket, a role and clients for a share", async () => {
    await addCache();
    const stored = {
      ...gatewayInputs,
      gatewayType: "STORED",
      gatewayIpAddress: "10.100.20.11",
    };
    const other = await account.create(gatewayType, "volumes", stored);
    await assert.rejects(create({ gatewayArn: other.id }), /not supported for the gateway's type/);
    await assert.rejects(create({ locationArn: "arn:aws:s3:::nobody" }), /bucket does not exist/);
    await assert.rejects(create({ roleArn: "arn:aws:iam::1:role/nobody" }), /role 'nobody'/);
    await assert.rejects(create({ clientLists: [] }), /expected 1 to 100 clients/);
    await assert.rejects(
      create({ clientLists: ["10.100.10.1/24"] }),
      /no IP address or CIDR block/,
    );
  });

  it("want the bucket owner's ACL or none where a bucket's ACLs are off", async () => {
    await addCache();
    await account.create("aws:s3/bucketOwnershipControls:BucketOwnershipControls", "o", {
      bucket: String(share["locationArn"]).split(":::")[1],
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
    await assert.rejects(create({ objectAcl: "private" }), /AccessControlListNotSupported/);
    await create({ objectAcl: "bucket-owner-full-control" });
  });

  it("want a key with encryption and a Region with an endpoint", async () => {
    await addCache();
    await assert.rejects(create({ kmsEncrypted: true }), /kmsEncrypted requires kmsKeyArn/);
    const kmsKeyArn = "arn:aws:kms:eu-central-1:123456789012:key/1234abcd";
    await assert.rejects(create({ kmsKeyArn }), /only for kmsEncrypted shares/);
    await assert.rejects(create({ vpcEndpointDnsName: "vpce" }), /requires bucketRegion/);
  });

  it("have one share of a name on a gateway", async () => {
    await addCache();
    await create({});
    await assert.rejects(create({}, "another"), /share reports exists already/);
  });

  it("take a VPC endpoint of Storage Gateway's own only", async () => {
    const inputs = { ...gatewayInputs, gatewayIpAddress: "10.100.20.12" };
    const made = account.create(gatewayType, "dc2", { ...inputs, gatewayVpcEndpoint: "vpce-0a1" });
    await assert.rejects(made, /VPC endpoint is not one of Storage Gateway/);
  });

  it("settle a bucket's settings on a bucket that exists", async () => {
    const versioning = account.create("aws:s3/bucketVersioning:BucketVersioning", "v", {
      bucket: "nobody",
      versioningConfiguration: { status: "Enabled" },
    });
    await assert.rejects(versioning, /NoSuchBucket/);
  });
});
