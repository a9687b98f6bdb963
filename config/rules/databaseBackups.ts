import type { Problem } from "../errors";
import type { ConfigRule } from ".";

export const databaseRetention: ConfigRule = {
  summary:
    "A database whose `backupPlan` has continuous backups says no other `backupRetentionInDays` than they do.",
  check: ({ databases, backup }) =>
    (databases ?? []).flatMap((database, index): Problem[] => {
      const { backupPlan, backupRetentionInDays: given } = database ?? {};
      const plan = backupPlan === undefined ? undefined : backup?.plans?.[backupPlan];
      const days = plan?.rules?.continuous?.retentionInDays;
      return given === undefined || days === undefined || given === days
        ? []
        : [
            {
              path: ["databases", index, "backupRetentionInDays"],
              text: `${given} is not what landbridge:backup.plans.${String(backupPlan)}.rules.continuous says (${days}); AWS Backup sets the instance to that by itself, so leave it out or change the plan`,
            },
          ];
    }),
};

export const databasesAreRestored: ConfigRule = {
  summary:
    "A promoted stack (`recovery.role: active`) of strategy backup-restore says in `landbridge:recovery.restore.databases` what each database is made from; a standby and a primary say nothing of it.",
  check: ({ databases, recovery }) => {
    const restored = recovery?.restore?.databases ?? {};
    const path = ["recovery", "restore"];
    if (recovery?.role !== "active") {
      const { restore, role = "primary" } = recovery ?? {};
      return restore === undefined
        ? []
        : [
            {
              path,
              text: `is for a promoted stack (role: active), not for a ${role}: another promotion would bring back old data; take it out`,
            },
          ];
    }
    const names = (databases ?? []).flatMap((each) => each?.name ?? []);
    const missing = (databases ?? [])
      .flatMap((each) => (each?.restoreFrom === undefined ? (each?.name ?? []) : []))
      .filter((name) => recovery.strategy === "backup-restore" && !(name in restored));
    return [
      ...missing.map((name) => ({
        path: [...path, "databases", name],
        text: `is missing; the database would be made empty. Promote with \`--restore ${name}=<recovery point>\`; \`npm run recovery -- points <stack>\` lists them`,
      })),
      ...Object.keys(restored)
        .filter((name) => names.length > 0 && !names.includes(name))
        .map((name) => ({
          path: [...path, "databases", name],
          text: `is no database of this stack (${names.join(", ")})`,
        })),
    ];
  },
};
