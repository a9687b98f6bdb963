import Table from "cli-table3";
import { createColors } from "picocolors";
import type { RunResult, Step } from "../engine";
import { parseUrn } from "../provider/values";
import { bySubsystem, subsystemOf } from "./subsystems";

/** How a summary is shown. */
export interface Look {
  readonly stack: string;
  readonly colours: boolean;
  /** Commands to go on with, and what each does. @default those of the platform */
  readonly next?: readonly (readonly [command: string, what: string])[];
}

type Paint = ReturnType<typeof createColors>;

/** One screen about an update that succeeded, and whose second preview found nothing to change. */
export function summary(up: RunResult, seconds: number, look: Look): string {
  const { stack, colours } = look;
  const paint = createColors(colours);
  return [
    paint.bold(`stand-in for AWS: stack ${stack} is up, ${up.resources} resources in ${seconds} s`),
    "",
    table(up.steps, paint),
    "",
    ...block("Second preview", ["finds nothing to change"], paint),
    ...block("Policies", [policies(up)], paint),
    ...block("Advice", advice(up), paint),
    ...block("Notes", notes(up), paint),
    ...block("URLs", urls(up), paint),
    "",
    paint.bold("Next"),
    ...next(look, paint),
  ].join("\n");
}

function next({ stack, next: commands = ofPlatform(stack) }: Look, paint: Paint): string[] {
  const width = Math.max(...commands.map(([command]) => command.length));
  return commands.map(([command, what]) => `  ${command.padEnd(width)}  ${paint.dim(what)}`);
}

function ofPlatform(stack: string) {
  return [
    [`npm run sandbox -- outputs ${stack}`, "all that the stack exports"],
    [`npm run sandbox -- preview ${stack}`, `after a change of Pulumi.${stack}.yaml`],
    [
      `npm run sandbox -- tamper ${stack} keys-logs-key enableKeyRotation=false`,
      "change it by hand",
    ],
    [`npm run sandbox -- refresh ${stack}`, "... and Pulumi finds it"],
  ] as const;
}

/** Resources by subsystem, and what the run did to them. */
function table(steps: readonly Step[], paint: Paint): string {
  const lines = new Table({
    head: ["subsystem", "resources", "what was done"],
    style: { head: [], border: [], compact: true },
    colAligns: ["left", "right", "left"],
  });
  for (const [subsystem, count] of bySubsystem(steps.map(({ urn }) => urn))) {
    const own = steps.filter(({ urn }) => subsystemOf(urn) === subsystem);
    lines.push([subsystem, count, operations(own, paint)]);
  }
  return lines.toString();
}

/** `12 created, 3 updated`. */
function operations(steps: readonly Step[], paint: Paint): string {
  const counts = new Map<string, number>();
  for (const { op } of steps) counts.set(op, (counts.get(op) ?? 0) + 1);
  return [...counts]
    .map(([op, count]) =>
      op === "same" ? paint.dim(`${count} unchanged`) : `${count} ${done(op)}`,
    )
    .join(", ");
}

/** `create` is `created`, `read` stays. */
function done(op: string): string {
  return /^(create|update|delete|replace)$/.test(op) ? `${op}d` : op;
}

const TITLE = "Second preview".length + 2;

/** Lines beside a title, which stands in the first of them. */
function block(title: string, lines: readonly string[], paint: Paint): string[] {
  return lines.map((text, index) =>
    index === 0 ? paint.bold(title.padEnd(TITLE)) + text : " ".repeat(TITLE) + text,
  );
}

function policies({ policies, violations }: RunResult): string {
  const mandatory = violations.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
  const advice = violations.length - mandatory.length;
  const advised = advice > 0 ? `, ${advice} of advice` : "";
  return `${policies.length} checked, ${mandatory.length} violations${advised}`;
}

function advice({ violations }: RunResult): string[] {
  return violations
    .filter(({ enforcementLevel }) => enforcementLevel !== "mandatory")
    .map(({ policy, urn }) => `${policy}: ${nameOf(urn)}`);
}

/** What the program says of the stack: what it does without, for example. */
function notes({ diagnostics }: RunResult): string[] {
  return diagnostics
    .filter(({ severity }) => severity === "warning" || severity === "info")
    .flatMap(({ message }) => message.trim().split("\n"));
}

function urls({ outputs = {} }: RunResult): string[] {
  const found = outputs["urls"];
  return typeof found === "object" && found !== null ? Object.values(found).map(String) : [];
}

/** What stopped a run: each error and each violation once, with the resource that it is about. */
export function failure(result: RunResult, { colours }: Look): string {
  const paint = createColors(colours);
  const errors = result.diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ urn, message }) => `${paint.red("error")} ${nameOf(urn)}\n${indented(message)}`);
  const rejected = result.violations
    .filter(({ enforcementLevel }) => enforcementLevel === "mandatory")
    .map(({ policy, urn, message }) => `${paint.red(policy)} ${nameOf(urn)}\n${indented(message)}`);
  return [...errors, ...rejected].join("\n");
}

function nameOf(urn = ""): string {
  return parseUrn(urn).name;
}

function indented(text: string): string {
  return text.trim().replace(/^/gm, "  ");
}
