import { z } from "zod";
import { text } from "../schema/leaves";

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

const snapshot = text((value) =>
  /^(arn:aws[\w-]*:rds:.+|(rds:)?[a-zA-Z][a-zA-Z0-9-]*)$/.test(value)
    ? undefined
    : "is neither the identifier nor the ARN of a DB snapshot (such as rds:orders-2026-11-20-01-06)",
);

const source = text((value) =>
  /^(arn:aws[\w-]*:rds:.+:auto-backup:.+|[a-z][a-z0-9-]*)$/.test(value)
    ? undefined
    : "is neither the identifier of a DB instance nor the ARN of an automated backup",
);

const time = text((value) =>
  value === "latest" || (INSTANT.test(value) && !Number.isNaN(Date.parse(value)))
    ? undefined
    : "is neither latest nor a time in UTC (such as 2026-11-20T03:15:00Z)",
);

/** What a new database is made from. A database that exists is never restored over. */
export const restoreFrom = z
  .strictObject({
    snapshot: snapshot
      .meta({
        description: "Identifier or ARN of a DB snapshot.",
        examples: ["rds:landbridge-prod-orders-2026-11-20-01-06"],
      })
      .optional(),
    pointInTime: z
      .strictObject({
        source: source.meta({
          description: "Identifier of the DB instance, or ARN of its retained automated backup.",
          examples: ["landbridge-prod-orders"],
        }),
        time: time.default("latest").meta({
          description: "The moment in UTC, or the latest that can be had.",
          allowed: "latest, or a time such as 2026-11-20T03:15:00Z",
        }),
      })
      .meta({ description: "A moment within the backup retention." })
      .optional(),
    keepsVersionAndStorage: z.boolean().default(true).meta({
      description:
        "Whether the database has the version and the storage of what it is restored from, and grows by itself from there. `false`, once it is restored, lets `engineVersion` and `storage.allocated` change it. Not for a multi-az-cluster, whose restore takes both.",
    }),
  })
  .superRefine(
    (value, context) => {
      if ((value.snapshot === undefined) === (value.pointInTime === undefined)) {
        const message = `has ${value.snapshot === undefined ? "neither" : "both"} snapshot ${value.snapshot === undefined ? "nor" : "and"} pointInTime; give one of them`;
        context.addIssue({ code: "custom", message });
      }
    },
    { when: ({ issues }) => issues.length === 0 },
  )
  .meta({
    description:
      "What this new database is made from. Changing it needs another database: docs/runbooks/restore-database.md.",
  });
