import type { Task } from "@aws-sdk/client-ecs";
import { UserError } from "../../components/userError";
import { RunFailed } from "../commandLine";
import type { SIDES } from "./stackServices";

/** A side, as people call it. */
export type Side = (typeof SIDES)[keyof typeof SIDES];

/** What is asked for, and what there is. */
export interface ExecQuery {
  readonly region: string;
  readonly clusterName: string;
  readonly service: string;
  /** Its tasks on both sides, of each the newest first. */
  readonly tasks: readonly { readonly side: Side; readonly task: Task }[];
  readonly side?: Side;
  /** The beginning of a task's ID. */
  readonly task?: string;
  readonly container?: string;
  readonly command: string;
}

/**
 * The AWS CLI's command that opens a session: the protocol behind it is a program of AWS's own, the Session Manager plugin.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
 *
 * @throws where there is no such task, or none that lets anybody in.
 */
export function execCommand(query: ExecQuery): string[] {
  const { region, clusterName, service, side, container = service, command } = query;
  const found = query.tasks.find(
    (each) =>
      (side === undefined || each.side === side) &&
      each.task.lastStatus === "RUNNING" &&
      (query.task === undefined || idOf(each.task).startsWith(query.task)),
  );
  if (found === undefined) {
    const which = `${side === undefined ? "" : ` on side ${side}`}${query.task === undefined ? "" : ` whose ID begins with ${query.task}`}`;
    throw new RunFailed(
      `service ${service} has no running task${which}: npm run status shows which it has`,
    );
  }
  if (found.task.enableExecuteCommand !== true) {
    throw new RunFailed(
      `task ${idOf(found.task)} lets nobody in: give service ${service} executeCommand: true, and update the stack`,
    );
  }
  const names = (found.task.containers ?? []).flatMap(({ name }) => name ?? []);
  if (!names.includes(container)) {
    throw new UserError(`"${container}" is not a container of the task (${names.join(", ")})`);
  }
  return [
    ...words("aws ecs execute-command --region", region, "--cluster", clusterName),
    ...words("--task", idOf(found.task), "--container", container, "--interactive --command"),
    command,
  ];
}

function idOf({ taskArn = "" }: Task): string {
  return taskArn.split("/").at(-1) ?? "";
}

function words(...texts: readonly string[]): string[] {
  return texts.flatMap((text) => text.split(" "));
}
