/**
 * How much stands ready in the Region that takes over. `backup-restore`: copies of the backups under a key
 * and in a locked vault of that Region, and a standby stack of keys and a vault, which makes the rest when
 * it is promoted.
 * https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/disaster-recovery-options-in-the-cloud.html
 */
export const recoveryStrategies = ["backup-restore"] as const;

/** How much stands ready in the Region that takes over. */
export type RecoveryStrategy = (typeof recoveryStrategies)[number];

/** `primary` owns the data, `standby` waits, `active` is a standby that has been promoted. */
export const recoveryRoles = ["primary", "standby", "active"] as const;

/** What a stack is in the recovery. */
export type RecoveryRole = (typeof recoveryRoles)[number];

/** What a strategy promises, and what the promise depends on. */
export interface RecoveryObjectives {
  /** Recovery time objective: how long until the platform serves again, from the decision on. */
  readonly recoveryTime: string;
  /** Recovery point objective: how much of the latest data may be lost. */
  readonly recoveryPoint: string;
  /** What both depend on. */
  readonly dependsOn: string;
}

/** The objectives of each strategy: what the drill measures (docs/runbooks/drill.md), not what AWS promises. */
export const recoveryObjectives: Readonly<Record<RecoveryStrategy, RecoveryObjectives>> = {
  "backup-restore": {
    recoveryTime: "24 hours",
    recoveryPoint: "1 hour for class gold, 24 hours for silver, 7 days for bronze",
    dependsOn:
      "the last copy that finished, the size of what is restored, and free capacity in the recovery Region",
  },
};

/** What config says about a stack's recovery. */
export interface RecoverySettings {
  readonly strategy: RecoveryStrategy;
  /** The Region that takes over. */
  readonly region: string;
  readonly role: RecoveryRole;
}

/** What a stack tells about its recovery, as its output. */
export function describeRecovery(recovery: RecoverySettings): Record<string, string> {
  const { strategy, region, role } = recovery;
  return { strategy, region, role, ...recoveryObjectives[strategy] };
}
