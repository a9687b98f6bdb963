import type { Change } from "../change";

/** Jobs: what runs when, and where. */
export const jobs: readonly Change[] = [
  {
    what: "Another time of a job",
    edits: { "jobs[0].schedule.expression": "cron(0 3 * * ? *)" },
    cut: "Nobody.",
    plan: { updates: { "scheduler Schedule": 1 } },
  },
  {
    what: "Another image of a job",
    edits: { "jobs[0].image": "public.ecr.aws/docker/library/busybox:1.37.1" },
    cut: "Nobody: a task that runs ends as it began, the next has the new one.",
    plan: { updates: { "scheduler Schedule": 1 }, replaces: ["nightly-report-task"] },
  },
  {
    what: "A job on the other side",
    edits: { "jobs[0].placement": "on-prem", "jobs[0].site": "frankfurt" },
    cut: "Nobody: a task that runs ends where it began, the next runs on the other side.",
    plan: {
      updates: { "scheduler Schedule": 1, "storagegateway NfsFileShare": 1 },
      deletes: { "ec2 SecurityGroup": 1, "vpc SecurityGroupEgressRule": 2 },
      replaces: ["nightly-report-task"],
    },
  },
  {
    what: "A job without its schedule",
    edits: { "jobs[1].schedule": null },
    cut: "Nobody: it runs when somebody starts it (npm run task).",
    plan: {
      updates: { "cloudwatch Dashboard": 1 },
      deletes: {
        "cloudwatch CompositeAlarm": 1,
        "cloudwatch MetricAlarm": 2,
        "iam Role": 1,
        "iam RolePolicy": 1,
        "scheduler Schedule": 1,
        "scheduler ScheduleGroup": 1,
        "sqs Queue": 1,
        "sqs QueuePolicy": 1,
      },
    },
  },
  {
    what: "A job less",
    edits: { "jobs[0]": null },
    cut: "Whoever waits for what it does. Its log group stays in AWS.",
    plan: {
      updates: { "cloudwatch Dashboard": 1, "storagegateway NfsFileShare": 1 },
      deletes: {
        "cloudwatch CompositeAlarm": 1,
        "cloudwatch EventRule": 1,
        "cloudwatch EventTarget": 1,
        "cloudwatch LogGroup": 1,
        "cloudwatch MetricAlarm": 2,
        "ec2 SecurityGroup": 1,
        "ecs TaskDefinition": 1,
        "iam Role": 3,
        "iam RolePolicy": 2,
        "scheduler Schedule": 1,
        "scheduler ScheduleGroup": 1,
        "sqs Queue": 1,
        "sqs QueuePolicy": 1,
        "vpc SecurityGroupEgressRule": 2,
      },
    },
  },
];
