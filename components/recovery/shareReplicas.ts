import * as pulumi from "@pulumi/pulumi";
import * as iam from "@pulumi/aws/iam";
import * as s3 from "@pulumi/aws/s3";
import { awsContext, type AwsContext } from "../awsContext";
import { serviceTrust } from "../iam/serviceTrust";
import { LogBucket } from "../s3/logBucket";
import { FileShareBucket } from "../storagegateway/fileShareBucket";

/** Arguments of {@link ShareReplicas}. */
export interface ShareReplicasArgs {
  /** The buckets, by the shares' names, and what they are tagged with. */
  readonly buckets: Readonly<Record<string, FileShareBucket>>;
  readonly tags: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** ARN of the key that encrypts the buckets. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** ARN of the recovery Region's key, which encrypts the replicas. */
  readonly replicaKmsKeyArn: pulumi.Input<string>;
  /** The provider of the recovery Region; the component's own is the buckets'. */
  readonly recoveryProvider: pulumi.ProviderResource;
  /**
   * Whether Pulumi refuses to delete the replicas.
   * @default true
   */
  readonly protect?: boolean;
  /**
   * Shares whose replicas may be deleted all the same, as their buckets may.
   * @default none
   */
  readonly retiring?: readonly string[];
}

/** The replica of a share's bucket. */
export interface ShareReplica {
  readonly bucketName: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  readonly kmsKeyArn: pulumi.Input<string>;
}

/**
 * A replica of each file share's bucket in the recovery Region, with the same safeguards. Replication Time
 * Control has a file there within 15 minutes; what was there before replication began comes by S3 Batch
 * Replication (docs/recovery.md).
 *
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html
 */
export class ShareReplicas extends pulumi.ComponentResource {
  /** The replicas, by the shares' names. */
  public readonly replicas: Readonly<Record<string, ShareReplica>>;

  constructor(name: string, args: ShareReplicasArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:recovery:ShareReplicas", name, {}, opts);
    const { recoveryProvider, replicaKmsKeyArn: kmsKeyArn } = args;
    const { protect = true, retiring = [] } = args;
    const isKept = (share: string) => protect && !retiring.includes(share);
    const there = { parent: this, providers: [recoveryProvider] };
    const shares = Object.entries(args.buckets);
    const context = awsContext(this);
    // It goes with the last of the replicas that it is about.
    const logging = { deletionProtection: shares.some(([share]) => isKept(share)) };
    const logs =
      shares.length > 0 ? new LogBucket(`${name}-access-logs`, logging, there).bucketName : "";

    const replicas = shares.map(([share, bucket]): [string, ShareReplica] => {
      const tags = args.tags[share] ?? {};
      const replica = new FileShareBucket(
        `${name}-${share}`,
        { kmsKeyArn, logBucket: logs, deletionProtection: isKept(share), tags },
        there,
      );
      replicate(`${name}-${share}`, { ...args, bucket, replica, context }, { parent: this });
      const { bucketName, arn } = replica;
      return [share, { bucketName, arn, kmsKeyArn }];
    });
    this.replicas = Object.fromEntries(replicas);
    this.registerOutputs({ replicas: this.replicas });
  }
}

type Pair = ShareReplicasArgs & {
  readonly context: AwsContext;
  readonly bucket: FileShareBucket;
  readonly replica: FileShareBucket;
};

function replicate(name: string, pair: Pair, opts: pulumi.CustomResourceOptions): void {
  const { bucket, replica } = pair;
  const role = new iam.Role(
    `${name}-replication`,
    {
      description: "Lets S3 copy a file share's bucket to the recovery Region",
      assumeRolePolicy: pulumi.jsonStringify(serviceTrust("s3.amazonaws.com", pair.context)),
      tags: { Name: `${name}-replication` },
    },
    opts,
  );
  const policy = new iam.RolePolicy(
    `${name}-replication-policy`,
    { role: role.name, policy: pulumi.jsonStringify(mayReplicate(pair)) },
    opts,
  );
  const within = { status: "Enabled", time: { minutes: 15 } };
  new s3.BucketReplicationConfig(
    `${name}-replication-rule`,
    {
      bucket: bucket.bucketName,
      role: role.arn,
      rules: [
        {
          id: "recovery-region",
          status: "Enabled",
          filter: { prefix: "" },
          deleteMarkerReplication: { status: "Enabled" },
          sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
          destination: {
            bucket: replica.arn,
            storageClass: "INTELLIGENT_TIERING",
            encryptionConfiguration: { replicaKmsKeyId: pair.replicaKmsKeyArn },
            metrics: { status: "Enabled", eventThreshold: { minutes: 15 } },
            replicationTime: within,
          },
        },
      ],
    },
    { ...opts, dependsOn: [bucket, replica, policy] }, // Both must be versioned by then.
  );
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html */
function mayReplicate(pair: Pair): iam.PolicyDocument {
  const { bucket, replica, kmsKeyArn, replicaKmsKeyArn } = pair;
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
        Resource: bucket.arn,
      },
      {
        Effect: "Allow",
        Action: [
          "s3:GetObjectVersionAcl",
          "s3:GetObjectVersionForReplication",
          "s3:GetObjectVersionTagging",
        ],
        Resource: pulumi.interpolate`${bucket.arn}/*`,
      },
      {
        Effect: "Allow",
        Action: ["s3:ReplicateDelete", "s3:ReplicateObject", "s3:ReplicateTags"],
        Resource: pulumi.interpolate`${replica.arn}/*`,
      },
      { Effect: "Allow", Action: "kms:Decrypt", Resource: kmsKeyArn },
      {
        Effect: "Allow",
        Action: ["kms:Encrypt", "kms:GenerateDataKey"],
        Resource: replicaKmsKeyArn,
      },
    ],
  };
}
