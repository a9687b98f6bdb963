import {
  backupFrequencies,
  planRules,
  type BackupFrequency,
  type BackupPlans,
} from "./backupPlans";

/** How old the newest copy of a class is when the Region fails, in hours. */
export interface CopyAge {
  /** Where the job begins at the end of its start window, and is done at once. */
  readonly least: number;
  /** Where the job takes its whole completion window as well. The copy itself comes on top, by size. */
  readonly most: number;
}

/** Hours from one start to the next. */
const INTERVAL_IN_HOURS: Readonly<Record<BackupFrequency, number>> = {
  continuous: 24,
  hourly: 1,
  daily: 24,
  weekly: 7 * 24,
  monthly: 31 * 24,
};

/**
 * The age of the newest copy of each class, by its most frequent rule with copies; undefined where nothing is copied.
 * A copy begins when its backup is done: what was written since the backup before began is lost.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/cross-region-backup.html
 */
export function copyAges(plans: BackupPlans): Readonly<Record<string, CopyAge | undefined>> {
  const ages = Object.entries(plans).map(([name, plan]) => {
    const copied = planRules(plan).find(({ copyLifecycle }) => copyLifecycle !== undefined);
    const frequency = backupFrequencies.find((each) => each === copied?.ruleName);
    if (!copied || !frequency) return [name, undefined] as const;
    const least = INTERVAL_IN_HOURS[frequency] + copied.startWindow / 60;
    return [name, { least, most: least + copied.completionWindow / 60 }] as const;
  });
  return Object.fromEntries(ages);
}

/** For people: `gold 2 to 5 hours, silver 25 to 33 hours, bronze 8 to 9 days`. */
export function describeCopyAges(plans: BackupPlans): string {
  const classes = Object.entries(copyAges(plans)).map(([name, age]) => `${name} ${span(age)}`);
  return classes.join(", ");
}

function span(age: CopyAge | undefined): string {
  if (!age) return "not copied";
  const { least, most } = age;
  return most <= 72
    ? `${least} to ${most} hours`
    : `${Math.ceil(least / 24)} to ${Math.ceil(most / 24)} days`;
}
