import * as pulumi from "@pulumi/pulumi";
import type * as iam from "@pulumi/aws/iam";
import * as kms from "@pulumi/aws/kms";
import { awsContext, type AwsContext } from "../awsContext";

/** Class of data that a key encrypts. One key each, so that one can be disabled without the rest. */
export type KeyDataClass = "logs";

/** Arguments of {@link Key}. */
export interface KeyArgs {
  /** What the key encrypts; decides which AWS services its policy admits. */
  readonly dataClass: KeyDataClass;
  /**
   * Waiting period before a deleted key is gone for good, in days, 7 to 30.
   * @default 30
   */
  readonly deletionWindowInDays?: number;
  /**
   * Keep the key in AWS when it leaves the stack: without it, what it encrypted can't be read.
   * @default true
   */
  readonly retainOnDelete?: boolean;
  /**
   * Tags besides `Name` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A customer managed KMS key for one class of data, rotated each year. Its policy admits the
 * account's administrators and exactly the services that store data of the class.
 *
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
 */
export class Key extends pulumi.ComponentResource {
  /** ARN of the key. */
  public readonly arn: pulumi.Output<string>;
  /** ID of the key. */
  public readonly keyId: pulumi.Output<string>;
  /** Alias of the key, `alias/...`. */
  public readonly aliasName: pulumi.Output<string>;

  constructor(name: string, args: KeyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:kms:Key", name, {}, opts);
    const context = awsContext(this);

    const key = new kms.Key(
      `${name}-key`,
      {
        description: `Encrypts ${args.dataClass}`,
        enableKeyRotation: true,
        deletionWindowInDays: args.deletionWindowInDays ?? 30,
        policy: pulumi.jsonStringify(keyPolicy(args.dataClass, context)),
        tags: { ...args.tags, Name: name },
      },
      { parent: this, retainOnDelete: args.retainOnDelete ?? true },
    );
    const alias = new kms.Alias(`${name}-alias`, { targetKeyId: key.keyId }, { parent: this });

    this.arn = key.arn;
    this.keyId = key.keyId;
    this.aliasName = alias.name;
    this.registerOutputs({ arn: this.arn, keyId: this.keyId, aliasName: this.aliasName });
  }
}

/** A class is added here with the first component that stores data of it. */
const serviceStatements: Record<KeyDataClass, (context: AwsContext) => iam.PolicyStatement> = {
  logs: admitCloudWatchLogs,
};

function keyPolicy(dataClass: KeyDataClass, context: AwsContext): iam.PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: [admitAccount(context), serviceStatements[dataClass](context)],
  };
}

/** Leaves administration to the account's IAM policies; without it nobody can change the key. */
function admitAccount({ partition, accountId }: AwsContext): iam.PolicyStatement {
  return {
    Sid: "AccountAdministration",
    Effect: "Allow",
    Principal: { AWS: pulumi.interpolate`arn:${partition}:iam::${accountId}:root` },
    Action: "kms:*",
    Resource: "*", // In a key policy this is the key itself, never another.
  };
}

/**
 * CloudWatch Logs, for log groups of this account and region only.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
function admitCloudWatchLogs(context: AwsContext): iam.PolicyStatement {
  const { partition, region, accountId, dnsSuffix } = context;
  return {
    Sid: "CloudWatchLogs",
    Effect: "Allow",
    Principal: { Service: pulumi.interpolate`logs.${region}.${dnsSuffix}` },
    Action: [
      "kms:Encrypt",
      "kms:Decrypt",
      "kms:ReEncrypt*",
      "kms:GenerateDataKey*",
      "kms:DescribeKey",
    ],
    Resource: "*", // In a key policy this is the key itself, never another.
    Condition: {
      ArnLike: {
        "kms:EncryptionContext:aws:logs:arn": pulumi.interpolate`arn:${partition}:logs:${region}:${accountId}:log-group:*`,
      },
    },
  };
}
