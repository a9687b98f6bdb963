import type { Problem } from "../../errors";
import { show } from "../../phrases";
import type { ConfigRule } from "../../rule";

const path = (key: string) => ["backup", "lock", key];

export const complianceLock: ConfigRule = {
  summary:
    "A compliance lock has `changeableForDays` and an `acknowledgement` whose statement names its own `lockDate`; a governance lock has neither.",
  check: ({ backup }) => {
    const { mode, changeableForDays, acknowledgement } = backup?.lock ?? {};
    const problems: Problem[] = [];
    if (mode === "governance") {
      if (changeableForDays !== undefined) {
        const text = `${changeableForDays} would make the lock a compliance lock, which is for good; leave it out, or set mode: compliance`;
        problems.push({ path: path("changeableForDays"), text });
      }
      if (acknowledgement !== undefined) {
        const text = "is of a compliance lock, but mode is governance; leave it out";
        problems.push({ path: path("acknowledgement"), text });
      }
    }
    if (mode !== "compliance") {
      return problems;
    }
    if (changeableForDays === undefined) {
      const text =
        "is missing; a compliance lock says after how many days it is for good (3 at least)";
      problems.push({ path: path("changeableForDays"), text });
    }
    if (changeableForDays !== undefined && changeableForDays < 3) {
      const text = `${changeableForDays} is too short; AWS takes 3 at least`;
      problems.push({ path: path("changeableForDays"), text });
    }
    if (acknowledgement === undefined) {
      const text = "is missing; a compliance lock can't be undone: say so (docs/backup.md)";
      problems.push({ path: path("acknowledgement"), text });
      return problems;
    }
    const { lockDate, statement } = acknowledgement;
    const required = `From ${lockDate ?? ""} on nobody, AWS included, can delete these backups or take off this lock.`;
    if (lockDate !== undefined && statement !== undefined && statement !== required) {
      problems.push({
        path: [...path("acknowledgement"), "statement"],
        text: `${show(statement)} is not the sentence that it must be: "${required}"`,
      });
    }
    return problems;
  },
};
