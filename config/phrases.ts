import { z } from "zod";

type Issue = z.core.$ZodRawIssue;

/**
 * The message for each kind of mistake, instead of zod's own. A schema with something better
 * to say gives its own message; both say the value, what is wrong with it and what is allowed.
 */
export function phrase(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return isAbsent(issue.input) ? missing(issue) : wrongType(issue.input, issue.expected);
    case "invalid_value":
      return isAbsent(issue.input)
        ? `${absence(issue)}; it must be one of ${issue.values.join(", ")}`
        : `${show(issue.input)} is not one of ${issue.values.join(", ")}`;
    case "too_small":
      return tooFew(issue.input, Number(issue.minimum), issue.inclusive !== false);
    case "too_big":
      return tooMany(issue.input, Number(issue.maximum), issue.inclusive !== false);
    case "not_multiple_of":
      return `${show(issue.input)} is not a multiple of ${issue.divisor}`;
    case "invalid_format":
      return `${show(issue.input)} does not match ${issue.pattern ?? issue.format}`;
    default:
      return isAbsent(issue.input) ? missing(issue) : `${show(issue.input)} is not allowed here`;
  }
}

/** A value as people wrote it, cut when it is long. */
export function show(value: unknown): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** Whether there is no value: the key is left out, or YAML has nothing after it. */
export function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

/** The name of a type as Pulumi.yaml has it, with its article. */
export function typeName(type: string): string {
  const name = type === "record" ? "object" : type === "int" ? "integer" : type;
  return /^[aeiou]/.test(name) ? `an ${name}` : `a ${name}`;
}

function missing(issue: Issue): string {
  const meta = issue.inst instanceof z.ZodType ? issue.inst.meta() : undefined;
  const example = Array.isArray(meta?.["examples"]) ? `, such as ${show(meta["examples"][0])}` : "";
  const expected = issue.code === "invalid_type" ? issue.expected : "value";
  return `${absence(issue)}; it must be ${typeName(expected)}${example}`;
}

function absence(issue: Issue): string {
  return issue.input === null ? "is empty" : "is missing";
}

function wrongType(value: unknown, expected: string): string {
  const given = Array.isArray(value) ? "array" : typeof value;
  if (given === "number" && expected === "int") {
    return `${show(value)} is not a whole number`;
  }
  const hint = expected === "string" && typeof value !== "object" ? "; put it in quotes" : "";
  return `${show(value)} is ${typeName(given)}, not ${typeName(expected)}${hint}`;
}

function tooFew(value: unknown, minimum: number, inclusive: boolean): string {
  const least = inclusive ? `${minimum} at least` : `more than ${minimum}`;
  return typeof value === "number"
    ? `${value} is too small; it must be ${least}`
    : `${show(value)} has ${size(value)}; it must have ${least}`;
}

function tooMany(value: unknown, maximum: number, inclusive: boolean): string {
  const most = inclusive ? `${maximum} at most` : `less than ${maximum}`;
  return typeof value === "number"
    ? `${value} is too large; it must be ${most}`
    : `${show(value)} has ${size(value)}; it must have ${most}`;
}

function size(value: unknown): string {
  if (Array.isArray(value)) {
    return value.length === 1 ? "1 entry" : `${value.length} entries`;
  }
  const length = String(value).length;
  return length === 1 ? "1 character" : `${length} characters`;
}
