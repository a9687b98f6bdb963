import { AwsError, type Cloud, type Draft } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import { blocks, isUnset, show, text, texts } from "../../provider/values";
import type { Props } from "../../provider/store";
import { json, matches, oneOf, plan } from "../shared/planChecks";
import { checkTogether } from "./containers";

export const taskDefinitionType = "aws:ecs/taskDefinition:TaskDefinition";

const everything = [
  "containerDefinitions",
  "cpu",
  "executionRoleArn",
  "family",
  "ipcMode",
  "memory",
  "networkMode",
  "pidMode",
  "placementConstraints",
  "requiresCompatibilities",
  "runtimePlatform",
  "taskRoleArn",
  "volumes",
];

export const taskDefinitions: Service = {
  [taskDefinitionType]: {
    // Pulumi knows a task definition by its family; each revision is a resource of its own.
    id: ({ inputs, seed }) => `${String(inputs["family"])}#${seed}`,
    arnResource: ({ inputs }) => `task-definition/${String(inputs["family"])}`,
    defaults: { skipDestroy: false, trackLatest: false },
    immutable: everything,
    plan: plan(
      json("containerDefinitions"),
      matches("family", /^[a-zA-Z0-9_-]{1,255}$/, "1 to 255 of a-zA-Z0-9_-"),
      oneOf("networkMode", ["awsvpc", "bridge", "host", "none"]),
    ),
    rules: (draft) => {
      taskRules(draft);
    },
    outputs: (draft, cloud) => {
      const revision = revisionOf(draft, cloud);
      const family = `task-definition/${String(draft.inputs["family"])}`;
      return {
        arn: cloud.arn("ecs", `${family}:${revision}`),
        arnWithoutRevision: cloud.arn("ecs", family),
        revision,
        enableFaultInjection: false,
      };
    },
  },
};

/** The containers of a task definition. */
export function containersOf(attributes: Props): Props[] {
  const parsed: unknown = JSON.parse(text(attributes["containerDefinitions"]) ?? "[]");
  return blocks(parsed);
}

function revisionOf({ inputs, previous }: Draft, cloud: Cloud): number {
  const before = previous?.attributes["revision"];
  if (typeof before === "number") return before;
  const revisions = cloud
    .where(taskDefinitionType, "family", inputs["family"])
    .map(({ attributes }) => Number(attributes["revision"]));
  return Math.max(0, ...revisions) + 1;
}

function taskRules({ inputs }: Draft): void {
  const networkMode = text(inputs["networkMode"]) ?? "bridge";
  const external = texts(inputs["requiresCompatibilities"]).includes("EXTERNAL");
  if (external && networkMode === "awsvpc") {
    reject("Tasks using the external launch type don't support the awsvpc network mode.");
  }
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere.html, Considerations
  if (
    external &&
    blocks(inputs["volumes"]).some((each) => !isUnset(each["efsVolumeConfiguration"]))
  ) {
    reject("Tasks using the external launch type don't support EFS volumes.");
  }
  const containers = containersOf(inputs);
  if (containers.length === 0) reject("Task definition does not have any containers.");
  for (const container of containers) {
    checkContainer(container, { networkMode, external, inputs });
  }
  checkTogether(containers, { networkMode, inputs });
}

interface Task {
  readonly networkMode: string;
  readonly external: boolean;
  readonly inputs: Props;
}

function checkContainer(container: Props, { networkMode, external, inputs }: Task): void {
  const name = text(container["name"]) ?? "";
  if (!text(container["image"])) reject(`Container.image should not be null or empty: '${name}'.`);
  if (
    isUnset(inputs["memory"]) &&
    isUnset(container["memory"]) &&
    isUnset(container["memoryReservation"])
  ) {
    reject(
      `Invalid setting for container '${name}'. At least one of 'memory' or 'memoryReservation' must be specified.`,
    );
  }
  for (const { containerPort, hostPort } of blocks(container["portMappings"])) {
    if (networkMode === "awsvpc" && !isUnset(hostPort) && hostPort !== containerPort) {
      reject(
        "When networkMode=awsvpc, the host ports and container ports in port mappings must match.",
      );
    }
  }
  const files = blocks(container["environmentFiles"]);
  // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EnvironmentFile.html
  const bad = files.find(({ type, value }) => type !== "s3" || !show(value).endsWith(".env"));
  if (bad !== undefined || files.length > 10) {
    reject(
      `Container '${name}' takes ten environment files of type s3 at most, whose names end in .env.`,
    );
  }
  const needsRole =
    blocks(container["secrets"]).length + files.length > 0 || (external && usesLogs(container));
  if (needsRole && isUnset(inputs["executionRoleArn"])) {
    reject(
      `When you are specifying container secrets or logs for '${name}', you must also specify a value for 'executionRoleArn'.`,
    );
  }
  const names = [...blocks(container["environment"]), ...blocks(container["secrets"])].map(
    (each) => each["name"],
  );
  if (new Set(names).size < names.length) {
    reject(
      `The secret name must be unique and not shared with any new or existing environment variables set on the container '${name}'.`,
    );
  }
}

function usesLogs(container: Props): boolean {
  return blocks(container["logConfiguration"]).some(({ logDriver }) => logDriver === "awslogs");
}

function reject(message: string): never {
  throw new AwsError("ClientException", message);
}
