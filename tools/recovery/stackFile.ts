import {
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  parseDocument,
  type Pair,
  type Scalar,
  type YAMLMap,
} from "yaml";

/**
 * A change of a stack's file: `["landbridge:recovery", "role"]` and its value, or null to take it out. An entry of a
 * list is found by its name: `["landbridge:databases", { name: "orders" }, "retiring"]`.
 */
export interface Change {
  readonly path: readonly Step[];
  readonly value: unknown;
}

/** A key of a map, or an entry of a list. */
export type Step = string | { readonly name: string };

/**
 * A stack's file with some keys set or taken out, and every other byte of it as it was: comments, order, quotes and
 * line breaks stay. The CLI's own `config set` writes the whole file anew.
 *
 * @param text The file; the keys of the stack are under `config`.
 */
export function editStackFile(text: string, changes: readonly Change[]): string {
  return changes.reduce((before, { path, value }) => {
    const keys = ["config", ...path];
    return value === null ? withoutKey(before, keys) : withKey(before, keys, value);
  }, text);
}

type Range = readonly [number, number, number];

function withKey(text: string, path: readonly Step[], value: unknown): string {
  const { map, pair, rest } = find(text, path);
  const [key = "", ...inner] = rest.map(asKey);
  if (pair && isScalar(pair.value) && rest.length === 0 && typeof value !== "object") {
    const { range, type } = pair.value as Scalar & { range: Range };
    return splice(text, range[0], range[1], plainOr(value, type === "PLAIN"));
  }
  if (pair && rest.length === 0) return withKey(withoutKey(text, path), path, value);
  const nested = inner.reduceRight<unknown>((below, each) => ({ [each]: below }), value);
  return insert(text, map, key, nested);
}

function withoutKey(text: string, path: readonly Step[]): string {
  const last = path.at(-1);
  if (typeof last === "object") return withoutEntry(text, path.slice(0, -1), last);
  const { map, pair, rest } = find(text, path);
  if (!pair || rest.length > 0) return text;
  if (map.flow) {
    const index = map.items.indexOf(pair);
    const after = map.items[index + 1];
    const before = map.items[index - 1];
    if (after) return splice(text, startOf(pair), startOf(after), "");
    return splice(text, before ? endOf(before) : startOf(pair), endOf(pair), "");
  }
  return splice(text, lineStart(text, startOf(pair)), lineEnd(text, endOf(pair)), "");
}

/** A list without one of its entries; without the last one, the list's key goes as well. */
function withoutEntry(text: string, path: readonly Step[], { name }: { name: string }): string {
  const { pair } = find(text, path);
  const list = pair?.value;
  const entry = isSeq(list) ? list.items.find((each) => isNamed(each, name)) : undefined;
  if (!isSeq(list) || !isNode(entry) || !entry.range) return text;
  if (list.items.length === 1) return withoutKey(text, path);
  if (!list.flow) {
    return splice(text, lineStart(text, entry.range[0]), lineEnd(text, endOfNode(entry) ?? 0), "");
  }
  const index = list.items.indexOf(entry);
  const [before, after] = [list.items[index - 1], list.items[index + 1]];
  if (isNode(after) && after.range) return splice(text, entry.range[0], after.range[0], "");
  return splice(text, endOfNode(before) ?? 0, entry.range[1], "");
}

/** The innermost map on the way, the pair at the path if it is there, and what is left of the path otherwise. */
function find(text: string, path: readonly Step[]) {
  const { contents } = parseDocument(text);
  if (!isMap(contents)) throw new Error("the stack's file is no map of keys");
  let map: YAMLMap = contents;
  for (const [depth, key] of path.entries()) {
    if (typeof key === "object") continue; // The step before it has led into the entry.
    const pair = map.items.find(({ key: each }) => isScalar(each) && each.value === key);
    const isLast = depth === path.length - 1;
    if (!pair) return { map, pair, rest: path.slice(depth) };
    if (isLast) return { map, pair, rest: [] };
    const next = path[depth + 1];
    const entry = typeof next === "object" ? entryOf(pair.value, next.name) : pair.value;
    if (!isMap(entry)) {
      const at = path.slice(0, depth + 1).map(asKey);
      throw new Error(
        `${at.join(".")} ${typeof next === "object" ? `has no ${next.name}` : "is no map"}`,
      );
    }
    map = entry;
  }
  throw new Error("a path of no key");
}

function entryOf(list: unknown, name: string): unknown {
  return isSeq(list) ? list.items.find((each) => isNamed(each, name)) : undefined;
}

const isNamed = (node: unknown, name: string): boolean => isMap(node) && node.get("name") === name;

const asKey = (step: Step): string => (typeof step === "object" ? step.name : step);

/** As the last key of a map. */
function insert(text: string, map: YAMLMap, key: string, value: unknown): string {
  const last = map.items.at(-1);
  if (!last) throw new Error(`there is no key yet beside ${key}`);
  if (map.flow) return splice(text, endOf(last), endOf(last), `, ${flow(key, value)}`);
  const [first = last] = map.items;
  const column = startOf(first) - lineStart(text, startOf(first));
  const at = lineEnd(text, endOf(last));
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const before = text.slice(0, at).endsWith("\n") ? "" : newline;
  const lines = block(key, value, column).map((line) => line + newline);
  return splice(text, at, at, before + lines.join(""));
}

function block(key: string, value: unknown, column: number): string[] {
  const name = " ".repeat(column) + keyOf(key);
  if (typeof value !== "object" || value === null) return [`${name}: ${plainOr(value)}`];
  const inner = Object.entries(value).flatMap(([each, below]) => block(each, below, column + 2));
  return [`${name}:`, ...inner];
}

/** What YAML 1.1 takes for a boolean is in quotes. */
function keyOf(key: string): string {
  return /^[a-z][\w:-]*$/i.test(key) && !/^(y|n|yes|no|on|off|true|false|null)$/i.test(key)
    ? key
    : JSON.stringify(key);
}

/** JSON is YAML in a flow mapping. */
const flow = (key: string, value: unknown): string => `${keyOf(key)}: ${JSON.stringify(value)}`;

/** A value in quotes, so that neither YAML 1.1 nor 1.2 reads a time or a number in it. */
function plainOr(value: unknown, plain = false): string {
  return plain && typeof value === "string" && /^[a-z]+$/.test(value)
    ? value
    : JSON.stringify(value);
}

function startOf({ key }: Pair): number {
  return (key as Scalar & { range: Range }).range[0];
}

/** Where the last value of a pair ends, without comments and line breaks after it. */
function endOf({ key, value }: Pair): number {
  return endOfNode(value) ?? endOfNode(key) ?? 0;
}

function endOfNode(node: unknown): number | undefined {
  if ((isMap(node) || isSeq(node)) && !node.flow) {
    const last = node.items.at(-1);
    return isPair(last) ? endOf(last) : endOfNode(last);
  }
  return isNode(node) ? node.range?.[1] : undefined;
}

const lineStart = (text: string, at: number): number => text.lastIndexOf("\n", at - 1) + 1;

function lineEnd(text: string, at: number): number {
  // A block of text ends with its own line break.
  if (text[at - 1] === "\n") return at;
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end + 1;
}

function splice(text: string, from: number, to: number, by: string): string {
  return text.slice(0, from) + by + text.slice(to);
}
