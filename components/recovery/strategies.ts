/**
 * What is kept in the Region that takes over. `backup-restore`: copies of the backups, under a key and in a
 * locked vault of that Region.
 * https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/disaster-recovery-options-in-the-cloud.html
 */
export const recoveryStrategies = ["backup-restore"] as const;

/** What is kept in the Region that takes over. */
export type RecoveryStrategy = (typeof recoveryStrategies)[number];
