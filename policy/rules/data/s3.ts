import { describe, type Graph, type Node } from "../../graph";
import { securityHub, securityHubUrl } from "../../frameworks";
import type { Properties } from "../../known";
import type { Rule } from "../../rule";
import { types } from "../../types";

/** The algorithms that a bucket's encryption names: inline and separate, singular and plural. */
function algorithms(props: Properties): { known: string[]; unknown: boolean } {
  const inline = [
    ...props.objects("serverSideEncryptionConfiguration"),
    ...props.objects("serverSideEncryptionConfigurations"),
  ];
  const rules = [props, ...inline].flatMap((each) => [
    ...each.objects("rule"),
    ...each.objects("rules"),
  ]);
  const defaults = rules.flatMap((rule) => rule.objects("applyServerSideEncryptionByDefault"));
  const keys = ["rules", "serverSideEncryptionConfiguration", "serverSideEncryptionConfigurations"];
  return {
    known: defaults.flatMap((each) => each.string("sseAlgorithm") ?? []),
    unknown:
      keys.some((key) => props.unknowns(key) > 0) ||
      defaults.some((each) => each.isUnknown("sseAlgorithm")),
  };
}

/** Buckets that load balancers and S3 itself write access logs to: they can write to SSE-S3 only. */
function accessLogs(graph: Graph): Set<Node> {
  const ofBuckets = graph
    .ofType(types.bucketLogging)
    .flatMap((logging) => graph.references(logging, "targetBucket", types.bucket).certain);
  const ofBalancers = graph
    .ofType([...types.loadBalancer, ...types.classicLoadBalancer])
    .flatMap((balancer) =>
      ["accessLogs", "connectionLogs"].flatMap((property) => {
        const logs = balancer.inputs.object(property);
        if (!logs) return [];
        return graph.references(balancer, property, types.bucket, logs, "bucket").certain;
      }),
    );
  return new Set([...ofBuckets, ...ofBalancers]);
}

export const s3Rules: readonly Rule[] = [
  {
    number: 20,
    name: "require-s3-kms-encryption",
    description:
      "Every S3 bucket encrypts with KMS by default, said on the bucket or in a resource of its own.",
    why: "AWS's default (SSE-S3) keeps disks from being read, not objects: anyone with s3:GetObject reads them, no key asked.",
    severity: "high",
    framework: securityHub(
      "S3.17",
      "S3 general purpose buckets should be encrypted at rest with AWS KMS keys",
    ),
    tags: ["s3", "encryption"],
    remediationSteps:
      "Add an aws.s3.BucketServerSideEncryptionConfiguration for the bucket with sseAlgorithm aws:kms and a kmsMasterKeyId. Buckets for the access logs of Application Load Balancers and of other buckets may use AES256: AWS allows nothing else there.",
    url: securityHubUrl("s3", "S3.17"),
    locked: true,
    checkStack(graph, report) {
      const logs = accessLogs(graph);
      const separate = graph.ofType(types.bucketEncryption);
      for (const bucket of graph.ofType(types.bucket)) {
        const own = separate.filter((each) =>
          graph.references(each, "bucket", types.bucket).certain.includes(bucket),
        );
        const found = own.length > 0 ? own.map((each) => each.inputs) : [bucket.inputs];
        const { known, unknown } = found.map(algorithms).reduce((a, b) => ({
          known: [...a.known, ...b.known],
          unknown: a.unknown || b.unknown,
        }));
        const weak = known.find((name) => !name.startsWith("aws:kms"));
        if ((known.length > 0 && !weak) || logs.has(bucket)) continue;
        const on = own[0] ?? bucket;
        if (known.length === 0 && unknown) {
          report.unsure(
            on,
            `${describe(on)} has an encryption that this preview cannot know`,
            'sseAlgorithm: "aws:kms"',
          );
        } else if (weak) {
          report.violation(
            on,
            `${describe(bucket)} encrypts with ${weak} instead of KMS`,
            `rules[].applyServerSideEncryptionByDefault.sseAlgorithm of ${describe(on)}: "aws:kms" (now "${weak}")`,
          );
        } else {
          report.violation(
            bucket,
            `${describe(bucket)} says nothing of encryption, so AWS encrypts it without KMS`,
            `add an aws.s3.BucketServerSideEncryptionConfiguration with bucket of ${describe(bucket)} and sseAlgorithm: "aws:kms"`,
          );
        }
      }
    },
  },
];
