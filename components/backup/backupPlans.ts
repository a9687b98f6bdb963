/** When a rule makes recovery points. `continuous` keeps every second of RDS and S3, for point-in-time recovery. */
export const backupFrequencies = ["continuous", "hourly", "daily", "weekly", "monthly"] as const;

/** When a rule makes recovery points. */
export type BackupFrequency = (typeof backupFrequencies)[number];

/** AWS's limits of a recovery point's life, in days. */
export const lifecycleLimits = {
  /** The longest that continuous backups reach back. */
  continuousRetentionInDays: 35,
  /** The least that a recovery point stays in cold storage once it is there. */
  coldStorageInDays: 90,
  /** The longest retention that a vault lock can name: a hundred years. */
  retentionInDays: 36_500,
} as const;

/** One rule of a plan: recovery points of one frequency, and how long they live. */
export interface BackupRuleSettings {
  /** How long a recovery point is kept, in days. */
  readonly retentionInDays: number;
  /** When a recovery point moves to cold storage, in days; it stays there for 90 at least. Never when left out. */
  readonly coldStorageAfterInDays?: number;
  /** Whether each recovery point is copied to the other vaults. */
  readonly copy: boolean;
  /** How long a copy is kept, in days; as long as the original when left out. */
  readonly copyRetentionInDays?: number;
}

/** The rules of a plan, by frequency. */
export interface BackupPlanSettings {
  readonly rules: Readonly<Partial<Record<BackupFrequency, BackupRuleSettings>>>;
}

/** Plans by their class: the value of the tag that puts a resource into the plan. */
export type BackupPlans = Readonly<Record<string, BackupPlanSettings>>;

/**
 * What a company has that says nothing else. Only what is kept for a long time pays in cold storage,
 * where it stays for 90 days at least.
 */
export const standardBackupPlans = {
  gold: {
    rules: {
      continuous: { retentionInDays: 35, copy: false },
      hourly: { retentionInDays: 7, copy: true },
      daily: { retentionInDays: 35, copy: true },
      weekly: { retentionInDays: 90, copy: true },
      monthly: { retentionInDays: 366, coldStorageAfterInDays: 30, copy: true },
    },
  },
  silver: {
    rules: {
      continuous: { retentionInDays: 14, copy: false },
      daily: { retentionInDays: 35, copy: true },
      monthly: { retentionInDays: 366, coldStorageAfterInDays: 30, copy: true },
    },
  },
  bronze: {
    rules: {
      daily: { retentionInDays: 14, copy: false },
      weekly: { retentionInDays: 35, copy: true },
    },
  },
} as const satisfies BackupPlans;

/** The arguments of one rule of AWS Backup. */
export interface PlannedBackupRule {
  readonly ruleName: string;
  /** UTC. */
  readonly schedule: string;
  /** Minutes in which a job must start. */
  readonly startWindow: number;
  /** Minutes in which a job must be done. */
  readonly completionWindow: number;
  readonly enableContinuousBackup: boolean;
  readonly lifecycle: PlannedLifecycle;
  /** Life of the copies; undefined where there are none. */
  readonly copyLifecycle: PlannedLifecycle | undefined;
}

/** A recovery point's life, in days. */
export interface PlannedLifecycle {
  readonly deleteAfter: number;
  readonly coldStorageAfter?: number;
}

/** Minutes in which a job must start, from its schedule on. */
export const startWindowInMinutes = 60;

const HOUR = 60;

/**
 * Starts are apart, so that two rules seldom meet at one resource, and clear of the hours in which RDS
 * has its own backup window: a resource takes one backup at a time.
 */
const timing: Readonly<Record<BackupFrequency, { schedule: string; completionInHours: number }>> = {
  continuous: { schedule: "cron(0 5 * * ? *)", completionInHours: 8 },
  hourly: { schedule: "cron(30 * * * ? *)", completionInHours: 3 },
  daily: { schedule: "cron(0 6 * * ? *)", completionInHours: 8 },
  weekly: { schedule: "cron(0 8 ? * SUN *)", completionInHours: 24 },
  monthly: { schedule: "cron(0 10 1 * ? *)", completionInHours: 24 },
};

/** When a rule's jobs start: minutes from midnight, UTC, on a day of the week or on any; undefined where it is each hour. */
export function startOf(
  frequency: BackupFrequency,
): { readonly minutes: number; readonly weekday: "sun" | undefined } | undefined {
  const { schedule } = timing[frequency];
  const [minute = "", hour = "", , , weekday = ""] = schedule
    .replace(/^cron\(|\)$/g, "")
    .split(" ");
  return hour === "*"
    ? undefined
    : {
        minutes: Number(hour) * HOUR + Number(minute),
        weekday: weekday === "SUN" ? "sun" : undefined,
      };
}

/** A plan's rules as AWS Backup takes them, the most frequent first. */
export function planRules({ rules }: BackupPlanSettings): PlannedBackupRule[] {
  return backupFrequencies.flatMap((frequency) => {
    const rule = rules[frequency];
    return rule === undefined ? [] : [planRule(frequency, rule)];
  });
}

/** The shortest and the longest time that a recovery point of these plans is kept, copies included. */
export function retentionRange(plans: BackupPlans): { shortest: number; longest: number } {
  const retentions = Object.values(plans).flatMap(({ rules }) =>
    Object.values(rules).flatMap(({ retentionInDays, copyRetentionInDays }) => [
      retentionInDays,
      copyRetentionInDays ?? retentionInDays,
    ]),
  );
  return { shortest: Math.min(...retentions), longest: Math.max(...retentions) };
}

function planRule(frequency: BackupFrequency, rule: BackupRuleSettings): PlannedBackupRule {
  const { schedule, completionInHours } = timing[frequency];
  const { retentionInDays, coldStorageAfterInDays, copyRetentionInDays } = rule;
  return {
    ruleName: frequency,
    schedule,
    startWindow: startWindowInMinutes,
    completionWindow: completionInHours * HOUR,
    enableContinuousBackup: frequency === "continuous",
    lifecycle: lifecycle(retentionInDays, coldStorageAfterInDays),
    copyLifecycle: rule.copy
      ? lifecycle(copyRetentionInDays ?? retentionInDays, coldStorageAfterInDays)
      : undefined,
  };
}

function lifecycle(deleteAfter: number, coldStorageAfter: number | undefined): PlannedLifecycle {
  const pays =
    coldStorageAfter !== undefined &&
    deleteAfter >= coldStorageAfter + lifecycleLimits.coldStorageInDays;
  return pays ? { deleteAfter, coldStorageAfter } : { deleteAfter };
}
