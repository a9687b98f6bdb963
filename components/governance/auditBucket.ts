import type * as iam from "@pulumi/aws/iam";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import type { AwsContext } from "../awsContext";
import { Key } from "../kms/key";
import {
  blockPublicAccess,
  denyPlainHttp,
  encryptByKey,
  keepVersions,
} from "../s3/bucketSafeguards";

/** Arguments of {@link AuditBucket}. */
export interface AuditBucketArgs {
  /** Account, partition and Region. */
  readonly context: AwsContext;
  /** Name of the trail that may write to it. */
  readonly trailName: string;
  /** Name of the bucket that takes its access logs. */
  readonly logBucket?: pulumi.Input<string> | undefined;
  /** How long records are kept, in days. */
  readonly retentionInDays: number;
  /**
   * Keep its key in AWS when it leaves the stack: without it, nobody can read the records.
   * @default true
   */
  readonly retainOnDelete?: boolean | undefined;
  /**
   * Whether it resists deletion: by Pulumi's `protect`, and by being kept while it holds records.
   * @default true
   */
  readonly deletionProtection?: boolean | undefined;
}

/**
 * A bucket with records of what is in the account and what happened in it, encrypted by a key of its own. Nothing in it is
 * overwritten: each version stays as long as records do.
 *
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
 */
export class AuditBucket extends pulumi.ComponentResource {
  /** Name of the bucket. */
  public readonly bucketName: pulumi.Output<string>;
  /** ARN of the bucket. */
  public readonly bucketArn: pulumi.Output<string>;
  /** ARN of the key that encrypts what is in it. */
  public readonly kmsKeyArn: pulumi.Output<string>;
  /** What has to be there before a service can write to it. */
  public readonly policy: pulumi.Resource;

  constructor(name: string, args: AuditBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:governance:AuditBucket", name, {}, opts);
    const child = { parent: this };
    const { context, retainOnDelete, deletionProtection = true } = args;

    const key = new Key(
      `${name}-key`,
      { dataClass: "audit", context, ...(retainOnDelete !== undefined && { retainOnDelete }) },
      child,
    );
    const bucket = new s3.Bucket(
      `${name}-bucket`,
      {
        forceDestroy: !deletionProtection,
        tags: { "data-classification": "confidential", "backup-plan": "bronze", Name: name },
      },
      { ...child, protect: deletionProtection },
    );
    const noPublicAccess = blockPublicAccess(`${name}-public-access-block`, bucket.id, child);
    new s3.BucketOwnershipControls(
      `${name}-ownership`,
      { bucket: bucket.id, rule: { objectOwnership: "BucketOwnerEnforced" } },
      child,
    );
    const { logBucket } = args;
    if (logBucket === undefined) throw new Error(`${name}: logBucket is missing`);
    new s3.BucketLogging(
      `${name}-logging`,
      { bucket: bucket.id, targetBucket: logBucket, targetPrefix: `s3/${name}/` },
      child,
    );
    encryptByKey(`${name}-encryption`, bucket.id, key.arn, child);
    const versioning = keepVersions(`${name}-versioning`, bucket.id, child);
    new s3.BucketLifecycleConfiguration(
      `${name}-lifecycle`,
      { bucket: bucket.id, rules: lifecycle(args.retentionInDays) },
      { ...child, dependsOn: [versioning] },
    );

    this.policy = new s3.BucketPolicy(
      `${name}-policy`,
      { bucket: bucket.id, policy: pulumi.jsonStringify(bucketPolicy(bucket.arn, args)) },
      { ...child, dependsOn: [noPublicAccess] }, // S3 rejects one while the other is changing.
    );
    this.bucketName = bucket.bucket;
    this.bucketArn = bucket.arn;
    this.kmsKeyArn = key.arn;
    this.registerOutputs({
      bucketName: this.bucketName,
      bucketArn: this.bucketArn,
      kmsKeyArn: this.kmsKeyArn,
    });
  }
}

type LifecycleRules = s3.BucketLifecycleConfigurationArgs["rules"];

function lifecycle(days: number): LifecycleRules {
  return [
    {
      id: "expire",
      status: "Enabled",
      filter: { prefix: "" },
      expiration: { days },
      noncurrentVersionExpiration: { noncurrentDays: days },
      abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
    },
  ];
}

/** Admits the stack's trail, and nobody without TLS. Config writes by a role of the account, which its own policy lets in. */
function bucketPolicy(
  bucketArn: pulumi.Output<string>,
  { context, trailName }: AuditBucketArgs,
): iam.PolicyDocument {
  const { accountId, partition, region } = context;
  const trailArn = pulumi.interpolate`arn:${partition}:cloudtrail:${region}:${accountId}:trail/${trailName}`;
  const Principal = { Service: "cloudtrail.amazonaws.com" };
  return {
    Version: "2012-10-17",
    Statement: [
      denyPlainHttp(bucketArn, "DenyPlainHttp"),
      {
        Sid: "TrailLooksAtTheBucket",
        Effect: "Allow",
        Principal,
        Action: "s3:GetBucketAcl",
        Resource: bucketArn,
        Condition: { StringEquals: { "aws:SourceArn": trailArn } },
      },
      {
        Sid: "TrailWrites",
        Effect: "Allow",
        Principal,
        Action: "s3:PutObject",
        Resource: pulumi.interpolate`${bucketArn}/AWSLogs/${accountId}/*`,
        Condition: {
          StringEquals: {
            "aws:SourceArn": trailArn,
            "s3:x-amz-acl": "bucket-owner-full-control",
          },
        },
      },
    ],
  };
}
