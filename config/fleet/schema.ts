import { z } from "zod";
import { operatingSystems } from "../../components/ssm/operatingSystems";
import { uniqueList } from "../schema/leaves";
import { schedule, timeZone } from "../schema/schedules";

const maintenance = z
  .strictObject({
    // https://docs.aws.amazon.com/systems-manager/latest/userguide/reference-cron-and-rate-expressions.html
    schedule: schedule("cron", "rate").meta({
      description: "When the window opens.",
      examples: ["cron(0 2 ? * SUN *)"],
    }),
    timezone: timeZone()
      .default("UTC")
      .meta({ description: "Time zone of the schedule.", examples: ["Europe/Berlin"] }),
    durationHours: z.int().min(1).max(24).default(4).meta({
      unit: "hours",
      description: "How long the window is open.",
    }),
    cutoffHours: z.int().min(0).max(23).default(1).meta({
      unit: "hours",
      description: "How long before its end no further node is begun with.",
    }),
    atOncePercent: z.int().min(1).max(100).default(10).meta({
      unit: "percent",
      description: "How many of the nodes are away at the same time; one at least.",
    }),
    errorsPercent: z.int().min(0).max(100).default(10).meta({
      unit: "percent",
      description: "After how many failed nodes no further one is begun with.",
    }),
    reboot: z.boolean().default(true).meta({
      description: "Whether nodes start anew where a patch asks for it. They are drained before.",
    }),
  })
  .optional()
  .meta({
    description:
      "When patches are installed: node by node, each drained before. Left out, nodes are scanned each day and nothing is installed.",
  });

const sessions = z
  .strictObject({
    owner: z.enum(["existing", "own"]).default("existing").meta({
      description:
        "Whose the preferences of Session Manager are, of which an account has one in a Region. existing: this stack makes nothing. own: encrypted by the key of compute, logged, ended when idle.",
    }),
    idleMinutes: z.int().min(1).max(60).default(15).meta({
      unit: "minutes",
      description: "How long nobody types before a session ends.",
    }),
    maxMinutes: z.int().min(1).max(1440).default(480).meta({
      unit: "minutes",
      description: "How long a session may last.",
    }),
  })
  .prefault({})
  .meta({ description: "People's sessions on nodes." });

export const fleetSchema = z
  .strictObject({
    operatingSystems: uniqueList(z.enum(operatingSystems))
      .min(1)
      .meta({
        description:
          "What the nodes run, on either side: a patch baseline each. Instances of the cluster run AMAZON_LINUX_2023.",
        examples: [["AMAZON_LINUX_2023", "UBUNTU"]],
      }),
    approveAfterDays: z.int().min(0).max(360).default(7).meta({
      unit: "days",
      description:
        "How long a security patch is out before it is installed. UBUNTU and DEBIAN know no dates of release: there it is installed at once.",
    }),
    maintenance,
    sessions,
    tier: z.enum(["standard", "advanced"]).default("standard").meta({
      description:
        "Tier of the servers of sites. advanced: more than 1,000 of them in an account and Region, and sessions on them; AWS charges for each server by the hour. The setting is the account's, and stays when the stack goes.",
    }),
    retentionInDays: z.int().min(30).max(3650).default(365).meta({
      unit: "days",
      description: "How long inventories, outputs of commands and logs of sessions are kept.",
    }),
  })
  .optional()
  .meta({
    description:
      "The nodes of both sides, EC2 instances and servers of sites, as one fleet of Systems Manager by one tag: patches, inventory, agents, sessions and documents for operators. Left out, nodes are managed nodes and nothing else.",
  });
