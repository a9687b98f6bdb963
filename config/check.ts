import { z } from "zod";
import type { Problem } from "./errors";
import { isAbsent, phrase, show, typeName } from "./phrases";
import { suggest } from "./suggest";

/** A configuration is read once in a run: compiling its validators would cost more than it saves. */
const ONCE = { jitless: true };

/** Every problem that a schema finds in a value, in our own words. */
export function findProblems(schema: z.ZodType, value: unknown): Problem[] {
  const result = schema.safeParse(value, { error: phrase, reportInput: true, ...ONCE });
  return result.success
    ? []
    : withoutEchoes(result.error.issues.flatMap((i) => explain(i, schema)));
}

/**
 * The parts of a value that parse, defaults included, so that rules across keys still run on them when
 * something else is wrong. What does not parse is undefined.
 */
export function salvage(schema: z.core.$ZodType, value: unknown): unknown {
  const whole = z.safeParse(schema, value, ONCE);
  if (whole.success) {
    return whole.data;
  }
  const inner = unwrap(schema);
  if (inner instanceof z.ZodObject && isObject(value)) {
    const parts = Object.entries(shapeOf(inner)).map(([key, part]) => [
      key,
      salvage(part, value[key]),
    ]);
    return Object.fromEntries(parts) as unknown;
  }
  if (inner instanceof z.ZodArray && Array.isArray(value)) {
    return value.map((item: unknown) => salvage(inner.element, item));
  }
  if (inner instanceof z.ZodRecord && isObject(value)) {
    const parts = Object.entries(value).map(([key, part]) => [key, salvage(inner.valueType, part)]);
    return Object.fromEntries(parts) as unknown;
  }
  return undefined;
}

/** The schema inside `.optional()`, `.default()` and the like. */
function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
    ? unwrap(schema.unwrap())
    : schema;
}

/** The type of a top-level key in Pulumi.yaml: Pulumi hands over strings as they are, the others as JSON. */
export function pulumiType(schema: z.core.$ZodType): "string" | "boolean" | "object" | "array" {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodBoolean) {
    return "boolean";
  }
  if (inner instanceof z.ZodString || inner instanceof z.ZodEnum) {
    return "string";
  }
  return inner instanceof z.ZodArray ? "array" : "object";
}

/** The type of a list's entries in Pulumi.yaml; undefined for what is no list. */
export function pulumiItemType(schema: z.core.$ZodType): string | undefined {
  const inner = unwrap(schema);
  return inner instanceof z.ZodArray ? pulumiType(inner.element) : undefined;
}

function explain(issue: z.core.$ZodIssue, schema: z.core.$ZodType): (Problem & Meant)[] {
  const { path } = issue;
  if (issue.code === "unrecognized_keys") {
    const known = [...new Set(knownKeys(schema, path))];
    return issue.keys.map((key) => {
      const nearest = suggest(key, known);
      const hint = nearest === undefined ? "" : `; did you mean ${nearest}?`;
      return {
        path: [...path, key],
        text: `is not a known key${hint} (known keys: ${known.join(", ")})`,
        meant: nearest === undefined ? undefined : [...path, nearest],
      };
    });
  }
  if (issue.code === "invalid_key") {
    return issue.issues.map(({ message }) => ({ path, text: message }));
  }
  if (issue.code === "invalid_union" && !isAbsent(issue.input)) {
    return explainUnion(issue, schema);
  }
  return [{ path, text: issue.message, missing: isAbsent(issue.input) }];
}

/**
 * Of the forms that a value may have, the one it was meant to have speaks: the form whose mistakes lie
 * inside the value. When the value has none of the forms, all of them are reported.
 */
function explainUnion(issue: z.core.$ZodIssueInvalidUnion, schema: z.core.$ZodType): Problem[] {
  const { path } = issue;
  if ("options" in issue && issue.options !== undefined) {
    // A discriminated union: the path leads to the key that discriminates the forms, the input is the whole.
    const given = isObject(issue.input) ? issue.input[String(path.at(-1))] : issue.input;
    const values = issue.options.join(", ");
    return isAbsent(given)
      ? [{ path, text: `is missing; it must be one of ${values}`, missing: true }]
      : [{ path, text: `${show(given)} is not one of ${values}` }];
  }
  const inside = issue.errors.find((branch) => branch.every((found) => found.path.length > 0));
  if (inside !== undefined) {
    return inside.flatMap((found) => explain({ ...found, path: [...path, ...found.path] }, schema));
  }
  const forms = issue.errors.flat().map((found) => {
    if (found.code === "invalid_value") {
      return found.values.join(", ");
    }
    return found.code === "invalid_type" ? typeName(found.expected) : found.message;
  });
  return [{ path, text: `${show(issue.input)} is not one of ${forms.join(", or ")}` }];
}

/** Where a misspelt key was meant to be. */
interface Meant {
  readonly meant?: readonly PropertyKey[] | undefined;
}

/** A misspelt key is one mistake: that the right one is missing goes without saying. */
function withoutEchoes(problems: (Problem & Meant)[]): Problem[] {
  const meant = problems.flatMap((problem) => (problem.meant === undefined ? [] : [problem.meant]));
  return problems
    .filter(({ path, missing }) => !(missing && meant.some((prefix) => startsWith(path, prefix))))
    .map(({ path, text, missing }) => ({ path, text, ...(missing ? { missing } : {}) }));
}

function startsWith(path: readonly PropertyKey[], prefix: readonly PropertyKey[]): boolean {
  return prefix.every((step, index) => path[index] === step);
}

function knownKeys(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  const [step, ...rest] = path;
  const inner = unwrap(schema);
  if (inner instanceof z.ZodUnion) {
    return inner.options.flatMap((option: z.core.$ZodType) => knownKeys(option, path));
  }
  if (inner instanceof z.ZodArray && step !== undefined) {
    return knownKeys(inner.element, rest);
  }
  if (inner instanceof z.ZodRecord && step !== undefined) {
    return knownKeys(inner.valueType, rest);
  }
  if (!(inner instanceof z.ZodObject)) {
    return [];
  }
  const shape = shapeOf(inner);
  const next = step === undefined ? undefined : shape[String(step)];
  return next === undefined ? Object.keys(shape) : knownKeys(next, rest);
}

function shapeOf(schema: z.ZodObject): Record<string, z.core.$ZodType> {
  return schema.shape;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
