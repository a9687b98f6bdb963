import type { Program } from "../support/policy";
import { itJudges, type Case } from "./cases";

const nfs = "aws:storagegateway/nfsFileShare:NfsFileShare";
const smb = "aws:storagegateway/smbFileShare:SmbFileShare";
const dataCentre = { "configure-policy-pack": { dataCentreCidrs: ["10.100.0.0/16"] } };

const share =
  (inputs: Record<string, unknown>, type = nfs): Case["program"] =>
  (program) => {
    program.add(type, "share", inputs);
  };

itJudges("require-share-kms-encryption", [
  {
    what: "shares with a customer key",
    program: (program) => {
      const key = program.add("aws:kms/key:Key", "key", {});
      for (const type of [nfs, smb])
        program.add(type, type, { kmsEncrypted: true, kmsKeyArn: key.arn });
    },
  },
  {
    what: "a share without encryption",
    program: share({ kmsEncrypted: false }),
    rejects: ["share"],
    says: /kmsEncrypted: true/,
  },
  { what: "an SMB share that says nothing", program: share({}, smb), rejects: ["share"] },
  {
    what: "a share encrypted with no key named",
    program: share({ kmsEncrypted: true }),
    rejects: ["share"],
  },
  {
    what: "other file systems",
    program: (program) => void program.add("aws:efs/fileSystem:FileSystem", "efs", {}),
  },
]);

itJudges("require-data-centre-share-clients", [
  {
    what: "networks and single addresses of the data centre",
    program: share({ clientLists: ["10.100.10.0/24", "10.100.20.5"] }),
    config: dataCentre,
  },
  {
    what: "a network of the stack's VPC, where services mount it",
    program: (program) => {
      program.add("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.30.0.0/16" });
      program.add(nfs, "share", { clientLists: ["10.30.64.0/20"] });
    },
    config: dataCentre,
  },
  {
    what: "a network of somebody else",
    program: share({ clientLists: ["10.100.10.0/24", "10.99.0.0/24"] }),
    rejects: ["share"],
    config: dataCentre,
    says: /admits 10\.99\.0\.0\/24, which is neither .*\n.*clientLists \(now 10\.99\.0\.0\/24\)/,
  },
  {
    what: "a network wider than the data centre",
    program: share({ clientLists: ["10.0.0.0/8"] }),
    rejects: ["share"],
    config: dataCentre,
  },
  {
    what: "everyone, where nobody has said what the data centre is",
    program: share({ clientLists: ["0.0.0.0/0"] }),
    rejects: ["share"],
  },
  {
    what: "an SMB share, whose users sign in",
    program: share({}, smb),
    config: dataCentre,
  },
]);

/** A share on a bucket, and something about the bucket. */
function shared(add: (program: Program, bucket: unknown) => void): Case["program"] {
  return (program) => {
    const bucket = program.add(
      "aws:s3/bucket:Bucket",
      "files",
      {},
      { outputs: { arn: "files-arn" } },
    );
    program.add(nfs, "share", { locationArn: bucket.arn });
    add(program, bucket.id);
  };
}

const lifecycle = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const tiering =
  "aws:s3/bucketIntelligentTieringConfiguration:BucketIntelligentTieringConfiguration";
const transitionTo = (storageClass: string) => [{ transitions: [{ days: 0, storageClass }] }];

itJudges("disallow-archive-tiers-of-shares", [
  {
    what: "a transition to Intelligent-Tiering, whose tiers answer at once",
    program: shared((program, bucket) =>
      program.add(lifecycle, "lifecycle", { bucket, rules: transitionTo("INTELLIGENT_TIERING") }),
    ),
  },
  {
    what: "Intelligent-Tiering with archive tiers",
    program: shared((program, bucket) => program.add(tiering, "tiering", { bucket })),
    rejects: ["tiering"],
  },
  {
    what: "a transition to an archive",
    program: shared((program, bucket) =>
      program.add(lifecycle, "lifecycle", { bucket, rules: transitionTo("DEEP_ARCHIVE") }),
    ),
    rejects: ["lifecycle"],
    says: /rules\[0\]\.transitions: no DEEP_ARCHIVE/,
  },
  {
    what: "the archive of a bucket that no share is on",
    program: (program) => {
      const bucket = program.add("aws:s3/bucket:Bucket", "other", {});
      program.add(tiering, "tiering", { bucket: bucket.id });
    },
  },
]);

const gateway = "aws:storagegateway/gateway:Gateway";
const endpoint = "aws:ec2/vpcEndpoint:VpcEndpoint";

itJudges("require-private-gateway-endpoints", [
  {
    what: "a gateway and a share on interface endpoints of the stack",
    program: (program) => {
      const made = program.add(endpoint, "endpoint", { vpcEndpointType: "Interface" });
      const name = made.output("dnsEntries");
      program.add(gateway, "gateway", { gatewayVpcEndpoint: name });
      program.add(nfs, "share", { vpcEndpointDnsName: name });
    },
    only: "preview",
  },
  {
    what: "a gateway on an endpoint of another stack",
    program: (program) =>
      void program.add(gateway, "gateway", {
        gatewayVpcEndpoint: "vpce-0a1-b2.storagegateway.eu-west-1.vpce.amazonaws.com",
      }),
  },
  {
    what: "a gateway and a share over the internet",
    program: (program) => {
      program.add(gateway, "gateway", {});
      program.add(smb, "share", { vpcEndpointDnsName: "s3.eu-west-1.amazonaws.com" });
    },
    rejects: ["gateway", "share"],
    says: /over the internet\.\nChange: (gatewayVpcEndpoint|vpcEndpointDnsName): /,
  },
  {
    what: "a share on the gateway endpoint of S3, which the data centre can't reach",
    program: (program) => {
      const made = program.add(endpoint, "endpoint", { vpcEndpointType: "Gateway" });
      program.add(nfs, "share", { vpcEndpointDnsName: made.output("dnsEntries") });
    },
    rejects: ["share"],
    only: "preview",
  },
]);
