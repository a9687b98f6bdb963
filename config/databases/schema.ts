import { z } from "zod";
import { cidr, retentionInDays, text, uniqueList } from "../schema/leaves";
import { parseDailyWindow, parseWeeklyWindow, windowsClash, type Window } from "./windows";
import { backupPlan, dataClassification } from "../schema/dataClasses";
import { databaseName, userName } from "./postgresNames";
import { databaseStorage } from "./storage";
import { restoreFrom } from "./restoreFrom";
import { namedList, resourceName } from "../schema/named";
import { zoneLetter } from "../schema/zoneLetter";
import { retiring } from "../schema/retiring";

const instanceClass = text((value) =>
  /^db\.[a-z][a-z0-9-]*\.\d*[a-z]+$/.test(value)
    ? undefined
    : "is not a DB instance class (such as db.r8g.large)",
).meta({ allowed: "DB instance class", examples: ["db.r8g.large"] });

const engineVersion = text((value) =>
  /^1[3-8](\.\d{1,2})?$/.test(value)
    ? undefined
    : "is not a version of PostgreSQL (such as 17, whose minor version RDS keeps current, or 17.6)",
).meta({ allowed: "13 to 18, with or without a minor version", examples: ["17"] });

const backupWindow = window("a daily window in UTC (such as 01:00-02:00)", parseDailyWindow);
const maintenanceWindow = window(
  "a weekly window in UTC (such as sun:03:00-sun:04:00)",
  parseWeeklyWindow,
);

const database = z
  .strictObject({
    name: resourceName(40).meta({
      description: "Name of the database: of its resources, and of its record in the private zone.",
      examples: ["orders"],
    }),
    deployment: z
      .enum(["multi-az-instance", "multi-az-cluster", "single-az-instance"])
      .default("multi-az-instance")
      .meta({
        description:
          "A primary with a standby in another zone, a primary with two readable standbys in two other zones, or one instance (lost with its zone).",
      }),
    dataClassification,
    backupPlan,
    engineVersion: engineVersion.meta({
      description:
        "PostgreSQL's version. The minor one is upgraded in the maintenance window; a major one only with allowMajorVersionUpgrade.",
    }),
    allowMajorVersionUpgrade: z.boolean().default(false).meta({
      description: "Whether a change of engineVersion may go to another major version.",
    }),
    blueGreenUpdates: z.boolean().default(false).meta({
      description:
        "Whether updates are made on a copy that takes over within a minute, by an RDS blue/green deployment. Not with credentials: managed, nor in a cluster.",
    }),
    applyImmediately: z.boolean().default(false).meta({
      description: "Whether changes are made at once, or in the next maintenance window.",
    }),
    instanceClass: instanceClass.meta({ description: "Class of each DB instance." }),
    storage: databaseStorage,
    databaseName: databaseName.meta({
      description: "Database that is made at first, in which applications keep their schemas.",
      examples: ["orders"],
    }),
    masterUsername: userName.default("dbadmin").meta({
      description: "Name of the master user, which people use and applications don't.",
    }),
    credentials: z.enum(["managed", "generated"]).default("managed").meta({
      description:
        "Who keeps the master password: RDS, in Secrets Manager and rotated each week; or the stack, generated into a secret of Secrets Manager, where read replicas or blue/green updates rule RDS's own out.",
    }),
    credentialsVersion: z.int().min(1).default(1).meta({
      description: "Another number makes a new generated password.",
    }),
    parameters: z
      .record(z.string(), z.string())
      .superRefine((parameters, context) => {
        if ("rds.force_ssl" in parameters) {
          const message = "is 1 in every database, as connections are encrypted; take it out";
          context.addIssue({ code: "custom", path: ["rds.force_ssl"], message });
        }
      })
      .default({})
      .meta({
        description:
          "Parameters of PostgreSQL on top of the platform's own (TLS only, connections and slow statements logged). rds.force_ssl is not among them.",
        examples: [{ work_mem: "16384" }],
      }),
    readReplicas: z.int().min(0).max(5).default(0).meta({
      description: "Read replicas, as <name>-ro in the private zone. A cluster has its own.",
    }),
    proxy: z.boolean().default(false).meta({
      description: "Whether clients come through an RDS Proxy, which pools their connections.",
    }),
    proxyZones: uniqueList(zoneLetter)
      .min(2)
      .meta({
        description:
          "Zones that the proxy stands in. Left out, it stays in those of its first day, since RDS moves no proxy; with others than before, a new proxy is made before the old one goes.",
        examples: [["a", "b"]],
      })
      .optional(),
    insights: z.enum(["standard", "advanced"]).default("standard").meta({
      description:
        "Mode of CloudWatch Database Insights: 7 days of history, or 15 months and more detail.",
    }),
    backupRetentionInDays: z
      .int()
      .min(7)
      .max(35)
      .meta({
        description:
          "How far back the database can be restored to a point in time. Left out, as far as the continuous backups of its `backupPlan` (gold 35, silver 14), otherwise 14.",
        unit: "days",
      })
      .optional(),
    backupWindow: backupWindow.default("01:00-02:00").meta({
      description: "When the daily backup is made, in UTC.",
    }),
    maintenanceWindow: maintenanceWindow.default("sun:03:00-sun:04:00").meta({
      description: "When RDS may restart the database, in UTC. Apart from backupWindow.",
    }),
    logRetentionInDays: retentionInDays().default(90),
    clientCidrs: uniqueList(cidr({ shortest: 8, longest: 32 }))
      .default([])
      .meta({
        description: "The data centre's networks that may connect.",
        examples: [["10.100.10.0/24"]],
      }),
    restoreFrom: restoreFrom.optional(),
    serves: resourceName(40)
      .meta({
        description:
          "Name of the database that this one takes over from, with its name in the private zone, its services and their ways in: the old one goes by its name with `-old` from then on (docs/runbooks/restore-database.md).",
        examples: ["orders"],
      })
      .optional(),
    retiring: retiring("the database, which leaves a final snapshot behind, and its replicas"),
  })
  .superRefine(
    (value, context) => {
      const backup = parseDailyWindow(value.backupWindow);
      const maintenance = parseWeeklyWindow(value.maintenanceWindow);
      if (backup && maintenance && windowsClash(backup, maintenance)) {
        const message = `"${value.maintenanceWindow}" overlaps backupWindow ("${value.backupWindow}"); RDS requires them apart`;
        context.addIssue({ code: "custom", path: ["maintenanceWindow"], message });
      }
    },
    { when: ({ issues }) => issues.length === 0 },
  );

export const databasesSchema = namedList(database)
  .default([])
  .meta({ description: "RDS for PostgreSQL databases." });

/** A window of half an hour at least. */
function window(kind: string, parse: (text: string) => Window | undefined) {
  return text((value) => {
    const found = parse(value);
    if (found === undefined) {
      return `is not ${kind}`;
    }
    return found.minutes < 30 ? `is ${found.minutes} minutes long; 30 at least` : undefined;
  }).meta({ allowed: kind });
}
