import * as pulumi from "@pulumi/pulumi";
import * as secretsmanager from "@pulumi/aws/secretsmanager";

/** Arguments of {@link GeneratedCredentials}. */
export interface GeneratedCredentialsArgs {
  /** Name of the master user. */
  readonly username: string;
  /** Another number makes a new password. */
  readonly version: number;
  /** ARN of the customer KMS key that encrypts the secret. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /**
   * Days in which a deleted secret can be restored, 7 to 30.
   * @default 30
   */
  readonly recoveryWindowInDays?: number;
  /**
   * Tags besides `Name` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A master password that the stack generates and keeps in Secrets Manager, for databases whose
 * password RDS can't keep itself: those with read replicas, here or in the recovery region.
 *
 * The password is drawn once for each version of the credentials and then left alone.
 *
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html
 */
export class GeneratedCredentials extends pulumi.ComponentResource {
  /** ARN of the secret: username and password, as JSON. */
  public readonly secretArn: pulumi.Output<string>;
  /** The password. Secret. */
  public readonly password: pulumi.Output<string>;

  constructor(
    name: string,
    args: GeneratedCredentialsArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("landbridge:rds:GeneratedCredentials", name, {}, opts);
    const secret = new secretsmanager.Secret(
      `${name}-secret`,
      {
        description: `Master user of database ${name}`,
        kmsKeyId: args.kmsKeyArn,
        recoveryWindowInDays: args.recoveryWindowInDays ?? 30,
        tags: { ...args.tags, Name: name },
      },
      { parent: this },
    );
    // Drawn anew in every run, and used in the run that makes the version: later draws are ignored.
    const drawn = secretsmanager.getRandomPasswordOutput(
      { passwordLength: 40, excludePunctuation: true },
      { parent: this },
    ).randomPassword;
    const { username } = args;
    const version = new secretsmanager.SecretVersion(
      `${name}-version-${args.version}`,
      {
        secretId: secret.id,
        secretString: pulumi.secret(pulumi.jsonStringify({ username, password: drawn })),
      },
      { parent: this, ignoreChanges: ["secretString"], additionalSecretOutputs: ["secretString"] },
    );

    this.secretArn = secret.arn;
    this.password = pulumi.secret(version.secretString.apply(passwordOf));
    this.registerOutputs({ secretArn: this.secretArn });
  }
}

function passwordOf(secretString: string | undefined): string {
  return (JSON.parse(secretString ?? "{}") as { password?: string }).password ?? "";
}
