import * as fs from "node:fs";
import * as path from "node:path";
import type { Props } from "../../provider/store";
import { show, unknown } from "../../provider/values";
import type { Constraints, Facts, TypeFacts } from "./facts";

type Problem = (property: string, reason: string) => void;

let constraints: Constraints | undefined;
const patterns = new Map<string, RegExp>();

/** What the models say of a type; undefined for one that the platform does not use. */
export function factsOf(type: string): TypeFacts | undefined {
  const file = path.join(__dirname, "constraints.json");
  constraints ??= JSON.parse(fs.readFileSync(file, "utf8")) as Constraints;
  return constraints.types[type];
}

/**
 * Reports every known value that AWS's published models don't allow, by the words with which AWS's
 * APIs answer. Unknown values pass: the engine asks again when it knows them, before it creates
 * anything.
 */
export function checkByModels(type: string, inputs: Props, problem: Problem): void {
  const facts = factsOf(type);
  if (!facts) return;
  const check = new Check(facts, problem);
  for (const [name, value] of Object.entries(inputs)) {
    // The provider sends all tags, the default ones included.
    if (name === "tags" && "tagsAll" in inputs) continue;
    check.value(value, name === "tagsAll" ? "tags" : name, name);
  }
}

class Check {
  constructor(
    private readonly type: TypeFacts,
    private readonly problem: Problem,
  ) {}

  /** Checks a value by the facts of its path; `place` is where it is in the program's arguments. */
  value(value: unknown, path: string, place: string): void {
    if (value === unknown || value === undefined || value === null || value === "") return;
    const facts = this.type.properties[path] ?? {};
    if (Array.isArray(value)) {
      this.count(value.length, facts, place);
      value.forEach((member, index) => {
        this.value(member, path, `${place}[${index}]`);
      });
    } else if (typeof value === "object") {
      this.object(value as Props, facts, path, place);
    } else if (facts.json && typeof value === "string") {
      this.value(parsed(value), path, place);
    } else {
      this.scalar(value, facts, place);
    }
  }

  private object(value: Props, facts: Facts, path: string, place: string): void {
    if (facts.keys || facts.values) {
      this.map(value, facts, place);
      return;
    }
    for (const [name, inner] of Object.entries(value)) {
      this.value(inner, `${path}.${name}`, `${place}.${name}`);
    }
  }

  private map(value: Props, { keys = {}, values = {}, ...facts }: Facts, place: string): void {
    const entries = Object.entries(value);
    this.count(entries.length, facts, place);
    for (const [name, inner] of entries) {
      this.scalar(name, keys, `${place}.${name}`);
      if (typeof inner === "string") this.scalar(inner, values, `${place}.${name}`);
    }
  }

  private scalar(value: unknown, facts: Facts, place: string): void {
    const broken = value === unknown ? undefined : brokenConstraint(value, facts);
    if (broken) this.report(place, value, broken);
  }

  private count(length: number, { minItems = 0, maxItems = Infinity }: Facts, place: string): void {
    // The provider leaves out what is empty.
    if (length > 0 && length < minItems) {
      this.report(place, length, `have length greater than or equal to ${minItems}`);
    } else if (length > maxItems) {
      this.report(place, length, `have length less than or equal to ${maxItems}`);
    }
  }

  private report(place: string, value: unknown, constraint: string): void {
    const shown = /password|secret|authkey|presharedkey/i.test(place) ? "***" : show(value);
    const [property = place] = place.split(/[.[]/);
    this.problem(
      property,
      `ValidationException: 1 validation error detected: Value '${shown}' at '${place}' failed to ` +
        `satisfy constraint: Member must ${constraint} (${this.type.models.join(", ")})`,
    );
  }
}

/** What a value has to be and is not, as AWS puts it; undefined for one that is allowed. */
function brokenConstraint(value: unknown, facts: Facts): string | undefined {
  // The provider turns a switch into whatever AWS calls it.
  if (typeof value === "boolean") return undefined;
  const text = String(value);
  const set = facts.enum ?? facts.enumAnyCase;
  if (set && !isOneOf(text, facts)) return `satisfy enum value set: [${set.join(", ")}]`;
  if (facts.pattern !== undefined && !patternOf(facts.pattern).test(text)) {
    return `satisfy regular expression pattern: ${facts.pattern}`;
  }
  return typeof value === "string" && !isRange(facts)
    ? outside(Array.from(text).length, "length", facts.minLength, facts.maxLength)
    : outside(Number(value), "value", facts.minimum, facts.maximum);
}

/** Pulumi has some numbers as text, such as an ASN. */
function isRange({ minimum, maximum }: Facts): boolean {
  return minimum !== undefined || maximum !== undefined;
}

function outside(
  size: number,
  what: "length" | "value",
  least = -Infinity,
  most = Infinity,
): string | undefined {
  if (size < least) return `have ${what} greater than or equal to ${least}`;
  return size > most ? `have ${what} less than or equal to ${most}` : undefined;
}

function isOneOf(text: string, { enum: values, enumAnyCase }: Facts): boolean {
  if (values) return values.includes(text);
  return enumAnyCase?.some((value) => value.toLowerCase() === text.toLowerCase()) ?? true;
}

/** AWS writes patterns for Java: most are Unicode's as well, some escape more than that allows. */
function patternOf(source: string): RegExp {
  const pattern = patterns.get(source) ?? compiled(source);
  patterns.set(source, pattern);
  return pattern;
}

function compiled(source: string): RegExp {
  try {
    return new RegExp(source, "u");
  } catch {
    return new RegExp(source);
  }
}

function parsed(document: string): unknown {
  try {
    return JSON.parse(document);
  } catch {
    return undefined;
  }
}
