import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ssm from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";

/** Arguments of {@link SessionPreferences}. */
export interface SessionPreferencesArgs {
  /** ARN of the customer KMS key that sessions are encrypted with; both ends use it by themselves. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** ARN of the customer KMS key of the log group; it must admit CloudWatch Logs. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** How long a session may be idle before it ends, in minutes, 1 to 60. */
  readonly idleMinutes: number;
  /** How long a session may last, in minutes, 1 to 1,440. */
  readonly maxMinutes: number;
  /** How long what people did is kept, in days. */
  readonly retentionInDays: number;
  /**
   * Keep the log group in AWS when it leaves the stack.
   * @default true
   */
  readonly retainOnDelete?: boolean;
}

/** The name that Session Manager looks for; there is one in a Region of an account. */
const PREFERENCES = "SSM-SessionManagerRunShell";

/**
 * How people's sessions on nodes are, for the whole account in the Region: encrypted by a customer key on their way, written to a
 * log group as they happen, and ended when nobody does anything.
 *
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-schema.html
 */
export class SessionPreferences extends pulumi.ComponentResource {
  /** ARN of the key that both ends of a session use. */
  public readonly kmsKeyArn: pulumi.Output<string>;
  /** ARN of the log group of sessions. */
  public readonly logGroupArn: pulumi.Output<string>;

  constructor(name: string, args: SessionPreferencesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:ssm:SessionPreferences", name, {}, opts);
    const child = { parent: this };
    const { retentionInDays, retainOnDelete = true } = args;

    const logs = new cloudwatch.LogGroup(
      `${name}-logs`,
      { kmsKeyId: args.logsKeyArn, retentionInDays, tags: { Name: `${name}-logs` } },
      { ...child, retainOnDelete },
    );
    new ssm.Document(
      `${name}-preferences`,
      {
        name: PREFERENCES,
        documentType: "Session",
        documentFormat: "JSON",
        content: pulumi.jsonStringify(preferences(logs.name, args)),
        tags: { Name: `${name}-preferences` },
      },
      child,
    );
    this.kmsKeyArn = pulumi.output(args.kmsKeyArn);
    this.logGroupArn = logs.arn;
    this.registerOutputs({ kmsKeyArn: this.kmsKeyArn, logGroupArn: this.logGroupArn });
  }
}

function preferences(logGroupName: pulumi.Output<string>, args: SessionPreferencesArgs) {
  return {
    schemaVersion: "1.0",
    description: "How sessions are in this account and Region",
    sessionType: "Standard_Stream",
    inputs: {
      s3BucketName: "",
      s3KeyPrefix: "",
      s3EncryptionEnabled: true,
      cloudWatchLogGroupName: logGroupName,
      cloudWatchEncryptionEnabled: true,
      cloudWatchStreamingEnabled: true,
      kmsKeyId: args.kmsKeyArn,
      runAsEnabled: false,
      runAsDefaultUser: "",
      idleSessionTimeout: String(args.idleMinutes),
      maxSessionDuration: String(args.maxMinutes),
    },
  };
}
