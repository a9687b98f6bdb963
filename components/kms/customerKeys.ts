import * as pulumi from "@pulumi/pulumi";
import { awsContext } from "../awsContext";
import { Key } from "./key";
import { keyClasses, type KeyClass } from "./keyPolicy";

/** Arguments of {@link CustomerKeys}. */
export interface CustomerKeysArgs {
  /**
   * ARNs of keys that are there already, by class.
   * @default a key of each class is made
   */
  readonly existing?: Readonly<Partial<Record<KeyClass, string | undefined>>>;
  /**
   * Waiting period before a deleted key is gone for good, in days, 7 to 30.
   * @default 30
   */
  readonly deletionWindowInDays?: number;
  /**
   * Keep the keys in AWS when they leave the stack: without them, what they encrypted can't be read.
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
 * The platform's customer managed keys, one for each class of data, so that one can be disabled, or
 * its use be audited, without the others.
 *
 * https://docs.aws.amazon.com/prescriptive-guidance/latest/aws-kms-best-practices/data-protection.html
 */
export class CustomerKeys extends pulumi.ComponentResource {
  /** ARN of each class's key. */
  public readonly keyArns: Readonly<Record<KeyClass, pulumi.Output<string>>>;

  constructor(name: string, args: CustomerKeysArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:kms:CustomerKeys", name, {}, opts);
    const context = awsContext(this);

    const { existing = {}, ...settings } = args;
    const make = (dataClass: KeyClass): Key =>
      new Key(
        `${name}-${dataClass}`,
        { ...settings, dataClass, context },
        { parent: this, ...before(dataClass) },
      );
    const arnOf = (dataClass: KeyClass): pulumi.Output<string> => {
      const arn = existing[dataClass];
      return arn === undefined ? make(dataClass).arn : pulumi.output(arn);
    };
    this.keyArns = Object.fromEntries(
      keyClasses.map((dataClass) => [dataClass, arnOf(dataClass)]),
    ) as Record<KeyClass, pulumi.Output<string>>;
    this.registerOutputs({ keyArns: this.keyArns });
  }
}

/** The key of the logs stood by itself before there were others. */
function before(dataClass: KeyClass): pulumi.ComponentResourceOptions {
  return dataClass === "logs"
    ? { aliases: [{ name: "logs", parent: pulumi.rootStackResource }] }
    : {};
}
