import * as assert from "node:assert/strict";
import { goodStack, parse, problemsOf } from "./stack";

const gateway = { name: "dc1", appliance: { address: "10.100.20.10" } };
const share = {
  name: "reports",
  gateway: "dc1",
  dataClassification: "internal",
  clients: ["10.100.10.0/24"],
};

/** The stack with a gateway and a share, each with some keys changed. */
function stack(changes: { gateway?: object; share?: object; network?: object }): object {
  const good = goodStack();
  return {
    ...good,
    network: { ...good.network, interfaceEndpoints: ["s3", "storagegateway"], ...changes.network },
    fileGateways: [{ ...gateway, ...changes.gateway }],
    fileShares: [{ ...share, ...changes.share }],
  };
}

type Changes = Parameters<typeof stack>[0];

const cases: readonly [string, Changes, ...string[]][] = [
  [
    "a share on a gateway that is not there",
    { share: { gateway: "dc2" } },
    'fileShares[0].gateway: "dc2" is not one of landbridge:fileGateways (dc1)',
  ],
  [
    "a client outside the data centre",
    { share: { clients: ["10.100.10.0/24", "10.30.0.0/24"] } },
    'fileShares[0].clients[1]: "10.30.0.0/24" is not within landbridge:onPremises.cidrs (10.100.0.0/16)',
  ],
  [
    "everyone as a client",
    { share: { clients: ["0.0.0.0/0"] } },
    'fileShares[0].clients[0]: "0.0.0.0/0" has a /0 prefix; /8 to /32 is allowed',
  ],
  [
    "no client",
    { share: { clients: [] } },
    'fileShares[0].clients: is empty; name the networks that may mount the share (such as ["10.100.10.0/24"])',
  ],
  [
    "data that must not leave the data centre",
    { share: { dataClassification: "on-prem-only" } },
    'fileShares[0].dataClassification: "on-prem-only" data stays in the data centre, but a file share is a bucket in S3; keep it there, or class it anew with who answers for it',
  ],
  [
    "an unknown protocol",
    { share: { protocol: "nfs4" } },
    'fileShares[0].protocol: "nfs4" is not one of nfs, smb',
  ],
  [
    "an SMB share without a domain",
    { share: { protocol: "smb", allowedUsers: ["@finance"] } },
    'fileShares[0].gateway: "dc1" has no activeDirectory, which an smb share needs',
  ],
  [
    "an SMB share for nobody",
    { share: { protocol: "smb" } },
    'fileShares[0].allowedUsers: is empty; name the users and groups that may use the share (such as ["@finance"])',
    'fileShares[0].gateway: "dc1" has no activeDirectory, which an smb share needs',
  ],
  [
    "a squash of NFS servers' words",
    { share: { squash: "root_squash" } },
    'fileShares[0].squash: "root_squash" is not one of root, all, none',
  ],
  [
    "a cache that is looked up too often",
    { share: { refreshAfterSeconds: 60 } },
    "fileShares[0].refreshAfterSeconds: 60 is too small; it must be 300 at least",
  ],
  [
    "a mode without its leading zero",
    { share: { posix: { fileMode: "640" } } },
    'fileShares[0].posix.fileMode: "640" is not a POSIX mode (such as "0750")',
  ],
  [
    "an appliance outside the data centre",
    { gateway: { appliance: { address: "10.30.0.10" } } },
    'fileGateways[0].appliance.address: "10.30.0.10" is not within landbridge:onPremises.cidrs (10.100.0.0/16)',
  ],
  [
    "an activation key that was cut",
    { gateway: { appliance: { address: "10.100.20.10", activationKey: "ABCDE-12345" } } },
    'fileGateways[0].appliance.activationKey: "ABCDE-12345" is not an activation key (five groups of five letters and digits)',
  ],
  [
    "a cache disk that is no device",
    { gateway: { appliance: { address: "10.100.20.10", cacheDisk: "sdb" } } },
    'fileGateways[0].appliance.cacheDisk: "sdb" is not the path of a disk (such as /dev/sdb)',
  ],
  [
    "an appliance of a gateway on EC2",
    { gateway: { host: "ec2" } },
    "fileGateways[0].appliance: is for a gateway in the data centre; an ec2 host has its address from the VPC",
  ],
  [
    "a cache on EC2 below the least",
    { gateway: { host: "ec2", appliance: undefined, ec2: { cacheDiskSize: 100 } } },
    "fileGateways[0].ec2.cacheDiskSize: 100 is too small; it must be 150 at least",
  ],
  [
    "a time zone by its name",
    { gateway: { timezone: "Europe/Berlin" } },
    'fileGateways[0].timezone: "Europe/Berlin" is not a time zone of Storage Gateway (such as GMT or GMT+1:00)',
  ],
  [
    "a window on no day",
    { gateway: { softwareUpdates: { dayOfWeek: "sun" } } },
    'fileGateways[0].softwareUpdates.dayOfWeek: "sun" is not one of sunday, monday, tuesday, wednesday, thursday, friday, saturday',
  ],
  [
    "a VPC without the endpoints that gateways call",
    { network: { interfaceEndpoints: "essential" } },
    'network.interfaceEndpoints: "essential" has no s3 and no storagegateway, by which file gateway dc1 reaches AWS without the internet; list every endpoint by name',
  ],
  [
    "a VPC with one of the two endpoints",
    { network: { interfaceEndpoints: ["s3"] } },
    "network.interfaceEndpoints: the list has no storagegateway, by which file gateway dc1 reaches AWS without the internet; list every endpoint by name",
  ],
];

