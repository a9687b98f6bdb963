import { text } from "./leaves";

/** Who gets something by e-mail. */
export const emailAddress = text((value) =>
  /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)
    ? undefined
    : "is not an e-mail address (such as platform-team@example.com)",
).meta({ allowed: "e-mail address" });
