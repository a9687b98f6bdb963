import { z } from "zod";
import { emailAddress } from "../schema/emailAddress";
import { uniqueList } from "../schema/leaves";
import { namedList } from "../schema/named";
import { subscriber } from "./subscriber";

export const monitoringSchema = z
  .strictObject({
    alarmEmails: uniqueList(emailAddress)
      .default([])
      .meta({
        description:
          "Who gets every alarm of the stack, of either severity. Each address has to confirm its subscription once for each severity.",
        examples: [["platform-team@example.com"]],
      }),
    subscribers: namedList(subscriber)
      .default([])
      .meta({
        description:
          "Who else hears of alarms: by e-mail, at an HTTPS endpoint, in a channel of Slack or Microsoft Teams; of all of them, or of one severity.",
        examples: [
          [
            {
              name: "on-call",
              https: "https://events.example.com/alarms",
              severities: ["critical"],
            },
          ],
        ],
      }),
  })
  .prefault({})
  .meta({ description: "Who hears of what goes wrong." });
