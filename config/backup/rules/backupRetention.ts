import { backupFrequencies, lifecycleLimits } from "../../../components/backup/backupPlans";
import type { Problem } from "../../errors";
import type { ConfigDraft } from "../../types";
import type { ConfigRule } from "../../rule";

const { continuousRetentionInDays, coldStorageInDays } = lifecycleLimits;

type Lock = NonNullable<NonNullable<ConfigDraft["backup"]>["lock"]>;

/** One rule of one plan, as far as it could be understood. */
interface Rule {
  readonly path: readonly PropertyKey[];
  readonly frequency: string;
  readonly retention: number | undefined;
  readonly cold: number | undefined;
  readonly copyRetention: number | undefined;
}

export const backupRetention: ConfigRule = {
  summary:
    "In `landbridge:backup.plans`, every retention is within the lock's limits; cold storage leaves 90 days to stay there; continuous backups reach back 35 days at most and have no cold storage.",
  check: ({ backup }) => [
    ...lockProblems(backup?.lock),
    ...allRules(backup).flatMap((rule) => ruleProblems(rule, backup?.lock)),
  ],
};

function lockProblems(lock: Lock | undefined): Problem[] {
  const { minRetentionInDays: least, maxRetentionInDays: most } = lock ?? {};
  if (least === undefined || most === undefined || least <= most) {
    return [];
  }
  return [
    {
      path: ["backup", "lock", "maxRetentionInDays"],
      text: `${most} is less than minRetentionInDays (${least}); no recovery point could be kept`,
    },
  ];
}

function ruleProblems(rule: Rule, lock: Lock | undefined): Problem[] {
  const { path, frequency, retention, cold, copyRetention } = rule;
  const problems: Problem[] = [
    ...lockedOut([...path, "retentionInDays"], retention, lock),
    ...lockedOut([...path, "copyRetentionInDays"], copyRetention, lock),
  ];
  const continuous = frequency === "continuous";
  if (continuous && retention !== undefined && retention > continuousRetentionInDays) {
    problems.push({
      path: [...path, "retentionInDays"],
      text: `${retention} is too long; continuous backups reach back ${continuousRetentionInDays} days at most`,
    });
  }
  if (cold === undefined) {
    return problems;
  }
  if (continuous) {
    problems.push({
      path: [...path, "coldStorageAfterInDays"],
      text: `${cold} is not possible; continuous backups have no cold storage: leave it out`,
    });
  } else if (retention !== undefined && retention < cold + coldStorageInDays) {
    problems.push({
      path: [...path, "coldStorageAfterInDays"],
      text: `${cold} leaves less than ${coldStorageInDays} days of retentionInDays (${retention}) in cold storage; keep for ${cold + coldStorageInDays} days at least`,
    });
  }
  return problems;
}

function lockedOut(
  path: readonly PropertyKey[],
  retention: number | undefined,
  lock: Lock | undefined,
): Problem[] {
  const { minRetentionInDays: least, maxRetentionInDays: most } = lock ?? {};
  if (retention === undefined) {
    return [];
  }
  if (least !== undefined && retention < least) {
    const text = `${retention} is less than landbridge:backup.lock.minRetentionInDays (${least}); the locked vault would reject every such backup`;
    return [{ path, text }];
  }
  if (most !== undefined && retention > most) {
    const text = `${retention} is more than landbridge:backup.lock.maxRetentionInDays (${most}); the locked vault would reject every such backup`;
    return [{ path, text }];
  }
  return [];
}

function allRules(backup: ConfigDraft["backup"]): Rule[] {
  return Object.entries(backup?.plans ?? {}).flatMap(([name, plan]) =>
    backupFrequencies.flatMap((frequency) => {
      const rule = plan?.rules?.[frequency];
      return rule === undefined
        ? []
        : [
            {
              path: ["backup", "plans", name, "rules", frequency],
              frequency,
              retention: rule.retentionInDays,
              cold: rule.coldStorageAfterInDays,
              copyRetention: rule.copyRetentionInDays,
            },
          ];
    }),
  );
}
