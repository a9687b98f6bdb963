import type * as pulumi from "@pulumi/pulumi";

/**
 * How much haste an alarm or an event has. `critical`: something does not work, or data is at risk now; somebody is woken.
 * `warning`: it works still, with less room or less redundancy than planned; it is for the next working hours.
 */
export const severities = ["critical", "warning"] as const;

export type Severity = (typeof severities)[number];

/** ARN of the topic of each severity. */
export type AlarmTopics = Readonly<Record<Severity, pulumi.Input<string>>>;
