import { z } from "zod";
import { recoveryRoles, recoveryStrategies } from "../../components/recovery/strategies";
import { restoreFrom } from "../databases/restoreFrom";
import { text, uniqueList } from "../schema/leaves";
import { resourceName } from "../schema/named";
import { regionName } from "../stack/region";

const STACK = /^([A-Za-z0-9_.-]+\/){0,2}[A-Za-z0-9_.-]{1,100}$/;

export const recoverySchema = z
  .strictObject({
    strategy: z.enum(recoveryStrategies).meta({
      description: "How much stands ready in the recovery Region: docs/recovery.md.",
    }),
    region: regionName().meta({
      description: "The Region that takes over: where the primary stack's copies go.",
      examples: ["eu-central-1"],
    }),
    role: z.enum(recoveryRoles).default("primary").meta({
      description:
        "`primary` owns the data. `standby` waits in the recovery Region and follows the primary stack; `active` is a standby that has been promoted.",
    }),
    primaryStack: text((value) =>
      STACK.test(value) ? undefined : "is not the name of a stack (such as prod)",
    )
      .meta({
        description:
          "The stack that a standby follows: whatever the standby leaves out is as it is there.",
        examples: ["prod"],
        allowed: "name of a stack, with its organization and project where these differ",
      })
      .optional(),
    standbyPercent: z.int().min(1).max(100).default(25).meta({
      description:
        "Share of the primary's compute that a warm standby has: of each service's tasks, two at least where it has them, and of the instances.",
      unit: "percent",
    }),
    batchReplicated: uniqueList(resourceName(30))
      .default([])
      .meta({
        description:
          "File shares whose files from before replication S3 Batch Replication has copied, as whoever ran it says: a promotion warns of the others (docs/recovery.md).",
        examples: [["reports"]],
      }),
    drill: z
      .strictObject({
        durationInMinutes: z.int().min(1).max(720).default(10).meta({
          description: "How long the experiment lasts.",
          unit: "minutes",
        }),
        stopAlarmArns: uniqueList(
          text((value) =>
            /^arn:aws[a-z-]*:cloudwatch:[a-z0-9-]+:\d{12}:alarm:.+$/.test(value)
              ? undefined
              : "is not the ARN of a CloudWatch alarm",
          ),
        )
          .default([])
          .meta({ description: "Alarms that end the experiment at once." }),
      })
      .optional()
      .meta({
        description:
          "An experiment template of AWS Fault Injection Service, which cuts off the stack's subnets: docs/runbooks/drill.md. Left out, there is none.",
      }),
    restore: z
      .strictObject({
        databases: z
          .record(resourceName(40), restoreFrom)
          .default({})
          .meta({
            description:
              "For each database, the snapshot or the moment that it is made from in the recovery Region.",
            examples: [
              {
                orders: {
                  snapshot: "arn:aws:rds:eu-central-1:123456789012:snapshot:awsbackup:copyjob-0f1e",
                },
              },
            ],
          }),
      })
      .meta({
        description:
          "What a promoted stack makes its data from. `npm run recovery` sets it on promotion and takes it out on failing back.",
      })
      .optional(),
  })
  .optional()
  .meta({
    description:
      "What happens when the Region fails. Left out, nothing is copied to another Region.",
  });
