import * as chatbot from "@pulumi/aws/chatbot";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { awsContext } from "../awsContext";

/** A channel of Slack. https://docs.aws.amazon.com/chatbot/latest/APIReference/API_CreateSlackChannelConfiguration.html */
export interface SlackChannel {
  /** ID of a workspace that somebody has authorised once in the console, such as `T07EA123LEP`. */
  readonly workspaceId: string;
  /** ID of the channel, such as `C07EZ1ABC23`. */
  readonly channelId: string;
}

/** A channel of Microsoft Teams. https://docs.aws.amazon.com/chatbot/latest/APIReference/API_CreateTeamsChannelConfiguration.html */
export interface TeamsChannel {
  readonly tenantId: string;
  /** ID of a team that somebody has authorised once in the console. */
  readonly teamId: string;
  /** ID of the channel as it stands in its link: `19%3a…%40thread.tacv2`. */
  readonly channelId: string;
}

/** Arguments of {@link ChatChannel}. */
export interface ChatChannelArgs {
  /** Name of the configuration: unique in the account. */
  readonly configurationName: string;
  /** ARNs of the topics whose messages it shows. */
  readonly topicArns: readonly pulumi.Input<string>[];
  /** The channel: this or `teams`. */
  readonly slack?: SlackChannel | undefined;
  /** The channel: this or `slack`. */
  readonly teams?: TeamsChannel | undefined;
  /**
   * Tags besides `Name` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * Alarms in a channel of Slack or Microsoft Teams, by Amazon Q Developer in chat applications. Who is in the channel may look at
 * alarms and metrics, and change nothing: without guardrail policies AWS would let the channel do what an administrator may.
 *
 * https://docs.aws.amazon.com/chatbot/latest/adminguide/understanding-permissions.html
 */
export class ChatChannel extends pulumi.ComponentResource {
  /** ARN of the configuration. */
  public readonly configurationArn: pulumi.Output<string>;

  constructor(name: string, args: ChatChannelArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:cloudwatch:ChatChannel", name, {}, opts);
    const child = { parent: this };
    const context = awsContext(this);
    const tags = { ...args.tags, Name: name };

    const role = new iam.Role(
      `${name}-role`,
      {
        description: "Lets a chat channel show alarms and their metrics",
        assumeRolePolicy: pulumi.jsonStringify(trust),
        tags,
      },
      child,
    );
    new iam.RolePolicy(
      `${name}-policy`,
      { role: role.name, policy: pulumi.jsonStringify(lookOnly) },
      child,
    );
    const shared = {
      configurationName: args.configurationName,
      iamRoleArn: role.arn,
      snsTopicArns: [...args.topicArns],
      guardrailPolicyArns: [
        pulumi.interpolate`arn:${context.partition}:iam::aws:policy/CloudWatchReadOnlyAccess`,
      ],
      // Its log would be in a Region of AWS's own choice, whatever the company says of where data may be.
      loggingLevel: "NONE",
      tags,
    };

    this.configurationArn = channel(name, args, shared, child).chatConfigurationArn;
    this.registerOutputs({ configurationArn: this.configurationArn });
  }
}

type Shared = Omit<chatbot.SlackChannelConfigurationArgs, "slackChannelId" | "slackTeamId">;

function channel(
  name: string,
  { slack, teams }: ChatChannelArgs,
  shared: Shared,
  child: pulumi.CustomResourceOptions,
) {
  if (slack) {
    const { workspaceId: slackTeamId, channelId: slackChannelId } = slack;
    return new chatbot.SlackChannelConfiguration(
      `${name}-slack`,
      { ...shared, slackTeamId, slackChannelId },
      child,
    );
  }
  if (!teams) throw new Error(`${name}: a channel of slack or of teams is missing`);
  return new chatbot.TeamsChannelConfiguration(`${name}-teams`, { ...shared, ...teams }, child);
}

/** AWS documents no condition by account for this service; a role can't be handed to another account's configuration either. */
const trust: iam.PolicyDocument = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "chatbot.amazonaws.com" },
      Action: "sts:AssumeRole",
    },
  ],
};

/** Metrics and alarms have no resource that a statement could name: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html */
const lookOnly: iam.PolicyDocument = {
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "LookAtAlarms",
      Effect: "Allow",
      Action: [
        "cloudwatch:DescribeAlarmHistory",
        "cloudwatch:DescribeAlarms",
        "cloudwatch:GetMetricData",
        "cloudwatch:GetMetricStatistics",
        "cloudwatch:GetMetricWidgetImage",
        "cloudwatch:ListMetrics",
      ],
      Resource: "*",
    },
  ],
};
