import type { ConfigRule } from "../rule";

const heard: ConfigRule = {
  summary:
    "A budget and reports of anomalies have somebody who gets them: `landbridge:costs.emails`, or `landbridge:monitoring.alarmEmails`.",
  check: ({ costs, monitoring }) => {
    const wanted = (["monthlyBudget", "anomaliesFrom"] as const).filter((key) => costs?.[key]);
    const unknown = costs?.emails === undefined || monitoring?.alarmEmails === undefined;
    if (wanted.length === 0 || unknown) return [];
    if (costs.emails.length > 0 || monitoring.alarmEmails.length > 0) return [];
    return [
      {
        path: ["costs", "emails"],
        text: `is missing, and landbridge:monitoring.alarmEmails too; somebody has to get what ${wanted.join(" and ")} ask for (such as ["finance@example.com"])`,
        missing: true,
      },
    ];
  },
};

const tenSubscribers: ConfigRule = {
  summary:
    "Without `landbridge:costs.emails`, `landbridge:monitoring.alarmEmails` has ten addresses at most where there is a budget: AWS takes no more.",
  check: ({ costs, monitoring }) => {
    const addresses = monitoring?.alarmEmails ?? [];
    if (costs?.monthlyBudget === undefined || costs.emails?.length !== 0) return [];
    if (addresses.length <= 10) return [];
    return [
      {
        path: ["costs", "emails"],
        text: `is missing; a budget has ten e-mail addresses at most, and landbridge:monitoring.alarmEmails has ${addresses.length}: say which here`,
        missing: true,
      },
    ];
  },
};

const monitorUsed: ConfigRule = {
  summary: "`landbridge:costs.anomalyMonitorArn` comes with `anomaliesFrom`.",
  check: ({ costs }) =>
    costs?.anomalyMonitorArn === undefined || costs.anomaliesFrom !== undefined
      ? []
      : [
          {
            path: ["costs", "anomalyMonitorArn"],
            text: "is of no use without landbridge:costs.anomaliesFrom, from which cost on anomalies are reported (such as 100)",
          },
        ],
};

/** Rules about who hears of costs. */
export const costRules: readonly ConfigRule[] = [heard, tenSubscribers, monitorUsed];
