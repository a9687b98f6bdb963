import {
  backupFrequencies,
  startOf,
  startWindowInMinutes,
} from "../../../components/backup/backupPlans";
import type { Problem } from "../../errors";
import type { ConfigDraft } from "../../types";
import type { ConfigRule } from "../../rule";
import { meets, parseDailyWindow, parseWeeklyWindow, type Recurring } from "../windows";

type Database = NonNullable<NonNullable<ConfigDraft["databases"]>[number]>;

/** How long before its own windows RDS starts no backup of AWS Backup's, in minutes. */
const AHEAD = 60;

/**
 * AWS Backup plans RDS's windows itself where it makes continuous backups as well as snapshots; otherwise
 * the jobs that fall into them fail, each day.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/troubleshooting.html#troubleshooting-create-backup
 */
export const backupJobsStart: ConfigRule = {
  summary:
    "Where the plan of a database has no continuous backups, no job of it starts in the hour before `backupWindow` or `maintenanceWindow`, or in them: AWS fails such jobs, so hourly rules need a continuous one.",
  check: ({ databases, backup }) =>
    (databases ?? []).flatMap((database, index): Problem[] => {
      const plan = backup?.plans?.[database?.backupPlan ?? ""];
      if (database === undefined || plan?.rules === undefined || plan.rules.continuous) {
        return [];
      }
      const { rules } = plan;
      return backupFrequencies
        .filter((frequency) => rules[frequency] !== undefined)
        .flatMap((frequency) => clashes(frequency, database))
        .map(({ key, text }) => ({ path: ["databases", index, key], text }));
    }),
};

interface Clash {
  readonly key: string;
  readonly text: string;
}

function clashes(frequency: (typeof backupFrequencies)[number], database: Database): Clash[] {
  const start = startOf(frequency);
  const plan = `landbridge:backup.plans.${String(database.backupPlan)}`;
  if (start === undefined) {
    const text = `"${String(database.backupPlan)}" backs up each hour without continuous backups, and AWS fails those jobs in RDS's windows each day; give ${plan}.rules a continuous rule, which makes AWS Backup plan around them`;
    return [{ key: "backupPlan", text }];
  }
  const { minutes, weekday } = start;
  const job = { start: minutes, minutes: startWindowInMinutes, weekly: weekday !== undefined };
  const clock = `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  return windowsOf(database)
    .filter(({ window }) => meets(job, window))
    .map(({ key, value }) => ({
      key,
      text: `"${value}" meets the ${frequency} jobs of ${plan}, which start from ${clock} UTC for an hour: AWS fails them in the hour before the window and in it; choose another window, or give the plan a continuous rule`,
    }));
}

/** RDS's windows, each with the hour before it. */
function windowsOf({ backupWindow, maintenanceWindow }: Database) {
  const daily = parseDailyWindow(backupWindow ?? "");
  const weekly = parseWeeklyWindow(maintenanceWindow ?? "");
  const withHour = (window: { start: number; minutes: number }, isWeekly: boolean): Recurring => ({
    start: window.start - AHEAD,
    minutes: window.minutes + AHEAD,
    weekly: isWeekly,
  });
  return [
    ...(daily
      ? [{ key: "backupWindow", value: backupWindow, window: withHour(daily, false) }]
      : []),
    ...(weekly
      ? [{ key: "maintenanceWindow", value: maintenanceWindow, window: withHour(weekly, true) }]
      : []),
  ];
}
