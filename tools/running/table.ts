import Table from "cli-table3";
import { createColors } from "picocolors";
import type { SideStatus } from "./status";

/** Both sides of services in one table: a line each. */
export function statusTable(sides: readonly SideStatus[], colours: boolean): string {
  const { green, yellow, red } = createColors(colours);
  const painted = (text: string, have: number, wanted: number) =>
    (have >= wanted ? green : have === 0 ? red : yellow)(text);
  return drawn(
    ["service", "side", "tasks", "healthy targets", "deployment", "image", "last event"],
    sides.map(
      ({ service, side, running, pending, desired, deployment, tasks, targets, events }) => [
        service,
        side,
        `${painted(`${running}/${desired}`, running, desired)}${pending > 0 ? ` (${pending} start)` : ""}`,
        // Servers without a task are never healthy: as many as there are tasks are enough.
        targets === undefined
          ? "none"
          : painted(`${healthy(targets)}/${targets.length}`, healthy(targets), desired),
        `${deployment.state}${deployment.since === undefined ? "" : `\n${minutes(deployment.since)}`}`,
        [...new Set(tasks.map(imageOf))].join("\n") || "no task",
        wrapped(events[0]?.message ?? "none"),
      ],
    ),
  );
}

/** Each task, target and event of one service. */
export function detailTables(sides: readonly SideStatus[]): string {
  const tasks = sides.flatMap(({ side, tasks: all }) =>
    all.map((task) => [
      side,
      task.id,
      task.status,
      task.health,
      task.startedAt === undefined ? "" : minutes(task.startedAt),
      imageOf(task),
    ]),
  );
  const targets = sides.flatMap(({ side, targets: all = [] }) =>
    all.map(({ address, port, state, reason = "" }) => [
      side,
      `${address}:${port}`,
      state,
      wrapped(reason),
    ]),
  );
  const events = sides.flatMap(({ side, events: all }) =>
    all.map(({ at = "", message }) => [side, minutes(at), wrapped(message)]),
  );
  return [
    drawn(["side", "task", "status", "health", "started", "image"], tasks),
    ...(targets.length > 0 ? [drawn(["side", "target", "state", "why"], targets)] : []),
    drawn(["side", "at", "event"], events),
  ].join("\n");
}

function drawn(head: string[], rows: readonly string[][]): string {
  const table = new Table({ head, style: { head: [], border: [], compact: true } });
  table.push(...rows);
  return table.toString();
}

function healthy(targets: NonNullable<SideStatus["targets"]>): number {
  return targets.filter(({ state }) => state === "healthy").length;
}

/** An image without its registry, and the beginning of its digest. */
function imageOf({ image, digest }: SideStatus["tasks"][number]): string {
  const short = digest === undefined ? "" : ` ${digest.slice(0, "sha256:".length + 12)}`;
  return `${image.split("/").slice(-2).join("/")}${short}`;
}

/** `2026-11-27 03:20`, in UTC. */
function minutes(time: string): string {
  return time.slice(0, 16).replace("T", " ");
}

function wrapped(text: string): string {
  return (
    text
      .match(/.{1,48}(?:\s|$)|.{1,48}/g)
      ?.join("\n")
      .trimEnd() ?? ""
  );
}
