import type { BackupPlans } from "../backup/backupPlans";
import { describeCopyAges } from "../backup/copyAge";

/**
 * How much stands ready in the Region that takes over, each more than the one before.
 *
 * - `backup-restore`: copies of backups, automated backups and images, under keys of that Region, in a locked
 *   vault; and a standby stack of keys and a vault, which makes the rest when it is promoted.
 * - `pilot-light`: also replicas of file shares' buckets; the standby has the network, its links with the data
 *   centre, and a replica of each database. Nothing computes.
 * - `warm-standby`: the standby also has the load balancer, and every service with a fraction of its tasks.
 * - `active-active`: the standby has every service at its full size, and both stacks' names lead to whichever load
 *   balancer is nearer and well. Databases still have one writer: the standby's replicas can be read.
 *
 * https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/disaster-recovery-options-in-the-cloud.html
 */
export const recoveryStrategies = [
  "backup-restore",
  "pilot-light",
  "warm-standby",
  "active-active",
] as const;

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

/** The recovery time objective of each strategy in hours, of what writes. */
export const recoveryTimeHours: Readonly<Record<RecoveryStrategy, number>> = {
  "backup-restore": 24,
  "pilot-light": 2,
  "warm-standby": 0.5,
  "active-active": 0.25,
};

/**
 * The objectives of each strategy: what the drill measures (docs/runbooks/drill.md), not what AWS promises. What comes
 * from backups is as old as the plans' windows make it.
 */
function recoveryObjectives(
  plans: BackupPlans,
): Readonly<Record<RecoveryStrategy, RecoveryObjectives>> {
  const copies = `${describeCopyAges(plans)}, and the time that a copy takes`;
  const replicated = `minutes for databases, 15 minutes for files that their gateway has uploaded; for the rest, by class: ${copies}`;
  return {
    "backup-restore": {
      recoveryTime: "24 hours",
      recoveryPoint: `minutes for database instances; otherwise, by class: ${copies}`,
      dependsOn:
        "the last copy that finished, the size of what is restored, and free capacity in the recovery Region",
    },
    "pilot-light": {
      recoveryTime: "2 hours",
      recoveryPoint: replicated,
      dependsOn:
        "the lag of the replicas when the Region fails, S3 Batch Replication done for files from before, free capacity in the recovery Region, and the data centre's links to it",
    },
    "warm-standby": {
      recoveryTime: "30 minutes",
      recoveryPoint: replicated,
      dependsOn:
        "the same, how fast instances and tasks grow to their full number, and who leads clients to the other Region's names",
    },
    "active-active": {
      recoveryTime: "minutes for what only reads; 15 minutes for what writes to databases",
      recoveryPoint: replicated,
      dependsOn:
        "health checks of the load balancers, forwarding to both Regions' Resolver endpoints, and the promotion of the replicas",
    },
  };
}

/** What config says about a stack's recovery. */
export interface RecoverySettings {
  readonly strategy: RecoveryStrategy;
  /** The Region that takes over. */
  readonly region: string;
  readonly role: RecoveryRole;
  /** Share of the primary's compute that a warm standby has, in percent. */
  readonly standbyPercent?: number | undefined;
}

/** Whether a strategy has at least what another one has. */
export function includes(strategy: RecoveryStrategy, other: RecoveryStrategy): boolean {
  return recoveryStrategies.indexOf(strategy) >= recoveryStrategies.indexOf(other);
}

/** What of the platform runs in a stack. */
export interface RunningParts {
  /** The VPC and whatever is in it. Without it there are keys, alarms and backups only. */
  readonly network: boolean;
  /** Whether its databases are replicas of the primary's. */
  readonly replicas: boolean;
  /** Whether it has file shares. */
  readonly files: boolean;
  /** Share of its compute that it has, in percent. */
  readonly computePercent: number;
  /** Whether its names lead to the other stack as well. */
  readonly nearest: boolean;
}

/** What runs in a stack of this role, or in one that has no recovery. */
export function runningParts(recovery: RecoverySettings | undefined): RunningParts {
  const nearest = recovery?.strategy === "active-active";
  if (recovery?.role !== "standby") {
    return { network: true, replicas: false, files: true, computePercent: 100, nearest };
  }
  const lit = includes(recovery.strategy, "pilot-light");
  const warm = includes(recovery.strategy, "warm-standby") ? (recovery.standbyPercent ?? 25) : 0;
  const computePercent = nearest ? 100 : warm;
  return { network: lit, replicas: lit, files: false, computePercent, nearest };
}

/** What a stack reports about its recovery, as its output. */
export function describeRecovery(
  recovery: RecoverySettings,
  plans: BackupPlans,
): Record<string, string> {
  const { strategy, region, role } = recovery;
  return { strategy, region, role, ...recoveryObjectives(plans)[strategy] };
}
