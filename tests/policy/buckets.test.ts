import type { Declared } from "../support/declared";
import type { Program } from "../support/policy";
import { itJudges } from "./cases";

const part = (name: string) => `aws:s3/b${name}:B${name}`;
const deny = (Condition: unknown) =>
  JSON.stringify({ Statement: [{ Effect: "Deny", Principal: "*", Action: "s3:*", Condition }] });
const tlsOnly = deny({ Bool: { "aws:SecureTransport": "false" } });
const blocked = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};

/** A bucket with its parts. */
function bucket(
  program: Program,
  parts: Readonly<Record<string, Record<string, unknown>>>,
  name = "files",
): Declared {
  const made = program.add("aws:s3/bucket:Bucket", name, {});
  for (const [kind, inputs] of Object.entries(parts)) {
    program.add(part(kind), `${name}-${kind}`, { bucket: made.id, ...inputs });
  }
  return made;
}

function fileSystem(program: Program, policy: string): void {
  const { id } = program.add("aws:efs/fileSystem:FileSystem", "uploads", {});
  program.add("aws:efs/fileSystemPolicy:FileSystemPolicy", "uploads-policy", {
    fileSystemId: id,
    policy,
  });
}

itJudges("require-tls-only-policies", [
  {
    what: "a policy that denies plain HTTP",
    program: (program) => void bucket(program, { ucketPolicy: { policy: tlsOnly } }),
  },
  {
    what: "a policy that is not known before the bucket is",
    program: (program) => {
      const made = bucket(program, {});
      program.add(part("ucketPolicy"), "policy", { bucket: made.id, policy: made.arn });
    },
    only: "preview",
  },
  {
    what: "no policy",
    program: (program) => void bucket(program, {}),
    rejects: ["files"],
    says: /add an aws\.s3\.BucketPolicy with bucket of aws\.s3\.Bucket "files"/,
  },
  {
    what: "a file system with such a policy",
    program: (program) => {
      fileSystem(program, tlsOnly);
    },
  },
  {
    what: "a file system without one",
    program: (program) => void program.add("aws:efs/fileSystem:FileSystem", "uploads", {}),
    rejects: ["uploads"],
    says: /add an aws\.efs\.FileSystemPolicy with fileSystemId of aws\.efs\.FileSystem "uploads"/,
  },
  {
    what: "a file system with another",
    program: (program) => {
      fileSystem(program, deny({}));
    },
    rejects: ["uploads-policy"],
  },
  {
    what: "a policy that denies something else",
    program: (program) =>
      void bucket(program, {
        ucketPolicy: { policy: deny({ Bool: { "aws:SecureTransport": "true" } }) },
      }),
    rejects: ["files-ucketPolicy"],
  },
  {
    what: "a topic with such a policy, and one whose policy is no JSON",
    program: (program) => {
      for (const [name, policy] of [
        ["good", tlsOnly],
        ["bad", "{"],
      ] as const) {
        const topic = program.add(
          "aws:sns/topic:Topic",
          name,
          {},
          { outputs: { arn: `${name}-arn` } },
        );
        program.add("aws:sns/topicPolicy:TopicPolicy", `${name}-policy`, {
          arn: topic.arn,
          policy,
        });
      }
    },
    rejects: ["bad-policy"],
  },
]);

itJudges("require-bucket-safeguards", [
  {
    what: "blocked access and versions",
    program: (program) =>
      void bucket(program, {
        ucketPublicAccessBlock: blocked,
        ucketVersioning: { versioningConfiguration: { status: "Enabled" } },
      }),
  },
  {
    what: "one flag of four left open, and versions suspended",
    program: (program) =>
      void bucket(program, {
        ucketPublicAccessBlock: { ...blocked, ignorePublicAcls: false },
        ucketVersioning: { versioningConfiguration: { status: "Suspended" } },
      }),
    rejects: ["files-ucketPublicAccessBlock", "files-ucketVersioning"],
    says: /Change: (ignorePublicAcls: true|versioningConfiguration\.status: "Enabled" \(now "Suspended"\))/,
  },
  {
    what: "a bucket that says nothing, of both",
    program: (program) => void bucket(program, {}),
    rejects: ["files", "files"],
  },
]);

itJudges("enable-bucket-access-logs", [
  {
    what: "a bucket with logs, in a bucket without",
    program: (program) => {
      const logs = bucket(program, {}, "logs");
      bucket(program, { ucketLogging: { targetBucket: logs.id } });
    },
  },
  {
    what: "the logs of a load balancer",
    program: (program) => {
      const logs = bucket(program, {}, "logs");
      program.add("aws:lb/loadBalancer:LoadBalancer", "alb", { accessLogs: { bucket: logs.id } });
    },
  },
  {
    what: "a bucket of backup reports without logs",
    program: (program) => {
      const reports = bucket(program, {});
      const reportDeliveryChannel = { s3BucketName: reports.id };
      program.add("aws:backup/reportPlan:ReportPlan", "plan", { reportDeliveryChannel });
    },
    rejects: ["files"],
  },
  {
    what: "a bucket without logs",
    program: (program) => void bucket(program, {}),
    rejects: ["files"],
    says: /add an aws\.s3\.BucketLogging/,
  },
]);