describe("landbridge:fileShares and landbridge:fileGateways", () => {
  for (const [title, changes, ...says] of cases) {
    it(`reject ${title}`, () => {
      const lines = says.map((line) => `landbridge:${line}`);
      assert.deepEqual([...problemsOf(stack(changes))].sort(), lines.sort());
    });
  }

  it("take a share of a gateway whose appliance is not there yet", () => {
    const config = parse(stack({ gateway: { appliance: undefined } }));
    assert.equal(config.fileGateways[0]?.appliance, undefined);
  });

  it("want no endpoints for a gateway that waits for its appliance", () => {
    const network = { interfaceEndpoints: "none" };
    assert.deepEqual(problemsOf(stack({ gateway: { appliance: undefined }, network })), []);
  });

  it("say nothing about endpoints when there is no gateway", () => {
    assert.deepEqual(problemsOf({ ...goodStack(), fileGateways: [], fileShares: [] }), []);
  });

  it("take an SMB share of a gateway that is in a domain", () => {
    const activeDirectory = {
      domainName: "corp.example.com",
      credentialsSecretArn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:join-AbCdEf",
    };
    const smb = { protocol: "smb", clients: [], allowedUsers: ["@finance"] };
    assert.deepEqual(problemsOf(stack({ gateway: { activeDirectory }, share: smb })), []);
  });

  it("may retire once nothing is on them", () => {
    const gone = { retiring: true };
    assert.deepEqual(problemsOf(stack({ gateway: gone, share: gone })), []);
    assert.deepEqual(problemsOf(stack({ share: gone })), []);
    assert.deepEqual(problemsOf(stack({ gateway: gone })), [
      'landbridge:fileGateways[0].retiring: true, but reports of landbridge:fileShares is on "dc1"; give another gateway there first',
    ]);
    const mounting = (name: string) => ({
      name,
      placement: "cloud",
      dataClassification: "internal",
      image: "public.ecr.aws/docker/library/busybox:1.37.0",
      cpu: 128,
      memory: 128,
      replicas: { cloud: 1 },
      volumes: [{ share: "reports", path: "/reports" }],
    });
    const services = [mounting("one"), mounting("two")];
    const said = (changes: Changes) =>
      problemsOf({ ...stack(changes), services }).filter((each) => each.includes("retiring"));
    assert.deepEqual(said({ share: gone }), [
      'landbridge:fileShares[0].retiring: true, but one, two of landbridge:services or landbridge:jobs mounts "reports"; take it out of volumes there first',
    ]);
    assert.deepEqual(said({}), []);
  });
});
