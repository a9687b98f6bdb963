import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as storagegateway from "@pulumi/aws/storagegateway";
import type { AwsContext } from "../awsContext";
import { serviceTrust } from "../iam/serviceTrust";
import type { FileShareBucket } from "./fileShareBucket";

/** Arguments of {@link FileShare}. */
export interface FileShareArgs {
  /** Name of the share: the path that clients mount. */
  readonly shareName: string;
  readonly protocol: "nfs" | "smb";
  readonly bucket: Pick<FileShareBucket, "arn" | "bucketName">;
  /** ARN of the gateway, whose cache is in place. */
  readonly gatewayArn: pulumi.Input<string>;
  /** DNS name of the VPC's S3 interface endpoint, by which the gateway reaches the bucket. */
  readonly s3Endpoint: pulumi.Input<string>;
  /** Networks that may mount an NFS share. */
  readonly clients: readonly string[];
  /** Users, and groups as `@group`, that may use an SMB share. */
  readonly allowedUsers: readonly string[];
  /**
   * Whose files a client's root, or all of its users, become: nobody's.
   * @default "root"
   */
  readonly squash?: "root" | "all" | "none";
  /**
   * Whether clients can only read.
   * @default false
   */
  readonly readOnly?: boolean;
  /**
   * Age of a directory's listing after which the gateway looks into the bucket again, in seconds.
   * @default 3600
   */
  readonly refreshAfterSeconds?: number;
  /** Owner and mode of objects that were not written through the gateway. */
  readonly posix: PosixDefaults;
  /** ARN of the customer KMS key that encrypts the files. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** ARN of the customer KMS key of logs; it must admit CloudWatch Logs. */
  readonly logsKmsKeyArn: pulumi.Input<string>;
  /**
   * How long the audit log is kept, in days.
   * @default 90
   */
  readonly logRetentionInDays?: number;
  /**
   * Whether log groups stay in AWS when they leave the stack.
   * @default true
   */
  readonly retainLogs?: boolean;
  /** Account, partition and Region. */
  readonly context: AwsContext;
  /** Tags besides `Name` and the provider's default tags. */
  readonly tags: Readonly<Record<string, string>>;
}

/** POSIX defaults of objects without their own. */
export interface PosixDefaults {
  readonly ownerId: number;
  readonly groupId: number;
  readonly fileMode: string;
  readonly directoryMode: string;
}

const squashes = { root: "RootSquash", all: "AllSquash", none: "NoSquash" } as const;

/**
 * A file share on a gateway: NFS for the data centre's networks, or SMB for users of its domain. The
 * gateway reads and writes the bucket by a role of the share's own, over the S3 interface endpoint.
 * The share holds no data: making it anew touches no file.
 *
 * https://docs.aws.amazon.com/filegateway/latest/files3/CreatingAnNFSFileShare.html
 */
export class FileShare extends pulumi.ComponentResource {
  public readonly arn: pulumi.Output<string>;
  /** What clients mount, after the gateway's address and a colon: `/reports`. */
  public readonly path: pulumi.Output<string>;

  constructor(name: string, args: FileShareArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:storagegateway:FileShare", name, {}, opts);
    const child = { parent: this };
    const { context } = args;
    const tags = { ...args.tags, Name: name };

    const auditLog = new cloudwatch.LogGroup(
      `${name}-audit`,
      {
        kmsKeyId: args.logsKmsKeyArn,
        retentionInDays: args.logRetentionInDays ?? 90,
        tags: { ...args.tags, Name: `${name}-audit` },
      },
      { ...child, retainOnDelete: args.retainLogs ?? true },
    );
    const role = new iam.Role(
      `${name}-role`,
      {
        description: "Lets a file gateway read and write the bucket of a share",
        assumeRolePolicy: pulumi.jsonStringify(trustStorageGateway(context)),
        tags,
      },
      child,
    );
    const rolePolicy = new iam.RolePolicy(
      `${name}-policy`,
      { role: role.name, policy: pulumi.jsonStringify(useBucket(args)) },
      child,
    );
    const shared = {
      fileShareName: args.shareName,
      gatewayArn: args.gatewayArn,
      locationArn: args.bucket.arn,
      roleArn: role.arn,
      vpcEndpointDnsName: args.s3Endpoint,
      bucketRegion: context.region,
      kmsEncrypted: true,
      kmsKeyArn: args.kmsKeyArn,
      defaultStorageClass: "S3_INTELLIGENT_TIERING",
      // What S3 takes where ACLs are switched off, as in the share's bucket; another one fails each upload.
      // https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
      objectAcl: "bucket-owner-full-control",
      readOnly: args.readOnly ?? false,
      cacheAttributes: { cacheStaleTimeoutInSeconds: args.refreshAfterSeconds ?? 3600 },
      auditDestinationArn: auditLog.arn,
      tags,
    };
    // Storage Gateway tries the role when the share is made.
    const ready = { ...child, dependsOn: [rolePolicy] };
    const share =
      args.protocol === "nfs"
        ? new storagegateway.NfsFileShare(
            `${name}-nfs`,
            {
              ...shared,
              clientLists: [...args.clients],
              squash: squashes[args.squash ?? "root"],
              nfsFileShareDefaults: {
                ownerId: `${args.posix.ownerId}`,
                groupId: `${args.posix.groupId}`,
                fileMode: args.posix.fileMode,
                directoryMode: args.posix.directoryMode,
              },
            },
            ready,
          )
        : new storagegateway.SmbFileShare(
            `${name}-smb`,
            {
              ...shared,
              authentication: "ActiveDirectory",
              validUserLists: [...args.allowedUsers],
              accessBasedEnumeration: true,
              smbAclEnabled: true,
            },
            ready,
          );

    this.arn = share.arn;
    this.path = share.path;
    this.registerOutputs({ arn: this.arn, path: this.path });
  }
}

function trustStorageGateway(context: AwsContext): iam.PolicyDocument {
  const { partition, region, accountId } = context;
  const gateways = pulumi.interpolate`arn:${partition}:storagegateway:${region}:${accountId}:gateway/*`;
  return serviceTrust("storagegateway.amazonaws.com", context, gateways);
}

/** https://docs.aws.amazon.com/filegateway/latest/files3/add-file-share.html#grant-access-s3 */
function useBucket({ bucket, kmsKeyArn, readOnly }: FileShareArgs): iam.PolicyDocument {
  const write = [
    "s3:AbortMultipartUpload",
    "s3:DeleteObject",
    "s3:DeleteObjectVersion",
    "s3:PutObject",
    "s3:PutObjectAcl",
  ];
  const read = [
    "s3:GetObject",
    "s3:GetObjectAcl",
    "s3:GetObjectVersion",
    "s3:ListMultipartUploadParts",
  ];
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: [
          "s3:GetAccelerateConfiguration",
          "s3:GetBucketLocation",
          "s3:GetBucketVersioning",
          "s3:GetLifecycleConfiguration",
          "s3:ListBucket",
          "s3:ListBucketMultipartUploads",
          "s3:ListBucketVersions",
        ],
        Resource: bucket.arn,
      },
      {
        Effect: "Allow",
        Action: readOnly ? read : [...read, ...write],
        Resource: pulumi.interpolate`${bucket.arn}/*`,
      },
      {
        Effect: "Allow",
        Action: readOnly ? ["kms:Decrypt"] : ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: kmsKeyArn,
      },
    ],
  };
}
