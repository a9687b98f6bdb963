import { z } from "zod";
import { lifecycleLimits, standardBackupPlans } from "../../components/backup/backupPlans";
import { text, uniqueList } from "../schema/leaves";
import { schedule } from "../schema/schedules";

const CLASS = /^[a-z][a-z0-9-]{0,31}$/;
const VAULT_ARN = /^arn:aws[a-z-]*:backup:[a-z0-9-]+:\d{12}:backup-vault:[A-Za-z0-9_-]{2,50}$/;
const MACHINE_ARN = /^arn:aws[a-z-]*:backup-gateway:[a-z0-9-]+:\d{12}:vm\/vm-[A-Za-z0-9]+$/;

/** The name of a class of backups: the value of the tag `backup-plan`. */
function backupClass(): z.ZodString {
  return text((value) =>
    CLASS.test(value)
      ? undefined
      : "is not the name of a backup class (a lower case letter, then 31 letters, digits and hyphens at most)",
  ).meta({ allowed: "lower case letters, digits and hyphens", pattern: CLASS.source });
}

function days(most: number): z.ZodInt {
  return z.int().min(1).max(most).meta({ unit: "days" });
}

function arn(pattern: RegExp, example: string): z.ZodString {
  return text((value) =>
    pattern.test(value) ? undefined : `is not an ARN of the form ${example}`,
  ).meta({ allowed: `ARN of the form ${example}`, pattern: pattern.source });
}

const retention = days(lifecycleLimits.retentionInDays).meta({
  description: "How long a recovery point is kept.",
  unit: "days",
});

const rule = z.strictObject({
  retentionInDays: retention,
  coldStorageAfterInDays: days(lifecycleLimits.retentionInDays)
    .meta({
      description:
        "When a recovery point moves to cold storage, where it must stay for 90 days at least. Services that have none ignore it.",
      unit: "days",
    })
    .optional(),
  copy: z.boolean().default(true).meta({
    description:
      "Whether each recovery point is copied to the recovery Region and to `copyVaultArns`.",
  }),
  copyRetentionInDays: days(lifecycleLimits.retentionInDays)
    .meta({
      description: "How long a copy is kept; as long as the original when left out.",
      unit: "days",
    })
    .optional(),
});

const plan = z.strictObject({
  rules: z
    .strictObject({
      continuous: rule.optional(),
      hourly: rule.optional(),
      daily: rule.optional(),
      weekly: rule.optional(),
      monthly: rule.optional(),
    })
    .superRefine((rules, context) => {
      if (Object.keys(rules).length === 0) {
        const message = "{} has no rule; a plan has one at least";
        context.addIssue({ code: "custom", message });
      }
    })
    .meta({
      description:
        "The plan's rules, by how often they make recovery points. `continuous` lets RDS and S3 be restored to any second of 35 days at most.",
    }),
});

const lock = z
  .strictObject({
    mode: z.enum(["governance", "compliance"]).default("governance").meta({
      description:
        "`governance`: whoever has the permission can take the lock off. `compliance`: nobody ever can, from `changeableForDays` after its making on.",
    }),
    minRetentionInDays: days(lifecycleLimits.retentionInDays).default(7).meta({
      description: "The shortest retention that the vaults take.",
      unit: "days",
    }),
    maxRetentionInDays: days(lifecycleLimits.retentionInDays).default(3660).meta({
      description: "The longest retention that the vaults take.",
      unit: "days",
    }),
    changeableForDays: days(lifecycleLimits.retentionInDays)
      .meta({
        description:
          "How long a compliance lock can still be changed before it is for good; 3 at least.",
        unit: "days",
      })
      .optional(),
    acknowledgement: z
      .strictObject({
        lockDate: text((value) =>
          isDay(value) ? undefined : "is not a day of the form YYYY-MM-DD",
        ).meta({
          description: "The day from which on the lock is for good.",
          allowed: "day of the form YYYY-MM-DD",
          examples: ["2027-01-15"],
        }),
        statement: z.string().meta({
          description:
            "`From <lockDate> on nobody, AWS included, can delete these backups or take off this lock.`",
        }),
      })
      .meta({
        description:
          "What has to be said before a compliance lock is made, because it can't be undone.",
      })
      .optional(),
  })
  .prefault({})
  .meta({ description: "What keeps recovery points from being deleted before their time." });

export const backupSchema = z
  .strictObject({
    plans: z.record(backupClass(), plan).default(standardBackupPlans).meta({
      description:
        "Plans by class: what the tag `backup-plan` of a resource names. Given ones take the place of the standard gold, silver and bronze.",
    }),
    lock,
    copyVaultArns: uniqueList(
      arn(VAULT_ARN, "arn:aws:backup:eu-west-1:123456789012:backup-vault:copies"),
    )
      .default([])
      .meta({
        description:
          "Vaults of other accounts or Regions that take copies as well: of a promoted stack the only ones. Policies of other accounts' vaults must admit this account, and the Organization must allow copies across accounts.",
      }),
    virtualMachineArns: z
      .record(
        backupClass(),
        uniqueList(
          arn(MACHINE_ARN, "arn:aws:backup-gateway:eu-west-1:123456789012:vm/vm-0123ABCD"),
          // https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupSelection.html, Resources
        ).max(500),
      )
      .default({})
      .meta({
        description:
          "The data centre's virtual machines that a Backup gateway has made known to AWS Backup, by class.",
      }),
    restoreTesting: z
      .strictObject({
        class: backupClass().default("gold").meta({
          description: "Class whose resources are restored.",
        }),
        resourceTypes: uniqueList(z.enum(["RDS", "Aurora", "S3", "EBS", "EFS", "DynamoDB"]))
          .min(1)
          .default(["RDS", "S3"])
          .meta({ description: "Kinds of resources that are restored." }),
        schedule: schedule("cron")
          .default("cron(0 9 ? * SUN *)")
          .meta({ description: "When, in UTC." }),
        validationWindowInHours: z.int().min(1).max(168).default(4).meta({
          description: "How long a restored resource is left for looking at before AWS deletes it.",
          unit: "hours",
        }),
      })
      .meta({
        description:
          "Restores on a schedule that prove the backups. Left out, nothing is restored.",
      })
      .optional(),
    audit: z.boolean().default(true).meta({
      description:
        "Whether AWS Backup evaluates controls and writes daily reports. The account must have AWS Config switched on (`landbridge:governance.config`).",
    }),
  })
  .prefault({})
  .meta({ description: "AWS Backup: plans, vault lock, copies, restore testing, audit." });

function isDay(value: string): boolean {
  const day = new Date(`${value}T00:00:00Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(value) &&
    !Number.isNaN(day.getTime()) &&
    day.toISOString().startsWith(value)
  );
}
