import { z } from "zod";
import { emailAddress } from "../schema/emailAddress";
import { text, uniqueList } from "../schema/leaves";

const monitorArn = text((value) =>
  /^arn:aws[a-z-]*:ce::\d{12}:anomalymonitor\/[0-9a-f-]{36}$/.test(value)
    ? undefined
    : "is not the ARN of a cost anomaly monitor (such as arn:aws:ce::123456789012:anomalymonitor/1234abcd-12ab-34cd-56ef-1234567890ab)",
);

export const costsSchema = z
  .strictObject({
    monthlyBudget: z
      .int()
      .min(1)
      .max(1_000_000_000)
      .meta({
        description:
          "What a month may cost. E-mails go out at `alertPercents` of it, and once AWS expects the month to cost more. Nothing is switched off. Left out, there is no budget.",
        unit: "US dollars",
        examples: [6000],
      })
      .optional(),
    alertPercents: uniqueList(z.int().min(1).max(1000)).max(9).default([80, 100]).meta({
      description: "Shares of the budget at which e-mails go out, as they are spent.",
      unit: "percent",
    }),
    budgetOf: z.enum(["account", "stack"]).default("account").meta({
      description:
        "What the budget is of: all of the account, or what carries the stack's tag. The latter sees nothing until `landbridge:stack` is an active cost allocation tag, which only the payer's account can do (docs/cost.md).",
    }),
    anomaliesFrom: z
      .int()
      .min(1)
      .max(1_000_000_000)
      .meta({
        description:
          "Smallest cost of an anomaly that is reported, once a day, by AWS service. Left out, none is.",
        unit: "US dollars",
        examples: [100],
      })
      .optional(),
    anomalyMonitorArn: monitorArn
      .meta({
        description:
          "The account's monitor of AWS services. An account has one, and AWS makes it (`Default-Services-Monitor`) in most; left out, the stack makes it.",
        examples: ["arn:aws:ce::123456789012:anomalymonitor/1234abcd-12ab-34cd-56ef-1234567890ab"],
        allowed: "ARN of a cost anomaly monitor",
      })
      .optional(),
    emails: uniqueList(emailAddress)
      .max(10)
      .default([])
      .meta({
        description: "Who gets these e-mails. Left out, those of `landbridge:monitoring` do.",
        examples: [["finance@example.com"]],
      }),
  })
  .prefault({})
  .meta({ description: "Who hears of what the account costs. Each stack has its own." });
