import { z } from "zod";
import { emailAddress } from "../schema/emailAddress";
import { uniqueList } from "../schema/leaves";

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
