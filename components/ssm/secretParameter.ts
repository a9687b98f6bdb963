import type * as pulumi from "@pulumi/pulumi";
import * as ssm from "@pulumi/aws/ssm";

/** Arguments of {@link secretParameter}. */
export interface SecretParameterArgs {
  /** What the secret is for, 1,024 characters at most. */
  readonly description: string;
  /** The secret, 4 KiB at most. */
  readonly value: pulumi.Output<string>;
  /** ARN of the customer KMS key that encrypts it; it must admit Systems Manager. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /**
   * Tags besides `Name` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * A secret that people fetch once, kept where each read is a call that IAM permits and CloudTrail records.
 * An output of a stack is no such place: whoever may read its state, or that of a stack that refers to it, has it.
 *
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/secure-string-parameter-kms-encryption.html
 *
 * @returns The parameter's name, no secret.
 */
export function secretParameter(
  name: string,
  { description, value, kmsKeyArn, tags }: SecretParameterArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  return new ssm.Parameter(
    name,
    { type: "SecureString", keyId: kmsKeyArn, value, description, tags: { ...tags, Name: name } },
    { ...opts, additionalSecretOutputs: ["value"] },
  ).name;
}
