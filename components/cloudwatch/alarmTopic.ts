import * as pulumi from "@pulumi/pulumi";
import type * as iam from "@pulumi/aws/iam";
import * as sns from "@pulumi/aws/sns";
import { awsContext, type AwsContext } from "../awsContext";
import { Key } from "../kms/key";

/** Arguments of {@link AlarmTopic}. */
export interface AlarmTopicArgs {
  /** E-mail addresses that get every alarm; each has to confirm its subscription once. */
  readonly emails: readonly string[];
  /**
   * URLs that get every alarm, by the name of who it is. Each has to confirm its subscription by itself, within a minute: an
   * update fails where it does not. A URL often has a key in it, and is a secret of the stack.
   * https://docs.aws.amazon.com/sns/latest/dg/sns-http-https-endpoint-as-subscriber.html
   * @default none
   */
  readonly httpsUrls?: Readonly<Record<string, string>>;
  /**
   * ARN of a customer KMS key that admits CloudWatch, EventBridge and AWS Backup. AWS's own key for
   * SNS does not: alarms would be lost without a word.
   * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
   * @default a key of the topic's own
   */
  readonly kmsKeyArn?: pulumi.Input<string>;
  /**
   * Keep the topic's own key in AWS when it leaves the stack.
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
 * Where alarms of a stack go: an encrypted SNS topic that CloudWatch, EventBridge and AWS
 * Backup of this account may publish to, over TLS only, and its subscribers.
 *
 * https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html
 */
export class AlarmTopic extends pulumi.ComponentResource {
  /** ARN of the topic: what alarms name as their action. */
  public readonly topicArn: pulumi.Output<string>;
  /** ARN of the key that encrypts what is on its way. */
  public readonly kmsKeyArn: pulumi.Output<string>;

  constructor(name: string, args: AlarmTopicArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:cloudwatch:AlarmTopic", name, {}, opts);
    const child = { parent: this };
    const context = awsContext(this);

    this.kmsKeyArn = pulumi.output(args.kmsKeyArn ?? ownKey(name, args, this).arn);
    const topic = new sns.Topic(
      `${name}-topic`,
      {
        kmsMasterKeyId: this.kmsKeyArn,
        tags: { ...args.tags, Name: name },
      },
      child,
    );
    new sns.TopicPolicy(
      `${name}-policy`,
      { arn: topic.arn, policy: pulumi.jsonStringify(topicPolicy(topic.arn, context)) },
      child,
    );
    for (const email of args.emails) {
      new sns.TopicSubscription(
        `${name}-${email}`,
        { topic: topic.arn, protocol: "email", endpoint: email },
        child,
      );
    }
    for (const [who, url] of Object.entries(args.httpsUrls ?? {})) {
      const endpoint = pulumi.secret(url);
      new sns.TopicSubscription(
        `${name}-${who}`,
        { topic: topic.arn, protocol: "https", endpoint, endpointAutoConfirms: true },
        { ...child, additionalSecretOutputs: ["endpoint"] },
      );
    }

    this.topicArn = topic.arn;
    this.registerOutputs({ topicArn: this.topicArn, kmsKeyArn: this.kmsKeyArn });
  }
}

function ownKey(name: string, args: AlarmTopicArgs, parent: pulumi.Resource): Key {
  const { retainOnDelete, tags } = args;
  return new Key(`${name}-key`, { dataClass: "alarms", retainOnDelete, tags }, { parent });
}

function topicPolicy(topicArn: pulumi.Output<string>, context: AwsContext): iam.PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "PublishersOfThisAccount",
        Effect: "Allow",
        Principal: { Service: alarmPublishers },
        Action: "sns:Publish",
        Resource: topicArn,
        Condition: { StringEquals: { "aws:SourceAccount": context.accountId } },
      },
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "sns:Publish",
        Resource: topicArn,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  };
}

/** Services that publish notifications: the same principals in every partition. */
const alarmPublishers = [
  "backup.amazonaws.com",
  "cloudwatch.amazonaws.com",
  "events.amazonaws.com",
];
