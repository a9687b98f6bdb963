import * as pulumi from "@pulumi/pulumi";
import type * as iam from "@pulumi/aws/iam";
import * as s3 from "@pulumi/aws/s3";

type BucketName = pulumi.Input<string>;

/**
 * Nobody outside the account reads or writes a bucket, whatever its ACLs and policies say.
 *
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export function blockPublicAccess(
  name: string,
  bucket: BucketName,
  opts: pulumi.CustomResourceOptions,
): s3.BucketPublicAccessBlock {
  return new s3.BucketPublicAccessBlock(
    name,
    {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    opts,
  );
}

/** A customer key for whatever is written to a bucket, asked for once per bucket instead of per object. */
export function encryptByKey(
  name: string,
  bucket: BucketName,
  kmsMasterKeyId: pulumi.Input<string>,
  opts: pulumi.CustomResourceOptions,
): void {
  const applyServerSideEncryptionByDefault = { sseAlgorithm: "aws:kms", kmsMasterKeyId };
  new s3.BucketServerSideEncryptionConfiguration(
    name,
    { bucket, rules: [{ applyServerSideEncryptionByDefault, bucketKeyEnabled: true }] },
    opts,
  );
}

/** A bucket that keeps what is overwritten or deleted. */
export function keepVersions(
  name: string,
  bucket: BucketName,
  opts: pulumi.CustomResourceOptions,
): s3.BucketVersioning {
  return new s3.BucketVersioning(
    name,
    { bucket, versioningConfiguration: { status: "Enabled" } },
    opts,
  );
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html */
export function denyPlainHttp(
  bucketArn: pulumi.Input<string>,
  statementId = "TlsOnly",
): iam.PolicyStatement {
  return {
    Sid: statementId,
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [bucketArn, pulumi.interpolate`${bucketArn}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}
