import type { Problem } from "../../errors";
import type { ConfigRule } from "../../rule";

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
    "A promoted stack (`recovery.role: active`) says in `landbridge:recovery.restore.databases` what each database is made from, unless a replica of it was waiting; a standby and a primary say nothing of it.",
  check: ({ databases, recovery, held }) => {
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
    const waiting = recovery.strategy !== "backup-restore";
    const names = (databases ?? []).flatMap((each) => each?.name ?? []);
    const missing = (databases ?? [])
      .flatMap((each) => (each?.restoreFrom === undefined ? (each?.name ?? []) : []))
      .filter((name) => !(name in restored) && !(waiting && held?.includes(name)));
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

export const databasesReplicate: ConfigRule = {
  summary:
    "From pilot-light on, a database is an instance with `credentials: generated`, which RDS can replicate to the recovery Region; a standby finds each of them in its primary.",
  check: ({ databases, recovery, made }) => {
    const { strategy = "backup-restore", role } = recovery ?? {};
    if (strategy === "backup-restore") {
      return [];
    }
    return (databases ?? []).flatMap((database, index): Problem[] => {
      const { name, deployment, credentials } = database ?? {};
      const at = (key: string, text: string): Problem => ({
        path: ["databases", index, key],
        text,
      });
      const cluster = deployment === "multi-az-cluster";
      const unknown =
        role === "standby" && name !== undefined && made?.databases && !(name in made.databases);
      return [
        ...(cluster
          ? [
              at(
                "deployment",
                `"${deployment}" has no replica in another Region, which ${strategy} needs; use multi-az-instance, or strategy backup-restore`,
              ),
            ]
          : []),
        ...(credentials === "managed" && !cluster
          ? [
              at(
                "credentials",
                `"managed" rules out the replica that ${strategy} needs: RDS replicates no PostgreSQL instance whose password it keeps itself; use generated`,
              ),
            ]
          : []),
        ...(unknown
          ? [
              at(
                "name",
                `"${name}" is not there yet in the stack that is followed; run \`pulumi up\` on that one first`,
              ),
            ]
          : []),
      ];
    });
  },
};
