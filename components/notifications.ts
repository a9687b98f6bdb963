import type * as pulumi from "@pulumi/pulumi";
import { AlarmTopic } from "./cloudwatch/alarmTopic";
import { ChatChannel, type SlackChannel, type TeamsChannel } from "./cloudwatch/chatChannel";
import type { AlarmTopics, Severity } from "./cloudwatch/severity";
import { CostAlerts } from "./costs/costAlerts";
import { awsName } from "./names";

/** Who hears of alarms, where, and of which. */
export interface Subscriber {
  /** Unique in the stack. */
  readonly name: string;
  readonly severities: readonly Severity[];
  /** Where: one of these. */
  readonly email?: string | undefined;
  readonly https?: string | undefined;
  readonly slack?: SlackChannel | undefined;
  readonly teams?: TeamsChannel | undefined;
}

/** What config says about who hears of what. */
export interface NotificationSettings {
  readonly namePrefix: string;
  readonly monitoring: {
    /** Who hears of every alarm, by e-mail. */
    readonly alarmEmails: readonly string[];
    readonly subscribers: readonly Subscriber[];
  };
  readonly costs: {
    readonly monthlyBudget?: number | undefined;
    readonly alertPercents: readonly number[];
    readonly budgetOf: "account" | "stack";
    readonly anomaliesFrom?: number | undefined;
    readonly anomalyMonitorArn?: string | undefined;
    readonly emails: readonly string[];
  };
  /** The tag that everything of the stack has, and nothing else. */
  readonly stackTag: Readonly<Record<string, string>>;
  /** Keep the alarms' key in AWS when it leaves the stack. */
  readonly retainOnDelete: boolean;
}

/** Where alarms go by their severity, and who hears of what the account costs. */
export function notifications(
  settings: NotificationSettings,
  opts: pulumi.ComponentResourceOptions,
): AlarmTopics {
  const { costs, monitoring, namePrefix, stackTag } = settings;
  const { alarmEmails } = monitoring;
  const { monthlyBudget, anomaliesFrom, alertPercents, budgetOf } = costs;
  if (monthlyBudget !== undefined || anomaliesFrom !== undefined) {
    const tag = budgetOf === "stack" ? stackTag : undefined;
    const alerts = {
      namePrefix,
      emails: costs.emails.length > 0 ? costs.emails : alarmEmails,
      budget:
        monthlyBudget === undefined ? undefined : { limit: monthlyBudget, alertPercents, tag },
      anomalies:
        anomaliesFrom === undefined
          ? undefined
          : { from: anomaliesFrom, monitorArn: costs.anomalyMonitorArn },
    };
    new CostAlerts("costs", alerts, opts);
  }
  return alarmTopics(settings, opts);
}

/** A topic of each severity, which share a key, and their subscribers. */
function alarmTopics(
  { monitoring, namePrefix, retainOnDelete }: NotificationSettings,
  opts: pulumi.ComponentResourceOptions,
): AlarmTopics {
  const { alarmEmails, subscribers } = monitoring;
  const of = (severity: Severity) => {
    const own = subscribers.filter(({ severities }) => severities.includes(severity));
    const https = own.flatMap(({ name, https: url }) => (url === undefined ? [] : [[name, url]]));
    const emails = [...alarmEmails, ...own.flatMap(({ email }) => email ?? [])];
    return { emails, httpsUrls: Object.fromEntries(https) as Record<string, string> };
  };
  const urgent = new AlarmTopic("alarms", { ...of("critical"), retainOnDelete }, opts);
  const shared = { ...of("warning"), kmsKeyArn: urgent.kmsKeyArn };
  const topics = {
    critical: urgent.topicArn,
    warning: new AlarmTopic("warnings", shared, opts).topicArn,
  };
  for (const { name, slack, teams, severities } of subscribers) {
    if (!slack && !teams) continue;
    const channel = {
      configurationName: awsName("chat", namePrefix, name),
      topicArns: severities.map((severity) => topics[severity]),
    };
    new ChatChannel(`chat-${name}`, { ...channel, slack, teams }, opts);
  }
  return topics;
}
