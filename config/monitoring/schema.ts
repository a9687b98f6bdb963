import { z } from "zod";
import { text, uniqueList } from "../schema/leaves";

const emailAddress = text((value) =>
  /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)
    ? undefined
    : "is not an e-mail address (such as platform-team@example.com)",
).meta({ allowed: "e-mail address" });

export const monitoringSchema = z
  .strictObject({
    alarmEmails: uniqueList(emailAddress)
      .default([])
      .meta({
        description:
          "Who gets every alarm of the stack. Each address has to confirm its subscription once.",
        examples: [["platform-team@example.com"]],
      }),
  })
  .prefault({})
  .meta({ description: "Who hears of what goes wrong." });
