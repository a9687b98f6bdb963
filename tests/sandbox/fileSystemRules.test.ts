import * as assert from "node:assert/strict";
import type { Resource } from "../../sandbox/provider/store";
import { Account } from "./account";

const fileSystemType = "aws:efs/fileSystem:FileSystem";
const mountTargetType = "aws:efs/mountTarget:MountTarget";
const accessPointType = "aws:efs/accessPoint:AccessPoint";

describe("the stand-in's rules of EFS", () => {
  let account: Account;
  let fileSystem: Resource;
  let subnets: Resource[];

  beforeEach(async () => {
    account = new Account();
    const vpc = await account.create("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.0.0.0/16" });
    const other = await account.create("aws:ec2/vpc:Vpc", "other", { cidrBlock: "10.0.0.0/16" });
    const subnet = (vpcId: string, zone: string, cidrBlock: string) =>
      account.create("aws:ec2/subnet:Subnet", `${vpcId}-${cidrBlock}`, {
        vpcId,
        cidrBlock,
        availabilityZone: `eu-central-1${zone}`,
      });
    subnets = [
      await subnet(vpc.id, "a", "10.0.0.0/24"),
      await subnet(vpc.id, "a", "10.0.1.0/24"),
      await subnet(vpc.id, "b", "10.0.2.0/24"),
      await subnet(other.id, "b", "10.0.3.0/24"),
    ];
    fileSystem = await account.create(fileSystemType, "uploads", { throughputMode: "elastic" });
  });

  function mount(index: number): Promise<Resource> {
    const subnetId = subnets[index]?.id ?? "";
    return account.create(mountTargetType, `mt-${index}`, {
      fileSystemId: fileSystem.id,
      subnetId,
    });
  }

  it("make file systems with AWS's names", () => {
    assert.match(fileSystem.id, /^fs-0[0-9a-f]{16}$/);
    assert.equal(
      fileSystem.attributes["arn"],
      `arn:aws:elasticfilesystem:eu-central-1:123456789012:file-system/${fileSystem.id}`,
    );
    assert.equal(
      fileSystem.attributes["dnsName"],
      `${fileSystem.id}.efs.eu-central-1.amazonaws.com`,
    );
  });

  it("take a key for what is encrypted only, and no Max I/O with elastic throughput", async () => {
    const { id } = await account.create("aws:kms/key:Key", "key", {});
    const create = (inputs: object) => account.create(fileSystemType, "more", { ...inputs });
    await assert.rejects(create({ kmsKeyId: id }), /encrypted must be set to true/);
    await assert.rejects(
      create({ throughputMode: "elastic", performanceMode: "maxIO" }),
      /not supported with Max I\/O/,
    );
  });

  it("have one mount target in a zone, all of them in one VPC", async () => {
    await mount(0);
    await assert.rejects(mount(1), /MountTargetConflict: mount target already exists/);
    await assert.rejects(mount(3), /MountTargetConflict: requested subnet is in another VPC/);
    await mount(2);
  });

  it("delete no file system that can be reached", async () => {
    const target = await mount(0);
    await assert.rejects(account.delete(fileSystem), /FileSystemInUse/);
    await account.delete(target);
    await account.delete(fileSystem);
  });

  it("make no root directory, and access points of file systems that are there", async () => {
    const create = (fileSystemId: string, path: string) =>
      account.create(accessPointType, path, {
        fileSystemId,
        rootDirectory: {
          path,
          creationInfo: { ownerUid: 1, ownerGid: 1, permissions: "0770" },
        },
      });
    await assert.rejects(create(fileSystem.id, "/"), /can't specify CreationInfo/);
    await assert.rejects(create("fs-0123456789abcdef0", "/shop"), /FileSystemNotFound/);
    const { attributes } = await create(fileSystem.id, "/shop");
    assert.equal(attributes["fileSystemArn"], fileSystem.attributes["arn"]);
  });

  it("mount nothing on external instances", async () => {
    const define = (compatibility: string) =>
      account.create("aws:ecs/taskDefinition:TaskDefinition", "task", {
        family: "task",
        networkMode: "bridge",
        requiresCompatibilities: [compatibility],
        memory: "64",
        containerDefinitions: JSON.stringify([{ name: "task", image: "busybox:1.37.0" }]),
        volumes: [{ name: "files", efsVolumeConfiguration: { fileSystemId: fileSystem.id } }],
      });
    await assert.rejects(define("EXTERNAL"), /external launch type don't support EFS volumes/);
    await define("EC2");
  });
});
