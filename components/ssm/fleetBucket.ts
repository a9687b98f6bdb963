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

/** Arguments of {@link FleetBucket}. */
export interface FleetBucketArgs {
  /** Account, partition and Region. */
  readonly context: AwsContext;
  /** Name of the bucket that takes its access logs. */
  readonly logBucket: pulumi.Input<string>;
  /** How long what nodes reported and wrote is kept, in days. */
  readonly retentionInDays: number;
  /**
   * Keep its key in AWS when it leaves the stack.
   * @default true
   */
  readonly retainOnDelete?: boolean;
  /**
   * Whether it resists deletion: by Pulumi's `protect`, and by being kept while something is in it.
   * @default true
   */
  readonly deletionProtection?: boolean;
}

/** Where inventories of nodes are in the bucket. */
export const INVENTORY_PREFIX = "inventory";

/** Where nodes write what commands said. */
export const RUNS_PREFIX = "runs";

/**
 * A bucket with the inventory of the nodes and what commands said on them, encrypted by a key of its own.
 *
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/inventory-create-resource-data-sync.html
 */
export class FleetBucket extends pulumi.ComponentResource {
  /** Name of the bucket. */
  public readonly bucketName: pulumi.Output<string>;
  /** ARN of the bucket. */
  public readonly bucketArn: pulumi.Output<string>;
  /** ARN of the key that encrypts what is in it. */
  public readonly kmsKeyArn: pulumi.Output<string>;
  /** What has to be there before Systems Manager can write to it. */
  public readonly policy: pulumi.Resource;

  constructor(name: string, args: FleetBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:ssm:FleetBucket", name, {}, opts);
    const child = { parent: this };
    const { context, retainOnDelete = true, deletionProtection = true } = args;

    const key = new Key(`${name}-key`, { dataClass: "fleet", context, retainOnDelete }, child);
    const bucket = new s3.Bucket(
      `${name}-bucket`,
      {
        forceDestroy: !deletionProtection,
        tags: { "data-classification": "internal", "backup-plan": "bronze", Name: name },
      },
      { ...child, protect: deletionProtection },
    );
    const noPublicAccess = blockPublicAccess(`${name}-public-access-block`, bucket.id, child);
    new s3.BucketOwnershipControls(
      `${name}-ownership`,
      { bucket: bucket.id, rule: { objectOwnership: "BucketOwnerEnforced" } },
      child,
    );
    new s3.BucketLogging(
      `${name}-logging`,
      { bucket: bucket.id, targetBucket: args.logBucket, targetPrefix: `s3/${name}/` },
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
      { bucket: bucket.id, policy: pulumi.jsonStringify(bucketPolicy(bucket.arn, context)) },
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

/** The inventory is the nodes' last word, overwritten in place; what is gone for that long goes. */
function lifecycle(days: number): LifecycleRules {
  return [
    {
      id: "expire",
      status: "Enabled",
      filter: { prefix: "" },
      expiration: { days },
      noncurrentVersionExpiration: { noncurrentDays: 30 },
      abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
    },
  ];
}

/** Admits this account's resource data syncs, and nobody without TLS. Nodes write as their own roles. */
function bucketPolicy(
  bucketArn: pulumi.Output<string>,
  { accountId, partition, region }: AwsContext,
): iam.PolicyDocument {
  const Principal = { Service: "ssm.amazonaws.com" };
  const syncs = pulumi.interpolate`arn:${partition}:ssm:${region}:${accountId}:resource-data-sync/*`;
  return {
    Version: "2012-10-17",
    Statement: [
      denyPlainHttp(bucketArn, "DenyPlainHttp"),
      {
        Sid: "SyncLooksAtTheBucket",
        Effect: "Allow",
        Principal,
        Action: "s3:GetBucketAcl",
        Resource: bucketArn,
      },
      {
        Sid: "SyncWrites",
        Effect: "Allow",
        Principal,
        Action: "s3:PutObject",
        Resource: pulumi.interpolate`${bucketArn}/${INVENTORY_PREFIX}/*/accountid=${accountId}/*`,
        Condition: {
          StringEquals: {
            "s3:x-amz-acl": "bucket-owner-full-control",
            "aws:SourceAccount": accountId,
          },
          ArnLike: { "aws:SourceArn": syncs },
        },
      },
    ],
  };
}
