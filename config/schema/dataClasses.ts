import { z } from "zod";

/** How far data may go. */
export const DATA_CLASSIFICATIONS = ["public", "internal", "confidential", "on-prem-only"] as const;

/** Which backup plan takes a store. */
const BACKUP_PLANS = ["gold", "silver", "bronze"] as const;

/** How sensitive the data is: a tag of every store, and where the store may be. */
export const dataClassification = z.enum(DATA_CLASSIFICATIONS).meta({
  description:
    "How sensitive the data is; the tag data-classification. on-prem-only data may be in no store of AWS's.",
  examples: ["internal"],
});

/** Which backup plan takes the store: the tag that AWS Backup selects it by. */
export const backupPlan = z.enum(BACKUP_PLANS).default("gold").meta({
  description: "The backup plan that takes the store, by the tag backup-plan.",
});
