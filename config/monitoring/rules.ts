import { severities } from "../../components/cloudwatch/severity";
import type { Problem } from "../errors";
import type { ConfigRule } from "../rule";
import type { ConfigDraft } from "../types";
import { partitionOf } from "../stack/rules/partitions";

/** Sections whose entries have alarms or jobs that fail unheard. */
const WATCHED = [
  "connectivity",
  "databases",
  "fileShares",
  "fileSystems",
  "fileGateways",
  "services",
  "jobs",
] as const;

const heardInProduction: ConfigRule = {
  summary:
    "In production somebody hears of alarms: `landbridge:monitoring.alarmEmails` has an address, or `subscribers` somebody for each severity, where there are links, databases, file shares, file systems, services or jobs.",
  check: (config) => {
    const { environmentType, monitoring } = config;
    const { alarmEmails, subscribers } = monitoring ?? {};
    // What is wrong with these has been reported.
    if (environmentType !== "production" || alarmEmails?.length !== 0 || !subscribers) return [];
    const watched = WATCHED.filter((section) => Object.keys(config[section] ?? {}).length > 0);
    const heard = subscribers.flatMap((each) => each?.severities ?? severities);
    const unheard = severities.filter((severity) => !heard.includes(severity));
    if (watched.length === 0 || unheard.length === 0) return [];
    const which = unheard.length === severities.length ? "" : ` (${unheard.join()} alarms)`;
    return [
      {
        path: ["monitoring", "alarmEmails"],
        text: `is missing; somebody has to hear of what happens to ${watched.map((each) => `landbridge:${each}`).join(", ")} in production${which} (such as ["platform-team@example.com"], or landbridge:monitoring.subscribers)`,
        missing: true,
      },
    ];
  },
};

type Subscriber = NonNullable<
  NonNullable<NonNullable<ConfigDraft["monitoring"]>["subscribers"]>[number]
>;

/** Where a message goes, as text: the same for who has the same address. */
function placeOf({ email, https, slack, teams }: Subscriber): string | undefined {
  if (email !== undefined) return `the address ${email}`;
  if (https !== undefined) return `its URL`;
  const channelId = slack?.channelId ?? teams?.channelId;
  return channelId === undefined ? undefined : `the channel ${channelId}`;
}

const apart: ConfigRule = {
  summary:
    "No two of `landbridge:monitoring.subscribers` are the same address, endpoint or channel, and none is one of `alarmEmails`.",
  check: ({ monitoring }) => {
    const { alarmEmails = [], subscribers = [] } = monitoring ?? {};
    const seen = new Map<string, string>();
    for (const email of alarmEmails) seen.set(`the address ${email}`, "alarmEmails");
    return subscribers.flatMap((each, index): Problem[] => {
      const place = each && placeOf(each);
      if (!each || place === undefined) return [];
      const key = each.https === undefined ? place : each.https;
      const other = seen.get(key);
      seen.set(key, `"${each.name}"`);
      return other === undefined
        ? []
        : [
            {
              path: ["monitoring", "subscribers", index],
              text: `"${each.name}" is at ${place}, where ${other} is already: every message would come twice. Say severities once, or leave one out`,
            },
          ];
    });
  },
};

const chatInPartition: ConfigRule = {
  summary:
    "Chat channels of `landbridge:monitoring.subscribers` are for stacks outside of China and GovCloud: Amazon Q Developer in chat applications is in the commercial partition alone.",
  check: ({ monitoring, region }) => {
    if (region === undefined || partitionOf(region) === "aws") return [];
    return (monitoring?.subscribers ?? []).flatMap((each, index): Problem[] =>
      (["slack", "teams"] as const).flatMap((channel) =>
        each?.[channel] === undefined
          ? []
          : [
              {
                path: ["monitoring", "subscribers", index, channel],
                text: `is not there in ${region}: Amazon Q Developer in chat applications is in the partition aws alone. Say email or https instead`,
              },
            ],
      ),
    );
  },
};

/** Rules about who hears of what goes wrong. */
export const monitoringRules: readonly ConfigRule[] = [heardInProduction, apart, chatInPartition];
