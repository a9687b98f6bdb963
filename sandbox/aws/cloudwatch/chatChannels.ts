import { AwsError, type Cloud, type Draft } from "../../provider/cloud";
import type { ResourceType, Service } from "../../provider/resourceType";
import { show, texts } from "../../provider/values";
import { oneOf, plan } from "../shared/planChecks";

const topicType = "aws:sns/topic:Topic";

/**
 * Amazon Q Developer in chat applications: of the whole account, in no Region.
 *
 * https://docs.aws.amazon.com/chatbot/latest/APIReference/API_Operations.html
 */
function channel(
  kind: string,
  type: string,
  immutable: readonly string[],
  names: (draft: Draft) => Readonly<Record<string, string>>,
): ResourceType {
  const arnOf = ({ inputs }: Draft, cloud: Cloud) =>
    cloud.arn("chatbot", `chat-configuration/${kind}/${show(inputs["configurationName"])}`, {
      region: "",
    });
  return {
    id: arnOf,
    immutable: ["configurationName", ...immutable],
    defaults: { userAuthorizationRequired: false },
    plan: plan(oneOf("loggingLevel", ["ERROR", "INFO", "NONE"])),
    rules: (draft, cloud) => {
      if (cloud.get(type, arnOf(draft, cloud))) {
        throw new AwsError("ConflictException", "a configuration of this name exists");
      }
      for (const arn of texts(draft.inputs["snsTopicArns"])) {
        cloud.find(topicType, arn, "InvalidParameterException", "topic");
      }
    },
    outputs: (draft) => ({ chatConfigurationArn: draft.id, ...names(draft) }),
  };
}

const slack = "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration";
const teams = "aws:chatbot/teamsChannelConfiguration:TeamsChannelConfiguration";

export const chatChannels: Service = {
  [slack]: channel("slack-channel", slack, ["slackTeamId"], ({ inputs }) => ({
    slackChannelName: show(inputs["slackChannelId"]).toLowerCase(),
    slackTeamName: show(inputs["slackTeamId"]).toLowerCase(),
  })),
  [teams]: channel("microsoft-teams-channel", teams, ["teamId", "tenantId"], () => ({})),
};
