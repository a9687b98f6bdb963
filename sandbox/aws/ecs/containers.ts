import { AwsError } from "../../provider/cloud";
import type { Props } from "../../provider/store";
import { blocks, isUnset, text, texts } from "../../provider/values";

/** A task definition, as far as its containers have to agree with it. */
interface Task {
  readonly networkMode: string;
  readonly inputs: Props;
}

/** Containers of a task definition. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html */
const MOST_CONTAINERS = 10;

/**
 * What ECS asks of a task's containers together.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html
 */
export function checkTogether(containers: readonly Props[], task: Task): void {
  const names = containers.map(({ name }) => text(name) ?? "");
  if (new Set(names).size < names.length) {
    reject("Container names must be unique within a task definition.");
  }
  if (containers.length > MOST_CONTAINERS) {
    reject(`A task definition has ${MOST_CONTAINERS} containers at most.`);
  }
  if (!containers.some(({ essential }) => essential !== false)) {
    reject("A task definition must have at least one essential container.");
  }
  checkMemory(containers, task.inputs);
  const volumes = blocks(task.inputs["volumes"]).map(({ name }) => text(name));
  for (const container of containers) {
    checkDependencies(container, containers);
    checkLinks(container, names, task);
    checkHealth(container);
    for (const { sourceVolume } of blocks(container["mountPoints"])) {
      if (!volumes.includes(text(sourceVolume)))
        reject(`Unknown volume '${String(sourceVolume)}'.`);
    }
  }
  const circle = names.find((name) => reaches(name, name, containers));
  if (circle !== undefined) reject(`The dependencies of container '${circle}' are a circle.`);
}

/** What containers reserve for themselves must fit into what the task has. */
function checkMemory(containers: readonly Props[], { memory }: Props): void {
  const sum = containers.reduce((total, each) => total + Number(each["memory"] ?? 0), 0);
  if (!isUnset(memory) && sum > Number(memory)) {
    reject(
      `The memory of the containers (${sum} MiB) is more than the memory of the task (${Number(memory)} MiB).`,
    );
  }
}

function checkDependencies(container: Props, containers: readonly Props[]): void {
  for (const { containerName, condition } of blocks(container["dependsOn"])) {
    const other = containers.find(({ name }) => name === containerName);
    const called = `'${String(containerName)}'`;
    if (other === undefined) {
      reject(
        `Container '${String(container["name"])}' depends on ${called}, which does not exist.`,
      );
    }
    if ((condition === "COMPLETE" || condition === "SUCCESS") && other["essential"] !== false) {
      reject(`The condition ${condition} can't be set on the essential container ${called}.`);
    }
    if (condition === "HEALTHY" && blocks(other["healthCheck"]).length === 0) {
      reject(`The condition HEALTHY needs a health check of container ${called}.`);
    }
  }
}

/** Links are of the bridge network only, and need the other container to be there first, as dependencies do. */
function checkLinks(container: Props, names: readonly string[], { networkMode }: Task): void {
  const links = texts(container["links"]).map(linked);
  if (links.length > 0 && networkMode !== "bridge") {
    reject(`Links are not supported when networkMode=${networkMode}.`);
  }
  const unknown = links.find((link) => !names.includes(link));
  if (unknown !== undefined) reject(`Linked container '${unknown}' does not exist.`);
}

function checkHealth({ name, healthCheck }: Props): void {
  for (const { command } of blocks(healthCheck)) {
    if (!["CMD", "CMD-SHELL"].includes(texts(command)[0] ?? "")) {
      reject(`The health check of container '${String(name)}' must begin with CMD or CMD-SHELL.`);
    }
  }
}

/** Whether one container waits for another, directly or by others. */
function reaches(from: string, to: string, containers: readonly Props[], depth = 0): boolean {
  const container = containers.find(({ name }) => name === from);
  if (container === undefined || depth > MOST_CONTAINERS) return false;
  const next = [
    ...blocks(container["dependsOn"]).map(({ containerName }) => text(containerName) ?? ""),
    ...texts(container["links"]).map(linked),
  ];
  return next.some((each) => each === to || reaches(each, to, containers, depth + 1));
}

/** `name:alias` */
function linked(link: string): string {
  return link.split(":")[0] ?? "";
}

function reject(message: string): never {
  throw new AwsError("ClientException", message);
}
