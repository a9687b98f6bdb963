import { itJudges, type Case } from "./cases";

const bucketType = "aws:s3/bucket:Bucket";
const logGroup = "aws:cloudwatch/logGroup:LogGroup";
const topic = "aws:sns/topic:Topic";
const key = "arn:aws:kms:eu-west-1:123456789012:key/6c5a2a1e-63b5-4a52-9d5b-6e1a3a1f0c11";

const one =
  (type: string, inputs: Record<string, unknown>, protect = false): Case["program"] =>
  (program) => {
    program.add(type, "it", inputs, { protect });
  };

itJudges("require-protect", [
  { what: "a protected bucket", program: one(bucketType, {}, true) },
  {
    what: "an unprotected database",
    program: one("aws:rds/instance:Instance", {}),
    rejects: ["it"],
    says: /protect: true/,
  },
  { what: "what holds no data", program: one("aws:ec2/vpc:Vpc", {}) },
]);

const classed = (value: string) => ({ tags: { "data-classification": value } });

itJudges("require-data-classification", [
  { what: "a bucket of a known class", program: one(bucketType, classed("confidential")) },
  {
    what: "a class that comes from the provider's default tags",
    program: one(bucketType, { tagsAll: { "data-classification": "internal" } }),
  },
  {
    what: "a bucket without a class",
    program: one(bucketType, { tags: { Name: "files" } }),
    rejects: ["it"],
    says: /tags\["data-classification"\]: one of public, internal, confidential/,
  },
  {
    what: "a class that nobody knows",
    program: one(bucketType, classed("secret")),
    rejects: ["it"],
  },
  {
    what: "data in AWS that must not leave the data centre",
    program: one("aws:storagegateway/nfsFileShare:NfsFileShare", classed("on-prem-only")),
    rejects: ["it"],
    says: /classed on-prem-only/,
  },
  { what: "what holds no data", program: one("aws:ec2/vpc:Vpc", {}) },
]);

itJudges("require-customer-keys-for-what-is-said", [
  {
    what: "a topic, a log group and insights with a customer key",
    program: (program) => {
      const made = program.add("aws:kms/key:Key", "key", {});
      program.add(topic, "topic", { kmsMasterKeyId: made.arn });
      program.add(logGroup, "group", { kmsKeyId: key });
      program.add("aws:rds/instance:Instance", "db", {
        performanceInsightsEnabled: true,
        performanceInsightsKmsKeyId: key,
      });
    },
  },
  {
    what: "each without one",
    program: (program) => {
      program.add(topic, "topic", {});
      program.add(logGroup, "group", {});
      program.add("aws:rds/instance:Instance", "db", { performanceInsightsEnabled: true });
    },
    rejects: ["db", "group", "topic"],
  },
  {
    what: "AWS's own key of SNS, whose policy nobody here controls",
    program: one(topic, { kmsMasterKeyId: "alias/aws/sns" }),
    rejects: ["it"],
    says: /kmsMasterKeyId: a customer managed key/,
  },
  { what: "a database without insights", program: one("aws:rds/instance:Instance", {}) },
]);

itJudges("enable-logs-with-retention", [
  {
    what: "exported logs, and a group with a retention",
    program: (program) => {
      program.add("aws:rds/instance:Instance", "db", {
        enabledCloudwatchLogsExports: ["postgresql"],
      });
      program.add(logGroup, "group", { retentionInDays: 90 });
    },
  },
  {
    what: "a database that exports none",
    program: one("aws:rds/instance:Instance", {}),
    rejects: ["it"],
  },
  {
    what: "a log group that keeps everything, said or unsaid",
    program: (program) => {
      program.add(logGroup, "said", { retentionInDays: 0 });
      program.add(logGroup, "unsaid", {});
    },
    rejects: ["said", "unsaid"],
    says: /retentionInDays/,
  },
  { what: "other resources", program: one("aws:ec2/vpc:Vpc", {}) },
]);
