import type { ConfigDraft } from "../../types";
import type { ConfigRule } from "../../rule";

type Lock = NonNullable<NonNullable<ConfigDraft["backup"]>["lock"]>;

const DAY_IN_MS = 24 * 60 * 60 * 1000;

/**
 * AWS locks `ChangeableForDays` after the lock's making, whatever was acknowledged: 30 on January 1 is January 31.
 * Another limit of retention makes the lock anew, and the days begin again.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/API_PutBackupVaultLockConfiguration.html
 */
export const lockDateIsAws: ConfigRule = {
  summary:
    "The `lockDate` of a compliance lock is the day on which AWS locks: `changeableForDays` from the day of the `pulumi up` that makes it, in UTC; once made, it stays.",
  check: ({ backup, today, locked }) => {
    const lock = backup?.lock;
    const lockDate = lock?.acknowledgement?.lockDate;
    const days = lock?.changeableForDays;
    if (lock?.mode !== "compliance" || today === undefined || !lockDate || days === undefined) {
      return [];
    }
    const isMade = locked !== undefined && isSameLock(lock, locked);
    const actual = isMade ? locked.acknowledgement?.lockDate : dayAfter(today, days);
    if (actual === undefined || actual === lockDate) {
      return [];
    }
    const why = isMade
      ? `the lock that is there is for good from ${actual} on`
      : `a lock that is made today (${today}, UTC) with changeableForDays ${days} is for good from ${actual} on`;
    return [
      {
        path: ["backup", "lock", "acknowledgement", "lockDate"],
        text: `"${lockDate}" is not the day on which AWS locks: ${why}; write that day, in the statement as well`,
      },
    ];
  },
};

function isSameLock(lock: Lock, made: Lock): boolean {
  return (["mode", "changeableForDays", "minRetentionInDays", "maxRetentionInDays"] as const).every(
    (key) => lock[key] === made[key],
  );
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_IN_MS).toISOString().slice(0, 10);
}
