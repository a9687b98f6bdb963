import { itJudges, type Case } from "./cases";
import { SmallNetwork } from "./network";

const by = (sseAlgorithm: string) => [{ applyServerSideEncryptionByDefault: { sseAlgorithm } }];

/** A bucket with its encryption in a resource of its own. */
const separate =
  (sseAlgorithm: string, version = ""): Case["program"] =>
  (program) => {
    const bucket = program.add(`aws:s3/bucket${version}:Bucket${version}`, "data", {});
    const type = `ucketServerSideEncryptionConfiguration${version}`;
    program.add(`aws:s3/b${type}:B${type}`, "encryption", {
      bucket: bucket.id,
      rules: by(sseAlgorithm),
    });
  };

itJudges("require-s3-kms-encryption", [
  { what: "KMS in a resource of its own", program: separate("aws:kms") },
  { what: "the same in the older resources", program: separate("aws:kms:dsse", "V2") },
  {
    what: "KMS on the bucket itself, in either form",
    program: (program) => {
      const [rule] = by("aws:kms");
      program.add("aws:s3/bucket:Bucket", "new", { serverSideEncryptionConfiguration: { rule } });
      program.add("aws:s3/bucketV2:BucketV2", "old", {
        serverSideEncryptionConfigurations: [{ rules: [rule] }],
      });
    },
  },
  {
    what: "SSE-S3 in a resource of its own",
    program: separate("AES256"),
    rejects: ["encryption"],
    says: /aws\.s3\.Bucket "data" encrypts with AES256.*\n.*sseAlgorithm of .*"encryption": "aws:kms"/,
  },
  {
    what: "a bucket that says nothing, beside one that does",
    program: (program) => {
      separate("aws:kms")(program);
      program.add("aws:s3/bucket:Bucket", "plain", {});
    },
    rejects: ["plain"],
  },
  {
    what: "AES256 for the access logs of a load balancer, which takes nothing else",
    program: (program) => {
      separate("AES256")(program);
      const [bucket] = program.resources;
      program.add("aws:lb/loadBalancer:LoadBalancer", "alb", {
        accessLogs: { bucket: bucket?.id, enabled: true },
      });
    },
  },
  {
    what: "other kinds of storage",
    program: (program) => void program.add("aws:s3/directoryBucket:DirectoryBucket", "d", {}),
  },
]);

itJudges("require-load-balancing-zones", [
  {
    what: "two zones, by subnets, mappings and names",
    program: (program) => {
      const network = new SmallNetwork(program);
      const ids = [
        network.subnet("a").id,
        network.subnet("b", { availabilityZone: "eu-west-1b" }).id,
      ];
      program.add("aws:lb/loadBalancer:LoadBalancer", "lb", { subnets: ids });
      program.add("aws:lb/loadBalancer:LoadBalancer", "nlb", {
        subnetMappings: ids.map((subnetId) => ({ subnetId })),
      });
      program.add("aws:elb/loadBalancer:LoadBalancer", "classic", {
        availabilityZones: ["eu-west-1a", "eu-west-1b"],
      });
      program.add("aws:autoscaling/group:Group", "group", { vpcZoneIdentifiers: ids });
    },
  },
  {
    what: "one zone, under each of the names that load balancers have",
    program: (program) => {
      const network = new SmallNetwork(program);
      const subnets = [network.subnet("a").id, network.subnet("b").id];
      for (const service of ["lb", "alb", "elb"]) {
        program.add(`aws:${service}/loadBalancer:LoadBalancer`, service, { subnets });
      }
      program.add("aws:autoscaling/group:Group", "group", { vpcZoneIdentifiers: subnets });
      program.add("aws:autoscaling/group:Group", "named", { availabilityZones: ["eu-west-1a"] });
    },
    rejects: ["lb", "alb", "elb", "group", "named"],
    says: /one zone only, eu-west-1a.*\n.*(subnets|vpcZoneIdentifiers|availabilityZones) of/,
  },
  {
    what: "none at all",
    program: (program) => void program.add("aws:autoscaling/group:Group", "group", {}),
    rejects: ["group"],
    says: /spans no zone/,
  },
  {
    what: "subnets of another stack",
    program: (program) =>
      void program.add("aws:lb/loadBalancer:LoadBalancer", "lb", {
        subnets: ["subnet-1", "subnet-2"],
      }),
    unsure: ["lb"],
  },
]);
