import { describe, type Graph, type Node } from "../../graph";
import { securityHub, securityHubUrl } from "../../frameworks";
import type { Rule } from "../../rule";
import { deniesPlainHttp } from "../../reading/statements";
import { types, type Types } from "../../types";

const tags = ["s3"];

/** The resources of these types that are about a bucket. */
function about(graph: Graph, bucket: Node, of: Types): Node[] {
  return graph
    .ofType(of)
    .filter((each) => graph.references(each, "bucket", types.bucket).certain.includes(bucket));
}

const blocks = [
  "blockPublicAcls",
  "blockPublicPolicy",
  "ignorePublicAcls",
  "restrictPublicBuckets",
];

/** Buckets that logs are delivered to: a log of who wrote logs would have no end. */
function logTargets(graph: Graph): Set<Node> {
  const delivered = (type: Types, property: string, key?: string) =>
    graph.ofType(type).flatMap((node) => {
      const within = key ? node.inputs.object(property) : undefined;
      return within
        ? graph.references(node, property, types.bucket, within, key).certain
        : graph.references(node, property, types.bucket).certain;
    });
  return new Set([
    ...delivered(types.bucketLogging, "targetBucket"),
    ...delivered(types.loadBalancer, "accessLogs", "bucket"),
    ...delivered(types.loadBalancer, "connectionLogs", "bucket"),
  ]);
}

export const bucketRules: readonly Rule[] = [
  {
    number: 27,
    name: "require-tls-only-policies",
    description: "Policies of buckets, topics and file systems deny requests without TLS.",
    why: "S3 and SNS answer plain HTTP, and EFS plain NFS; only a policy rejects it, whatever the caller's own permissions are.",
    severity: "high",
    framework: securityHub("S3.5", "S3 general purpose buckets should require requests to use SSL"),
    tags: [...tags, "sns", "efs", "encryption"],
    remediationSteps:
      'Deny every action when aws:SecureTransport is "false", in an aws.s3.BucketPolicy, aws.sns.TopicPolicy or aws.efs.FileSystemPolicy.',
    url: securityHubUrl("s3", "S3.5"),
    checkStack(graph, report) {
      const subjects = [
        ...graph.ofType(types.bucket).map((on) => ({
          on,
          policies: [on, ...about(graph, on, types.bucketPolicy)],
          kind: "aws.s3.BucketPolicy with bucket",
        })),
        ...graph.ofType(types.topic).map((on) => ({
          on,
          policies: [
            on,
            ...graph
              .ofType(types.topicPolicy)
              .filter((each) => graph.references(each, "arn", types.topic).certain.includes(on)),
          ],
          kind: "aws.sns.TopicPolicy with arn",
        })),
        ...graph.ofType(types.fileSystem).map((on) => ({
          on,
          policies: graph
            .ofType(types.fileSystemPolicy)
            .filter((each) =>
              graph.references(each, "fileSystemId", types.fileSystem).certain.includes(on),
            ),
          kind: "aws.efs.FileSystemPolicy with fileSystemId",
        })),
      ];
      for (const { on, policies, kind } of subjects) {
        const own = policies.filter((each) => each.inputs.isSet("policy"));
        // A policy made from the bucket's own ARN is not known in its first preview; it is there.
        const fine = own.some(
          ({ inputs }) =>
            inputs.isUnknown("policy") || deniesPlainHttp(inputs.string("policy") ?? ""),
        );
        if (fine) continue;
        report.violation(
          own[0] ?? on,
          `${describe(on)} accepts requests without TLS`,
          own[0]
            ? `policy of ${describe(own[0])}: deny when aws:SecureTransport is "false"`
            : `add an ${kind} of ${describe(on)} that denies when aws:SecureTransport is "false"`,
        );
      }
    },
  },
  {
    number: 38,
    name: "require-bucket-safeguards",
    description: "Buckets block public access and keep versions.",
    why: "One object ACL opens a bucket to the world unless the block stands; one wrong script empties it unless versions are kept.",
    severity: "critical",
    framework: securityHub("S3.8", "S3 general purpose buckets should block public access"),
    tags: [...tags, "data-protection"],
    remediationSteps:
      "Add an aws.s3.BucketPublicAccessBlock with all four flags, and an aws.s3.BucketVersioning with status Enabled.",
    url: securityHubUrl("s3", "S3.8"),
    locked: true,
    checkStack(graph, report) {
      for (const bucket of graph.ofType(types.bucket)) {
        const [block] = about(graph, bucket, types.bucketPublicAccess);
        const open = blocks.filter(
          (flag) => block?.props.boolean(flag) !== true && !block?.props.isUnknown(flag),
        );
        if (!block || open.length > 0) {
          report.violation(
            block ?? bucket,
            `${describe(bucket)} does not block public access`,
            block
              ? open.map((flag) => `${flag}: true`).join(", ")
              : `add an aws.s3.BucketPublicAccessBlock with bucket of ${describe(bucket)}`,
          );
        }
        const [versioning] = about(graph, bucket, types.bucketVersioning);
        const settings = (versioning ?? bucket).inputs;
        const status =
          settings.object("versioningConfiguration")?.string("status") ??
          (settings.object("versioning")?.boolean("enabled") ? "Enabled" : undefined);
        if (status === "Enabled") continue;
        report.violation(
          versioning ?? bucket,
          `${describe(bucket)} keeps no versions`,
          versioning
            ? `versioningConfiguration.status: "Enabled" (now "${status ?? "unset"}")`
            : `add an aws.s3.BucketVersioning with bucket of ${describe(bucket)} and status "Enabled"`,
        );
      }
    },
  },
  {
    number: 66,
    name: "enable-bucket-access-logs",
    description: "Buckets log who reads and writes them, apart from those that logs go to.",
    why: "After a leak the only question is what was read, and by whom.",
    severity: "medium",
    framework: securityHub(
      "S3.9",
      "S3 general purpose buckets should have server access logging enabled",
    ),
    tags: [...tags, "logging"],
    remediationSteps: "Add an aws.s3.BucketLogging with the bucket and a targetBucket for logs.",
    url: securityHubUrl("s3", "S3.9"),
    checkStack(graph, report) {
      const targets = logTargets(graph);
      for (const bucket of graph.ofType(types.bucket).filter((each) => !targets.has(each))) {
        const logs = about(graph, bucket, types.bucketLogging);
        if (logs.length > 0 || bucket.inputs.isSet("logging")) continue;
        report.violation(
          bucket,
          `${describe(bucket)} does not log who reads and writes it`,
          `add an aws.s3.BucketLogging with bucket of ${describe(bucket)}`,
        );
      }
    },
  },
];
