import { describe } from "../../graph";
import { wellArchitected } from "../../frameworks";
import type { Rule } from "../../rule";
import { types } from "../../types";

export const scheduleRules: readonly Rule[] = [
  {
    number: 87,
    name: "require-schedule-dead-letter-queue",
    description:
      "A schedule of EventBridge Scheduler keeps what it could not start in a dead-letter queue.",
    why: "A call that is given up leaves no trace: nobody can say what did not run, nor why.",
    severity: "medium",
    framework: wellArchitected("REL06-BP01", "Monitor all components for the workload"),
    tags: ["scheduler", "resilience"],
    remediationSteps:
      "Give the schedule's target the ARN of an aws.sqs.Queue in deadLetterConfig, and its role sqs:SendMessage on it.",
    url: "https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html",
    types: types.schedule,
    check(schedule, report) {
      const target = schedule.props.object("target");
      if (target?.object("deadLetterConfig")?.isSet("arn")) return;
      if (schedule.props.isUnknown("target") || target?.isUnknown("deadLetterConfig")) return;
      report.violation(
        schedule,
        `${describe(schedule)} has no dead-letter queue`,
        "target.deadLetterConfig: { arn: the ARN of an aws.sqs.Queue }",
      );
    },
  },
];
