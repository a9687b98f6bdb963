import type * as pulumi from "@pulumi/pulumi";
import { AlarmTopic } from "./cloudwatch/alarmTopic";
import { CostAlerts } from "./costs/costAlerts";

/** What config says about who hears of what. */
export interface NotificationSettings {
  readonly namePrefix: string;
  readonly monitoring: { readonly alarmEmails: readonly string[] };
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

/** Where every alarm goes, and who hears of what the account costs. */
export function notifications(
  settings: NotificationSettings,
  opts: pulumi.ComponentResourceOptions,
): AlarmTopic {
  const { costs, monitoring, namePrefix, stackTag, retainOnDelete } = settings;
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
  return new AlarmTopic("alarms", { emails: alarmEmails, retainOnDelete }, opts);
}
