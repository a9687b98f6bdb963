import type { ConfigRule } from "../../rule";
import { backupRetention } from "./backupRetention";
import { backupClasses } from "./backupClasses";
import { complianceLock } from "./complianceLock";
import { lockDateIsAws } from "./lockDate";

/** Rules about backups. */
export const backupRules: readonly ConfigRule[] = [
  backupRetention,
  backupClasses,
  complianceLock,
  lockDateIsAws,
];
