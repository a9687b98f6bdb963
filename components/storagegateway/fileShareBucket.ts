import * as pulumi from "@pulumi/pulumi";
import type * as iam from "@pulumi/aws/iam";
import * as s3 from "@pulumi/aws/s3";
import {
  blockPublicAccess,
  denyPlainHttp,
  encryptByKey,
  keepVersions,
} from "../s3/bucketSafeguards";

/** Arguments of {@link FileShareBucket}. */
export interface FileShareBucketArgs {
  /** ARN of the customer KMS key that encrypts the files. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Name of the bucket that access logs are delivered to. */
  readonly logBucket: pulumi.Input<string>;
  /**
   * How long overwritten and deleted versions of files are kept, in days.
   * @default 90
   */
  readonly noncurrentVersionDays?: number;
  /**
   * Whether the bucket resists deletion: by Pulumi's `protect`, and by being kept while it holds files.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /** Tags besides `Name` and the provider's default tags: `data-classification`, `backup-plan`. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * The bucket behind a file share: each file is an object. Encrypted by a customer key, versioned,
 * private, over TLS only, with access logs; objects move by themselves between the access tiers of
 * S3 Intelligent-Tiering that answer at once. The archive tiers, which a gateway's reads would wait
 * hours for, are off unless a BucketIntelligentTieringConfiguration turns them on: don't.
 *
 * https://docs.aws.amazon.com/filegateway/latest/files3/storage-classes.html
 */
export class FileShareBucket extends pulumi.ComponentResource {
  /** Name of the bucket. */
  public readonly bucketName: pulumi.Output<string>;
  /** ARN of the bucket. */
  public readonly arn: pulumi.Output<string>;

  constructor(name: string, args: FileShareBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:storagegateway:FileShareBucket", name, {}, opts);
    const child = { parent: this };
    const protect = args.deletionProtection ?? true;

    const bucket = new s3.Bucket(
      `${name}-bucket`,
      { forceDestroy: !protect, tags: { ...args.tags, Name: name } },
      { ...child, protect },
    );
    const own = { bucket: bucket.bucket };
    const publicAccess = blockPublicAccess(`${name}-public-access`, own.bucket, child);
    new s3.BucketOwnershipControls(
      `${name}-ownership`,
      { ...own, rule: { objectOwnership: "BucketOwnerEnforced" } },
      child,
    );
    const versioning = keepVersions(`${name}-versioning`, own.bucket, child);
    encryptByKey(`${name}-encryption`, own.bucket, args.kmsKeyArn, child);
    new s3.BucketPolicy(
      `${name}-policy`,
      { ...own, policy: tlsOnly(bucket.arn) },
      { ...child, dependsOn: [publicAccess] }, // S3 takes one change of a bucket's access at a time.
    );
    new s3.BucketLogging(
      `${name}-logging`,
      { ...own, targetBucket: args.logBucket, targetPrefix: `s3/${name}/` },
      child,
    );
    new s3.BucketLifecycleConfiguration(
      `${name}-lifecycle`,
      { ...own, rules: lifecycle(args.noncurrentVersionDays ?? 90) },
      { ...child, dependsOn: [versioning] }, // Noncurrent versions exist in versioned buckets only.
    );

    this.bucketName = bucket.bucket;
    this.arn = bucket.arn;
    this.registerOutputs({ bucketName: this.bucketName, arn: this.arn });
  }
}

/** Files that were not written through the gateway move to Intelligent-Tiering as well. */
function lifecycle(noncurrentDays: number) {
  return [
    {
      id: "intelligent-tiering",
      status: "Enabled",
      filter: {},
      transitions: [{ days: 0, storageClass: "INTELLIGENT_TIERING" }],
    },
    {
      id: "noncurrent-versions",
      status: "Enabled",
      filter: {},
      noncurrentVersionExpiration: { noncurrentDays },
      expiration: { expiredObjectDeleteMarker: true },
    },
    {
      id: "unfinished-uploads",
      status: "Enabled",
      filter: {},
      abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
    },
  ];
}

function tlsOnly(bucketArn: pulumi.Output<string>): pulumi.Output<string> {
  const policy: iam.PolicyDocument = {
    Version: "2012-10-17",
    Statement: [denyPlainHttp(bucketArn)],
  };
  return pulumi.jsonStringify(policy);
}
