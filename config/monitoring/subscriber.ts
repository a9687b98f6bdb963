import { z } from "zod";
import { severities } from "../../components/cloudwatch/severity";
import { emailAddress } from "../schema/emailAddress";
import { text, uniqueList } from "../schema/leaves";
import { resourceName } from "../schema/named";

/** Where a subscriber may be. */
const CHANNELS = ["email", "https", "slack", "teams"] as const;

/** The value is in no message: a URL may have a key in it. */
const httpsUrl = z.string().superRefine((value, context) => {
  if (/^https:\/\/[a-z0-9.-]+(:\d+)?(\/\S*)?$/i.test(value)) return;
  const message = "is not the URL of an HTTPS endpoint (such as https://events.example.com/alarms)";
  context.addIssue({ code: "custom", message });
});

/** https://docs.aws.amazon.com/chatbot/latest/APIReference/API_CreateSlackChannelConfiguration.html */
const slack = z.strictObject({
  workspaceId: text((value) =>
    /^[0-9A-Z]{1,255}$/.test(value)
      ? undefined
      : "is not the ID of a Slack workspace (such as T07EA123LEP)",
  ).meta({
    description:
      "ID of the workspace, which somebody has authorised for the account once, in the console of Amazon Q Developer in chat applications.",
    examples: ["T07EA123LEP"],
    allowed: "capital letters and digits",
  }),
  channelId: text((value) =>
    /^[A-Za-z0-9]{1,255}$/.test(value)
      ? undefined
      : "is not the ID of a Slack channel (such as C07EZ1ABC23): it ends the channel's link",
  ).meta({
    description: "ID of the channel: the end of its link. A private one needs `/invite @Amazon Q`.",
    examples: ["C07EZ1ABC23"],
    allowed: "letters and digits",
  }),
});

const uuid = (of: string) =>
  text((value) =>
    /^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/.test(value)
      ? undefined
      : `is not the ID of ${of} (such as 8f2b6c1e-3d4a-4f5b-9c6d-7e8f9a0b1c2d)`,
  ).meta({ allowed: "UUID" });

/** https://docs.aws.amazon.com/chatbot/latest/APIReference/API_CreateTeamsChannelConfiguration.html */
const teams = z.strictObject({
  tenantId: uuid("a tenant").meta({ description: "ID of the company's tenant of Microsoft 365." }),
  teamId: uuid("a team").meta({
    description:
      "ID of the team, which somebody has authorised for the account once, in the console of Amazon Q Developer in chat applications.",
  }),
  channelId: text((value) =>
    /^([\w=+/.,-])*%3[aA]([\w=+/.,-])*%40([\w=+/.,-])*$/.test(value)
      ? undefined
      : "is not the ID of a Teams channel as it stands in the channel's link (such as 19%3aabc123%40thread.tacv2)",
  ).meta({
    description: "ID of the channel as its link has it.",
    examples: ["19%3aabc123%40thread.tacv2"],
    allowed: "as the channel's link has it, %3a and %40 included",
  }),
});

/** Who hears of alarms, where, and of which. */
export const subscriber = z
  .strictObject({
    name: resourceName(30).meta({ description: "Who it is.", examples: ["on-call"] }),
    email: emailAddress.optional().meta({ description: "Has to confirm the subscription once." }),
    https: httpsUrl.optional().meta({
      description:
        "URL that gets each message by POST and confirms its subscription by itself, as PagerDuty, Opsgenie and the like do. It is a secret of the stack's state; where it has a key in it, `pulumi config set --secret --path` keeps it one of the stack's file too.",
      examples: ["https://events.example.com/alarms"],
      allowed: "URL that begins with https://",
    }),
    slack: slack.optional().meta({
      description: "A channel of Slack, by Amazon Q Developer in chat applications.",
    }),
    teams: teams.optional().meta({
      description: "A channel of Microsoft Teams, by Amazon Q Developer in chat applications.",
    }),
    severities: uniqueList(z.enum(severities))
      .min(1)
      .default([...severities])
      .meta({
        description:
          "Of what: critical is what does not work, or puts data at risk; warning what still works with less room or redundancy.",
        examples: [["critical"]],
      }),
  })
  .superRefine(
    (value, context) => {
      const given = CHANNELS.filter((channel) => value[channel] !== undefined);
      if (given.length === 1) return;
      const have = given.length === 0 ? "none" : given.join(" and ");
      context.addIssue({
        code: "custom",
        message: `"${value.name}" has ${have} of ${CHANNELS.join(", ")}: say exactly one; who has several is several subscribers`,
      });
    },
    // What is wrong with the one that is given is reported already.
    { when: ({ issues }) => issues.length === 0 },
  );
