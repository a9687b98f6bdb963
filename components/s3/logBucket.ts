import * as pulumi from "@pulumi/pulumi";
import type * as iam from "@pulumi/aws/iam";
import * as s3 from "@pulumi/aws/s3";
import { awsContext, type AwsContext } from "../awsContext";
import { blockPublicAccess, denyPlainHttp, keepVersions } from "./bucketSafeguards";

/** Arguments of {@link LogBucket}. */
export interface LogBucketArgs {
  /**
   * Name of a bucket that is there already: its owner keeps it safe, lets both services in, and decides how long logs stay.
   * @default a bucket is made
   */
  readonly bucket?: string;
  /**
   * How long logs are kept, in days.
   * @default 365
   */
  readonly retentionInDays?: number;
  /**
   * Whether network load balancers write logs into it as well: of them, CloudWatch's log delivery does.
   * @default false
   */
  readonly ofConnections?: boolean;
  /**
   * Whether the bucket resists deletion: by Pulumi's `protect`, and by being kept while it holds logs.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * Tags besides `Name` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A bucket that load balancers and other buckets of the account write their access logs to. It is
 * encrypted by S3's own keys, because neither can write to a bucket with a KMS key.
 *
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export class LogBucket extends pulumi.ComponentResource {
  /** Name of the bucket. */
  public readonly bucketName: pulumi.Output<string>;
  /** ARN of the bucket. */
  public readonly bucketArn: pulumi.Output<string>;

  constructor(name: string, args: LogBucketArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:s3:LogBucket", name, {}, opts);
    const made = args.bucket === undefined ? this.make(name, args) : undefined;
    const { bucket = "" } = args;
    this.bucketName = made?.bucket ?? pulumi.output(bucket);
    this.bucketArn =
      made?.arn ?? pulumi.interpolate`arn:${awsContext(this).partition}:s3:::${bucket}`;
    this.registerOutputs({ bucketName: this.bucketName, bucketArn: this.bucketArn });
  }

  private make(name: string, args: LogBucketArgs): s3.Bucket {
    const deletionProtection = args.deletionProtection ?? true;
    const child = { parent: this };

    const bucket = new s3.Bucket(
      `${name}-bucket`,
      {
        forceDestroy: !deletionProtection,
        tags: {
          "data-classification": "internal",
          "backup-plan": "bronze",
          ...args.tags,
          Name: name,
        },
      },
      { ...child, protect: deletionProtection },
    );
    const bucketId = bucket.id;
    const publicAccessBlock = blockPublicAccess(`${name}-public-access-block`, bucketId, child);
    new s3.BucketOwnershipControls(
      `${name}-ownership`,
      { bucket: bucketId, rule: { objectOwnership: "BucketOwnerEnforced" } },
      child,
    );
    new s3.BucketServerSideEncryptionConfiguration(
      `${name}-encryption`,
      {
        bucket: bucketId,
        rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
      },
      child,
    );
    const versioning = keepVersions(`${name}-versioning`, bucketId, child);
    new s3.BucketLifecycleConfiguration(
      `${name}-lifecycle`,
      { bucket: bucketId, rules: lifecycle(args.retentionInDays ?? 365) },
      // S3 takes rules about noncurrent versions only once versioning is on.
      { ...child, dependsOn: [versioning] },
    );
    new s3.BucketPolicy(
      `${name}-policy`,
      {
        bucket: bucketId,
        policy: pulumi.jsonStringify(
          logPolicy(bucket.arn, awsContext(this), args.ofConnections ?? false),
        ),
      },
      { ...child, dependsOn: [publicAccessBlock] }, // S3 rejects one while the other is changing.
    );
    return bucket;
  }
}

type LifecycleRules = s3.BucketLifecycleConfigurationArgs["rules"];

function lifecycle(retentionInDays: number): LifecycleRules {
  return [
    {
      id: "expire",
      status: "Enabled",
      filter: { prefix: "" },
      expiration: { days: retentionInDays },
      noncurrentVersionExpiration: { noncurrentDays: 30 },
      abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
    },
  ];
}

/** Admits the two services that deliver logs, from this account only, and nobody without TLS. */
function logPolicy(
  bucketArn: pulumi.Output<string>,
  context: AwsContext,
  ofConnections: boolean,
): iam.PolicyDocument {
  const { accountId, partition } = context;
  const objects = pulumi.interpolate`${bucketArn}/*`;
  return {
    Version: "2012-10-17",
    Statement: [
      denyPlainHttp(bucketArn, "DenyPlainHttp"),
      {
        Sid: "LoadBalancerLogs",
        Effect: "Allow",
        Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: objects,
        Condition: {
          ArnLike: {
            "aws:SourceArn": pulumi.interpolate`arn:${partition}:elasticloadbalancing:*:${accountId}:loadbalancer/*`,
          },
        },
      },
      {
        Sid: "BucketAccessLogs",
        Effect: "Allow",
        Principal: { Service: "logging.s3.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: objects,
        Condition: { StringEquals: { "aws:SourceAccount": accountId } },
      },
      ...(ofConnections ? connectionLogs(bucketArn, context) : []),
    ],
  };
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/network/enable-access-logs.html */
function connectionLogs(
  bucketArn: pulumi.Output<string>,
  { accountId, partition, region }: AwsContext,
): iam.PolicyStatement[] {
  const Principal = { Service: "delivery.logs.amazonaws.com" };
  const own = { "aws:SourceAccount": accountId };
  const ArnLike = {
    "aws:SourceArn": pulumi.interpolate`arn:${partition}:logs:${region}:${accountId}:*`,
  };
  return [
    {
      Sid: "NetworkLoadBalancerLogs",
      Effect: "Allow",
      Principal,
      Action: "s3:PutObject",
      Resource: pulumi.interpolate`${bucketArn}/*`,
      Condition: {
        StringEquals: { ...own, "s3:x-amz-acl": "bucket-owner-full-control" },
        ArnLike,
      },
    },
    {
      Sid: "NetworkLoadBalancerLogsCheck",
      Effect: "Allow",
      Principal,
      Action: "s3:GetBucketAcl",
      Resource: bucketArn,
      Condition: { StringEquals: own, ArnLike },
    },
  ];
}
