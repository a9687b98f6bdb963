import type { Problem } from "../../errors";
import type { ConfigRule } from "../../rule";

/** Sections whose every entry keeps data in AWS, and how. */
const STORES = {
  databases: "a database is in RDS",
  fileShares: "a file share is a bucket in S3",
  fileSystems: "a file system is in EFS",
} as const;

export const onPremOnlyStaysHome: ConfigRule = {
  summary:
    "Data of class `on-prem-only` is in no database, no file share and no file system: AWS keeps them all.",
  check: (config) =>
    Object.entries(STORES).flatMap(([section, kind]) =>
      (config[section as keyof typeof STORES] ?? []).flatMap((store, index): Problem[] =>
        store?.dataClassification === "on-prem-only"
          ? [
              {
                path: [section, index, "dataClassification"],
                text: `"on-prem-only" data stays in the data centre, but ${kind}; keep it there, or class it anew with who answers for it`,
              },
            ]
          : [],
      ),
    ),
};
