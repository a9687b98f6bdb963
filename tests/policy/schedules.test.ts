import type { Program } from "../support/policy";
import { itJudges, withArn } from "./cases";
import { SmallNetwork } from "./network";

const schedule = "aws:scheduler/schedule:Schedule";
const eventTarget = "aws:cloudwatch/eventTarget:EventTarget";
const service = "aws:ecs/service:Service";
const task = "aws:ecs/taskDefinition:TaskDefinition";

/** A schedule of EventBridge Scheduler, and a target of an EventBridge rule, that start the same. */
function starting(program: Program, parameters: Readonly<Record<string, unknown>>): void {
  const deadLetterConfig = { arn: "arn:aws:sqs:eu-west-1:123456789012:letters" };
  program.add(schedule, "timer", { target: { ecsParameters: parameters, deadLetterConfig } });
  program.add(eventTarget, "event", { ecsTarget: parameters });
}

itJudges("require-schedule-dead-letter-queue", [
  {
    what: "a schedule with one, of this stack or of another",
    program: (program) => {
      const { arn } = withArn(program, "aws:sqs/queue:Queue", "letters");
      program.add(schedule, "own", { target: { deadLetterConfig: { arn } } });
      const other = "arn:aws:sqs:eu-west-1:123456789012:letters";
      program.add(schedule, "others", { target: { deadLetterConfig: { arn: other } } });
    },
  },
  {
    what: "a schedule without one",
    program: (program) => {
      program.add(schedule, "unset", { target: { arn: "arn:1" } });
      program.add(schedule, "empty", { target: { deadLetterConfig: {} } });
    },
    rejects: ["unset", "empty"],
    says: /has no dead-letter queue\.\n.*target\.deadLetterConfig/,
  },
  { what: "what starts nothing", program: (program) => program.add(service, "app", {}) },
]);

itJudges("disallow-public-addresses", [
  {
    what: "scheduled tasks without one",
    program: (program) => {
      starting(program, { networkConfiguration: { assignPublicIp: false } });
      starting(program, { launchType: "EXTERNAL" });
    },
  },
  {
    what: "scheduled tasks with one",
    program: (program) => {
      starting(program, { networkConfiguration: { assignPublicIp: true } });
    },
    rejects: ["timer", "event"],
    says: /takes a public address\.\n.*(target\.ecsParameters|ecsTarget)\.networkConfiguration\.assignPublicIp: false/,
  },
]);

itJudges("require-private-compute-subnets", [
  {
    what: "scheduled tasks in private subnets, or on external instances",
    program: (program) => {
      const subnets = [new SmallNetwork(program).subnet("inside").id];
      starting(program, { networkConfiguration: { subnets } });
      starting(program, { launchType: "EXTERNAL" });
    },
  },
  {
    what: "scheduled tasks in public subnets",
    program: (program) => {
      const subnets = [new SmallNetwork(program).publicSubnet("open").id];
      starting(program, { networkConfiguration: { subnets } });
    },
    rejects: ["timer", "event"],
    says: /opens to the internet.*\n(Change: )?(target\.ecsParameters|ecsTarget)\.networkConfiguration\.subnets of/,
  },
]);

itJudges("disallow-cloud-twin-of-sensitive-services", [
  {
    what: "sensitive data in scheduled tasks on external instances",
    program: (program) => {
      starting(program, { launchType: "EXTERNAL", taskDefinitionArn: sensitive(program).arn });
    },
  },
  {
    what: "sensitive data in scheduled tasks in AWS",
    program: (program) => {
      starting(program, { taskDefinitionArn: sensitive(program).arn });
    },
    rejects: ["timer", "event"],
    says: /data classed on-prem-only, yet runs in AWS\.\n.*(target\.ecsParameters|ecsTarget)\.launchType: "EXTERNAL"/,
  },
  {
    what: "a scheduled task in AWS with the role of a sensitive service",
    program: (program) => {
      const role = withArn(program, "aws:iam/role:Role", "role");
      const own = withArn(program, task, "own", { taskRoleArn: role.arn });
      program.add(service, "customers", {
        launchType: "EXTERNAL",
        tags: { "data-classification": "on-prem-only" },
        taskDefinition: own.arn,
      });
      const other = withArn(program, task, "other", { taskRoleArn: role.arn });
      program.add(schedule, "timer", {
        target: { ecsParameters: { taskDefinitionArn: other.arn } },
      });
    },
    rejects: ["timer"],
    says: /"timer" is the twin in AWS of .*"customers"/,
  },
]);

function sensitive(program: Program) {
  return withArn(program, task, "task", { tags: { "data-classification": "on-prem-only" } });
}
