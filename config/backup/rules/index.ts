import type { ConfigRule } from "../../rule";
import { backupRetention } from "./backupRetention";
import { backupClasses } from "./backupClasses";
import { complianceLock } from "./complianceLock";

/** Rules about backups. */
export const backupRules: readonly ConfigRule[] = [backupRetention, backupClasses, complianceLock];
