import { matches as admits } from "../../../policy/reading/patterns";
import { AwsError, type Cloud, type Draft } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import type { Props } from "../../provider/store";
import { blocks, show, text, texts } from "../../provider/values";
import { checkRunTask } from "../ecs/runTask";
import { matches, oneOf, plan } from "../shared/planChecks";
import { queueByArn } from "../sqs/queues";

const groupType = "aws:scheduler/scheduleGroup:ScheduleGroup";
const roleType = "aws:iam/role:Role";

/** internal/service/scheduler/schedule.go and schedule_group.go of the provider. */
const named = matches("name", /^[0-9A-Za-z_.-]{1,64}$/, "1 to 64 of 0-9A-Za-z_.-");

export const scheduler: Service = {
  [groupType]: {
    id: ({ inputs }) => show(inputs["name"]),
    arnResource: ({ id }) => `schedule-group/${id}`,
    nameLength: 64,
    immutable: ["name"],
    plan: plan(named),
    outputs: () => ({ state: "ACTIVE" }),
  },
  "aws:scheduler/schedule:Schedule": {
    id: ({ inputs }) => `${groupOf(inputs)}/${show(inputs["name"])}`,
    arnResource: ({ id }) => `schedule/${id}`,
    nameLength: 64,
    defaults: { state: "ENABLED", scheduleExpressionTimezone: "UTC" },
    immutable: ["name", "groupName"],
    plan: plan(named, oneOf("state", ["ENABLED", "DISABLED"])),
    rules: checkSchedule,
    outputs: ({ inputs }) => ({ groupName: groupOf(inputs), actionAfterCompletion: "NONE" }),
  },
};

function groupOf(inputs: Props): string {
  return text(inputs["groupName"]) ?? "default";
}

function checkSchedule({ inputs }: Draft, cloud: Cloud): void {
  const name = groupOf(inputs);
  if (name !== "default" && !cloud.get(groupType, name)) {
    throw new AwsError("ResourceNotFoundException", `Schedule group ${name} does not exist.`);
  }
  const [window] = blocks(inputs["flexibleTimeWindow"]);
  // https://docs.aws.amazon.com/scheduler/latest/APIReference/API_FlexibleTimeWindow.html
  if ((window?.["mode"] === "FLEXIBLE") !== (window?.["maximumWindowInMinutes"] !== undefined)) {
    invalid("MaximumWindowInMinutes must be given with mode FLEXIBLE, and with no other.");
  }
  for (const target of blocks(inputs["target"])) {
    checkRole(target["roleArn"], cloud.arn("scheduler", `schedule-group/${name}`), cloud);
    for (const { arn } of blocks(target["deadLetterConfig"])) {
      const queue = queueByArn(cloud, arn);
      // https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html
      if (queue?.attributes["fifoQueue"] === true) invalid("A dead-letter queue is no FIFO queue.");
    }
    for (const parameters of blocks(target["ecsParameters"])) {
      checkRunTask(parameters, cloud);
      const [network] = blocks(parameters["networkConfiguration"]);
      // https://docs.aws.amazon.com/scheduler/latest/APIReference/API_AwsVpcConfiguration.html
      if (network?.["assignPublicIp"] === true && parameters["launchType"] !== "FARGATE") {
        invalid("AssignPublicIp may be ENABLED only for the launch type FARGATE.");
      }
    }
  }
}

/** AWS tries to assume the role when the schedule is made, on behalf of its group. */
function checkRole(arn: unknown, groupArn: string, cloud: Cloud): void {
  const role = cloud.all(roleType).find(({ attributes }) => attributes["arn"] === arn);
  const document = JSON.parse(text(role?.attributes["assumeRolePolicy"]) ?? "{}") as Props;
  const isTrusted = blocks(document["Statement"]).some(({ Principal, Condition }) => {
    const [principal] = blocks(Principal);
    const sources = blocks(Condition).flatMap((tests) =>
      Object.values(tests).flatMap((test) => listed(blocks(test)[0]?.["aws:SourceArn"])),
    );
    return (
      listed(principal?.["Service"]).includes("scheduler.amazonaws.com") &&
      sources.every((source) => admits(source, groupArn))
    );
  });
  if (!isTrusted) {
    invalid(
      "The execution role you provide must allow AWS EventBridge Scheduler to assume the role.",
    );
  }
}

/** One value may stand for a list of one. */
function listed(value: unknown): string[] {
  return [text(value) ?? texts(value)].flat();
}

function invalid(message: string): never {
  throw new AwsError("ValidationException", message);
}
