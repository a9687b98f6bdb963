import { parseDocument } from "yaml";
import type { JsonSchema } from "./jsonSchema";

/** A key with its type, default, meaning and limits, and what is below it. */
export function keyMarkdown(key: string, schema: JsonSchema, required: boolean): string {
  const need = required ? "Required." : "";
  const head = `## ${key}\n\n${schema.description ?? ""} ${need}`.trimEnd();
  const all = rows(key, schema, required);
  const table = [
    "| Key | Type | Default | Meaning | Allowed |",
    "| --- | --- | --- | --- | --- |",
    // The heading has what the first row of an object would repeat.
    ...(all.length > 1 ? all.slice(1) : all).map(
      (cells) => `| ${cells.map(escapeCell).join(" | ")} |`,
    ),
  ];
  return `${head}\n\n${table.join("\n")}`;
}

function rows(path: string, schema: JsonSchema, required: boolean): string[][] {
  const isList = schema.items?.properties !== undefined;
  const holder = isList ? (schema.items ?? schema) : schema;
  const prefix = isList ? `${path}[]` : path;
  const own = [
    `\`${path}\``,
    typeOf(schema),
    required ? "required" : defaultOf(schema),
    schema.description ?? "",
    allowedOf(schema),
  ];
  const named = Object.entries(holder.properties ?? {}).flatMap(([name, child]) =>
    rows(`${prefix}.${name}`, child, holder.required?.includes(name) ?? false),
  );
  const others = holder.additionalProperties;
  const free = typeof others === "object" ? rows(`${prefix}.<name>`, others, false) : [];
  return [own, ...named, ...free];
}

function typeOf(schema: JsonSchema): string {
  if (schema.anyOf !== undefined) {
    return schema.anyOf.map(typeOf).join(" or ");
  }
  if (schema.type === "array" && schema.items !== undefined) {
    return `array of ${typeOf(schema.items)}`;
  }
  return schema.type ?? "string";
}

function defaultOf(schema: JsonSchema): string {
  if (schema.default === undefined) {
    return "none";
  }
  return schema.type === "object" ? "as below" : `\`${plain(schema.default)}\``;
}

function allowedOf(schema: JsonSchema): string {
  const { items, unit } = schema;
  const values = schema.allowed ?? (schema.enum ?? items?.enum)?.map(plain).join(", ");
  const said = [values ?? items?.allowed ?? "", ...(schema.allowed ? [] : limits(schema))];
  const words = said.filter((word) => word !== "").join("; ");
  const example = schema.examples === undefined ? "" : `e.g. \`${plain(schema.examples[0])}\``;
  return [unit === undefined ? words : `${words} ${unit}`, example].filter(Boolean).join("; ");
}

function limits({ minItems, maxItems, minimum, maximum }: JsonSchema): string[] {
  // What every whole number has is no limit.
  const isLimit = (limit?: number) =>
    limit !== undefined && Math.abs(limit) !== Number.MAX_SAFE_INTEGER;
  const entries = (count: number) => (count === 1 ? "1 entry" : `${count} entries`);
  return [
    ...(minItems === undefined ? [] : [`${entries(minItems)} at least`]),
    ...(maxItems === undefined ? [] : [`${entries(maxItems)} at most`]),
    ...(isLimit(minimum) ? [`${minimum} at least`] : []),
    ...(isLimit(maximum) ? [`${maximum} at most`] : []),
  ];
}

/** What Pulumi's YAML takes for something else than a string: dates, numbers, truths, and a question mark in a flow mapping. */
const NEEDS_QUOTES =
  /^\d{4}-\d\d-\d\d|^[-+]?[\d_]*\.?\d+(e[-+]?\d+)?$|^(true|false|null|~)$|^[@`%&*!|>'"{}[\],:-]|[?#,{}[\]]|: /i;

/** A value the way that a stack file has it on one line. */
export function plain(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(plain).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const pairs = Object.entries(value).map(([key, each]) => `${plain(key)}: ${plain(each)}`);
    return pairs.length === 0 ? "{}" : `{ ${pairs.join(", ")} }`;
  }
  return typeof value === "string" && isRecast(value) ? JSON.stringify(value) : String(value);
}

/** Whether YAML 1.1 takes a string without quotes for something else: yes, 12:30 and 0x1F as well. */
function isRecast(text: string): boolean {
  if (text === "" || NEEDS_QUOTES.test(text)) return true;
  const document = parseDocument(text, { version: "1.1" });
  return document.errors.length > 0 || document.toJS() !== text;
}

function escapeCell(text: string): string {
  return text.replaceAll("|", "\\|");
}
