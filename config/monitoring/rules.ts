import type { ConfigRule } from "../rule";

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
    "In production somebody hears of alarms: `landbridge:monitoring.alarmEmails` has an address where there are links, databases, file shares, file systems, services or jobs.",
  check: (config) => {
    if (config.environmentType !== "production") return [];
    if (config.monitoring?.alarmEmails?.length !== 0) return [];
    const watched = WATCHED.filter((section) => Object.keys(config[section] ?? {}).length > 0);
    return watched.length === 0
      ? []
      : [
          {
            path: ["monitoring", "alarmEmails"],
            text: `is missing; somebody has to hear of what happens to ${watched.map((each) => `landbridge:${each}`).join(", ")} in production (such as ["platform-team@example.com"])`,
            missing: true,
          },
        ];
  },
};

/** Rules about who hears of what goes wrong. */
export const monitoringRules: readonly ConfigRule[] = [heardInProduction];
