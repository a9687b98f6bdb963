import { AwsError, type Cloud, type Draft } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import type { Props } from "../../provider/store";
import { blocks, show, text, texts } from "../../provider/values";
import { json, oneOf, plan } from "../shared/planChecks";

const machineType = "aws:sfn/stateMachine:StateMachine";
const roleType = "aws:iam/role:Role";

/** State machines of Step Functions. */
export const stateMachines: Service = {
  [machineType]: {
    id: ({ inputs }, cloud) => cloud.arn("states", `stateMachine:${show(inputs["name"])}`),
    service: "states",
    arnResource: ({ inputs }) => `stateMachine:${show(inputs["name"])}`,
    nameLength: 80,
    defaults: { type: "STANDARD", publish: false },
    immutable: ["name", "type"],
    plan: plan(json("definition"), oneOf("type", ["STANDARD", "EXPRESS"])),
    rules: checkMachine,
    outputs: () => ({ status: "ACTIVE" }),
  },
};

function checkMachine({ inputs }: Draft, cloud: Cloud): void {
  const role = cloud
    .all(roleType)
    .find(({ attributes }) => attributes["arn"] === inputs["roleArn"]);
  const trust = JSON.parse(text(role?.attributes["assumeRolePolicy"]) ?? "{}") as Props;
  const trusted = blocks(trust["Statement"]).flatMap(({ Principal }) =>
    blocks(Principal).flatMap(({ Service: service }) => [text(service) ?? texts(service)].flat()),
  );
  // https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html
  if (!trusted.includes("states.amazonaws.com")) {
    throw new AwsError(
      "AccessDeniedException",
      `Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.`,
    );
  }
  checkStates(JSON.parse(text(inputs["definition"]) ?? "{}") as Props);
}

/** Of https://states-language.net/spec.html: where states begin, and where they lead. */
function checkStates({ StartAt, States }: Props): void {
  const states = (States ?? {}) as Readonly<Record<string, Props>>;
  const next = Object.values(states).flatMap(({ Next, Default, Choices }) => [
    Next,
    Default,
    ...blocks(Choices).map((choice) => choice["Next"]),
  ]);
  const missing = [StartAt, ...next].filter(
    (name) => name !== undefined && !(show(name) in states),
  );
  if (StartAt === undefined || missing.length > 0) {
    throw new AwsError(
      "InvalidDefinition",
      `Invalid State Machine Definition: MISSING_TRANSITION_TARGET: Missing 'Next' target: ${missing.map(show).join(", ") || "StartAt"}`,
    );
  }
}
