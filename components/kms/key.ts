import * as pulumi from "@pulumi/pulumi";
import * as kms from "@pulumi/aws/kms";
import { awsContext, type AwsContext } from "../awsContext";
import { keyPolicy, type KeyDataClass } from "./keyPolicy";

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
   * Account, partition and region.
   * @default the provider's
   */
  readonly context?: AwsContext;
  /**
   * Tags besides `Name` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A customer managed KMS key for one class of data, rotated each year. Its policy admits the
 * account's administrators and exactly the services that hold data of the class.
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
    const context = args.context ?? awsContext(this);

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
