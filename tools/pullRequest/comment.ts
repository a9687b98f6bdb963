import { holders } from "../../policy/rules/data/dataStores";
import { changes, type EventLog, type Step, type Violation } from "../../sandbox/events";
import { parseUrn } from "../../sandbox/provider/values";
import { bySubsystem, subsystemOf } from "../../sandbox/terminal/subsystems";
import { drawing } from "./drawing";

/** A comment has 65,536 characters for all stacks together: past these, the job's log has the rest. */
const MOST_CHANGES = 40;
const MOST_VIOLATIONS = 20;
const MOST_TEXT = 500;

/** What the engine does to one resource, in the order that readers care for. */
const operations = {
  replace: "replaced",
  delete: "deleted",
  update: "updated",
  create: "created",
  import: "imported",
} as const;

type Operation = keyof typeof operations;

/** A resource that the run changes. A replacement is one change, whatever steps the engine makes of it. */
interface Change extends Step {
  readonly op: Operation;
}

/**
 * What a run of the engine would do to a stack, and what the policies say of it, for a pull request: what holds data
 * and would be lost comes first.
 */
export function section(stack: string, log: EventLog): string {
  const changed = changesOf(log);
  const lost = changed.filter(losesData);
  const parts = [
    `### ${stack}: ${headline(log, changed)}`,
    ...(lost.length > 0 ? [warning(lost)] : []),
    ...problems(log),
    ...(changed.length > 0 ? [drawn(stack, changed), table(changed), details(changed)] : []),
    policies(log.violations),
  ];
  return `${parts.join("\n\n")}\n`;
}

function drawn(stack: string, changed: readonly Change[]): string {
  const boxes = changed.map((each) => ({
    urn: each.urn,
    name: each.name,
    done: operations[each.op],
    loses: losesData(each),
  }));
  return drawing(stack, boxes, Object.values(operations));
}

/** Whether the run would change, or has found changed, any resource. */
export function hasChanges(log: EventLog): boolean {
  return changesOf(log).length > 0;
}

/** Components, providers and the stack itself are nothing in AWS: what is in them is. */
const containers = /^(pulumi|landbridge|awsx):/;

function changesOf({ steps }: EventLog): Change[] {
  return steps
    .filter((step) => changes(step) && !containers.test(step.type))
    .filter((step): step is Change => step.op in operations);
}

/** A run that came to its end says what it counted, if only what stays. */
function ended({ changes: counted }: EventLog): boolean {
  return Object.keys(counted).length > 0;
}

function losesData({ op, type }: Change): boolean {
  return (op === "replace" || op === "delete") && (holders as readonly string[]).includes(type);
}

function headline(log: EventLog, changed: readonly Change[]): string {
  const counts = changed.length === 0 ? "no changes" : count(changed);
  return ended(log) ? counts : `failed before its end (${counts} until then)`;
}

/** `1 replaced, 3 created`. */
function count(changed: readonly Change[]): string {
  return Object.entries(operations)
    .map(([op, done]) => [changed.filter((each) => each.op === op).length, done] as const)
    .filter(([number]) => number > 0)
    .map(([number, done]) => `${number} ${done}`)
    .join(", ");
}

/** https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#alerts */
function warning(lost: readonly Change[]): string {
  const lines = lost.map((each) => `> - ${line(each)}`);
  return [
    "> [!CAUTION]",
    "> **This holds data, and would lose it:**",
    ...bounded(lines, "> - "),
  ].join("\n");
}

function line({ op, type, name, keys = [] }: Change): string {
  const by = keys.length > 0 ? `: ${keys.map((key) => `\`${key}\``).join(", ")}` : "";
  return `${operations[op]} \`${name}\` (\`${type}\`)${by}`;
}

/** Changes by subsystem, those that lose something in the first columns. */
function table(changed: readonly Change[]): string {
  const columns = Object.keys(operations).filter((op) => changed.some((each) => each.op === op));
  const heads = columns.map((op) => operations[op as Operation]);
  const rows = bySubsystem(changed.map(({ urn }) => urn)).map(([subsystem]) => {
    const own = changed.filter(({ urn }) => subsystemOf(urn) === subsystem);
    return [subsystem, ...columns.map((op) => own.filter((each) => each.op === op).length || "")];
  });
  return [["subsystem", ...heads], ["---", ...heads.map(() => "--:")], ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

function details(changed: readonly Change[]): string {
  const order = Object.keys(operations);
  const sorted = [...changed].sort((a, b) => order.indexOf(a.op) - order.indexOf(b.op));
  const lines = bounded(
    sorted.map((each) => `- ${line(each)}`),
    "- ",
  );
  const summary = `<details><summary>${changed.length} changes, one by one</summary>`;
  return [summary, "", ...lines, "", "</details>"].join("\n");
}

function problems({ diagnostics }: EventLog): string[] {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  return errors.length === 0
    ? []
    : [["**Errors**", ...errors.map(({ message }) => quoted(message))].join("\n")];
}

function policies(violations: readonly Violation[]): string {
  if (violations.length === 0) return "**Policies**: no violations";
  const rejected = violations.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
  const advice = violations.filter(({ enforcementLevel }) => enforcementLevel !== "mandatory");
  const said = [...rejected, ...advice].map(
    ({ policy, enforcementLevel, urn, message }) =>
      `- ${enforcementLevel} \`${policy}\`${urn === "" ? "" : ` on \`${nameOf(urn)}\``}\n${quoted(message)}`,
  );
  const title = `**Policies**: ${rejected.length} mandatory, ${advice.length} of advice`;
  return [title, "", ...bounded(said, "- ", MOST_VIOLATIONS)].join("\n");
}

function nameOf(urn: string): string {
  return parseUrn(urn).name;
}

/** Text as it is, with nothing in it that a page would show as anything else. */
function quoted(message: string): string {
  const text = message.trim().replaceAll("`", "'");
  const short = text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)} ...` : text;
  return ["```text", short, "```"].map((each) => each.replace(/^/gm, "  ")).join("\n");
}

function bounded(lines: readonly string[], bullet: string, most = MOST_CHANGES): string[] {
  if (lines.length <= most) return [...lines];
  return [...lines.slice(0, most), `${bullet}and ${lines.length - most} more`];
}
