import * as pulumi from "@pulumi/pulumi";
import * as kms from "@pulumi/aws/kms";
import * as s3 from "@pulumi/aws/s3";
import {
  blockPublicAccess,
  denyPlainHttp,
  encryptByKey,
  keepVersions,
} from "../../components/s3/bucketSafeguards";
import { LogBucket } from "../../components/s3/logBucket";

/** Arguments of {@link StateBackend}. */
export interface StateBackendArgs {
  /** Name of the bucket, unique among all of AWS's customers. */
  readonly bucketName: string;
  readonly accountId: string;
  readonly partition: string;
}

/** Days that overwritten and deleted state is kept: time to notice, and to go back. */
const KEPT_DAYS = 90;

/**
 * A bucket for the state of stacks, every version of it kept, and the key that encrypts it and the secrets in it.
 *
 * https://www.pulumi.com/docs/iac/concepts/state-and-backends/#aws-s3
 */
export class StateBackend extends pulumi.ComponentResource {
  /** What `pulumi login` takes. */
  public readonly backendUrl: pulumi.Output<string>;
  /** What `pulumi stack init --secrets-provider` takes. */
  public readonly secretsProvider: pulumi.Output<string>;
  /** ARN of the bucket. */
  public readonly bucketArn: string;
  /** ARN of the key. */
  public readonly keyArn: pulumi.Output<string>;

  constructor(name: string, args: StateBackendArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:state:StateBackend", name, {}, opts);
    const { bucketName, accountId, partition } = args;
    this.bucketArn = `arn:${partition}:s3:::${bucketName}`;

    const key = this.key(name, `arn:${partition}:iam::${accountId}:root`);
    const alias = new kms.Alias(
      `${name}-alias`,
      { name: `alias/${bucketName}`, targetKeyId: key.keyId },
      { parent: this },
    );
    const bucket = this.bucket(name, bucketName, key.arn);

    this.keyArn = key.arn;
    this.backendUrl = pulumi.interpolate`s3://${bucket.bucket}?region=${bucket.region}`;
    this.secretsProvider = pulumi.interpolate`awskms://${alias.name}?region=${bucket.region}`;
    const { backendUrl, secretsProvider, bucketArn, keyArn } = this;
    this.registerOutputs({ backendUrl, secretsProvider, bucketArn, keyArn });
  }

  /** Whose use IAM policies of the account say: those of the deploying roles. */
  private key(name: string, account: string): kms.Key {
    const policy = {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "IamPoliciesOfTheAccount",
          Effect: "Allow",
          Principal: { AWS: account },
          Action: "kms:*",
          Resource: "*",
        },
      ],
    };
    return new kms.Key(
      `${name}-key`,
      {
        description: "State of Pulumi stacks, and the secrets in it",
        enableKeyRotation: true,
        deletionWindowInDays: 30,
        policy: JSON.stringify(policy),
        tags: { Name: name },
      },
      { parent: this, protect: true, retainOnDelete: true },
    );
  }

  private bucket(name: string, bucketName: string, keyArn: pulumi.Output<string>): s3.Bucket {
    const child = { parent: this };
    const tags = { Name: name, "data-classification": "confidential" };
    const bucket = new s3.Bucket(
      `${name}-bucket`,
      { bucket: bucketName, tags },
      { ...child, protect: true },
    );
    const publicAccessBlock = blockPublicAccess(`${name}-public-access-block`, bucket.id, child);
    new s3.BucketOwnershipControls(
      `${name}-ownership`,
      { bucket: bucket.id, rule: { objectOwnership: "BucketOwnerEnforced" } },
      child,
    );
    encryptByKey(`${name}-encryption`, bucket.id, keyArn, child);
    const versioning = keepVersions(`${name}-versioning`, bucket.id, child);
    const noncurrentVersionExpiration = { noncurrentDays: KEPT_DAYS };
    const abortIncompleteMultipartUpload = { daysAfterInitiation: 7 };
    new s3.BucketLifecycleConfiguration(
      `${name}-lifecycle`,
      {
        bucket: bucket.id,
        rules: [
          {
            id: "old-versions",
            status: "Enabled",
            filter: { prefix: "" },
            noncurrentVersionExpiration,
            abortIncompleteMultipartUpload,
          },
        ],
      },
      // S3 takes rules about noncurrent versions only once versioning is on.
      { ...child, dependsOn: [versioning] },
    );
    const statements = [denyPlainHttp(this.bucketArn)];
    new s3.BucketPolicy(
      `${name}-policy`,
      {
        bucket: bucket.id,
        policy: pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements }),
      },
      { ...child, dependsOn: [publicAccessBlock] }, // S3 rejects one while the other is changing.
    );
    const logs = new LogBucket(`${name}-logs`, {}, child);
    new s3.BucketLogging(
      `${name}-logging`,
      { bucket: bucket.id, targetBucket: logs.bucketName, targetPrefix: `${bucketName}/` },
      child,
    );
    return bucket;
  }
}
