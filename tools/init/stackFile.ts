import { configKeys, type JsonSchema } from "../../config/docs/jsonSchema";
import { plain } from "../../config/docs/markdown";
import type { StackFileConfig } from "./stackConfig";

const WIDTH = 100;

/**
 * A stack's file: every key under a comment that says what it is, in the words of docs/CONFIG.md.
 *
 * @param leftOut What the stack does without, as its preview says it.
 */
export function stackFile(config: StackFileConfig, leftOut: string | undefined): string {
  const schemas = Object.fromEntries(configKeys().map(({ key, schema }) => [key, schema]));
  const sections = Object.entries(config).map(([key, value]) =>
    entry(key, value, schemas[key], 2, new Set()).join("\n"),
  );
  return [
    "# yaml-language-server: $schema=docs/config.schema.json",
    "# Made by `npm run init`. What has its default is not here: docs/CONFIG.md has every key.",
    "config:",
    sections.join("\n\n"),
    ...(leftOut === undefined ? [] : ["", ...leftOut.split("\n").map((line) => `# ${line}`)]),
    "",
  ].join("\n");
}

/** A key and its value, under a comment unless the same key of an earlier entry of the list has it. */
function entry(
  key: string,
  value: unknown,
  schema: JsonSchema | undefined,
  indent: number,
  explained: Set<string>,
): string[] {
  const space = " ".repeat(indent);
  const comment = explained.has(key) ? [] : explanation(schema, indent);
  explained.add(key);
  if (isObject(value) && Object.keys(value).length > 0) {
    return [...comment, `${space}${key}:`, ...inside(value, schema, indent + 2, new Set())];
  }
  if (Array.isArray(value) && value.some(isObject)) {
    const seen = new Set<string>();
    const items = (value as Readonly<Record<string, unknown>>[]).flatMap((item) =>
      listed(inside(item, schema?.items, indent + 4, seen), indent + 2),
    );
    return [...comment, `${space}${key}:`, ...items];
  }
  return [...comment, `${space}${key}: ${plain(value)}`];
}

/** The lines of an entry of a list, its dash before the first key. */
function listed(lines: readonly string[], indent: number): string[] {
  const first = lines.findIndex((line) => !line.trimStart().startsWith("#"));
  return lines.map((line, i) => {
    if (i > first) return line;
    return `${" ".repeat(indent)}${i === first ? "- " : ""}${line.trimStart()}`;
  });
}

function inside(
  value: Readonly<Record<string, unknown>>,
  schema: JsonSchema | undefined,
  indent: number,
  explained: Set<string>,
): string[] {
  return Object.entries(value).flatMap(([key, each]) =>
    entry(key, each, childOf(schema, key), indent, explained),
  );
}

/** What a key holds, in whichever form of a value has it. */
function childOf(schema: JsonSchema | undefined, key: string): JsonSchema | undefined {
  const forms = [schema, ...(schema?.anyOf ?? [])];
  const [named] = forms.flatMap((form) => form?.properties?.[key] ?? []);
  if (named) return named;
  const others = forms.map((form) => form?.additionalProperties);
  return others.find((each) => typeof each === "object");
}

function explanation(schema: JsonSchema | undefined, indent: number): string[] {
  const { description = "", unit } = schema ?? {};
  const isSaid = unit === undefined || description.includes(unit);
  const text = isSaid ? description : `${description} In ${unit}.`;
  return text === ""
    ? []
    : wrap(text, WIDTH - indent - 2).map((line) => `${" ".repeat(indent)}# ${line}`);
}

function wrap(text: string, width: number): string[] {
  return text.split(" ").reduce<string[]>((lines, word) => {
    const last = lines.at(-1);
    return last === undefined || last.length + 1 + word.length > width
      ? [...lines, word]
      : [...lines.slice(0, -1), `${last} ${word}`];
  }, []);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
