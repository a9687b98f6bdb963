import type { Facts } from "../../sandbox/aws/models/facts";

/** A property of a model: what its value may be, and what is inside. Lists stand for their members. */
export interface Node {
  readonly facts: Facts;
  readonly properties: ReadonlyMap<string, Node>;
}

export const empty: Node = { facts: {}, properties: new Map() };

/** What was left out of the facts, counted by reason. */
export class LeftOut {
  readonly counts: Record<string, number> = {};

  add(reason: string): void {
    this.counts[reason] = (this.counts[reason] ?? 0) + 1;
  }
}

/** A set that is longer grows each month, such as EC2's instance types: facts of it go stale first. */
const mostValues = 150;

/** The facts that can be checked: no empty ones, no endless sets, no pattern that does not compile. */
export function checkable(facts: Facts, leftOut: LeftOut): Facts {
  const kept = { ...facts } as Record<string, unknown>;
  if (facts.pattern !== undefined) {
    const pattern = inJavaScript(facts.pattern);
    if (pattern === undefined) leftOut.add("patterns that JavaScript reads differently");
    kept["pattern"] = pattern;
  }
  for (const name of ["keys", "values"] as const) {
    const inner = facts[name] && checkable(facts[name], leftOut);
    kept[name] = inner && Object.keys(inner).length > 0 ? inner : undefined;
  }
  for (const name of ["enum", "enumAnyCase"] as const) {
    const values = facts[name];
    if (values && values.length > mostValues) {
      leftOut.add(`sets of more than ${mostValues} values`);
      kept[name] = undefined;
    }
  }
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined));
}

/** What Java's patterns and Python's spell in another way, and ARNs of one partition only. */
const dialect: readonly (readonly [RegExp, string])[] = [
  [/^\\A/, "^"],
  [/\\[zZ]$/, "$"],
  [/\barn:aws:/g, "arn:aws[a-z-]*:"],
  [/\\p\{Print\}/g, "[\\x20-\\x7e]"],
  [/\\p\{Alnum\}/g, "[A-Za-z0-9]"],
  [/\\p\{Is(\w+)\}/g, "\\p{$1}"],
];

/** What would compile without the `u` flag and mean something else. */
const foreign = /\\[pPAZzQEGhHRX]|\[\[:|&&\[|\(\?[a-z]/;

/** A pattern as JavaScript reads it; undefined where that would not be what AWS means. */
function inJavaScript(pattern: string): string | undefined {
  const translated = dialect.reduce((text, [from, to]) => text.replace(from, to), pattern);
  if (compiles(translated, "u")) return translated;
  return !foreign.test(translated) && compiles(translated, "") ? translated : undefined;
}

function compiles(pattern: string, flags: string): boolean {
  try {
    new RegExp(pattern, flags);
    return true;
  } catch {
    return false;
  }
}

/** A name as both sides spell it: `IPProtocol` and `ipProtocol`, `SubnetIds` and `subnetIds`. */
function spelled(name: string): string {
  return name.toLowerCase();
}

/** A property by name; Pulumi puts lists' names into the plural where AWS may have the singular. */
export function propertyOf({ properties }: Node, name: string): Node | undefined {
  const wanted = new Set([spelled(name), ...singulars(spelled(name))]);
  for (const [candidate, node] of properties) {
    if (spelled(candidate) === spelled(name)) return node;
  }
  for (const [candidate, node] of properties) {
    const forms = [spelled(candidate), ...singulars(spelled(candidate))];
    if (forms.some((form) => wanted.has(form))) return node;
  }
  return undefined;
}

function singulars(name: string): string[] {
  return [
    ...(name.endsWith("ies") ? [`${name.slice(0, -3)}y`] : []),
    ...(name.endsWith("es") ? [name.slice(0, -2)] : []),
    ...(name.endsWith("s") ? [name.slice(0, -1)] : []),
  ];
}

/** The property at the end of a path; undefined where the model has no such property. */
export function at(root: Node, path: string): Node | undefined {
  let node: Node | undefined = root;
  for (const step of path.split(".")) node = node && propertyOf(node, step);
  return node;
}
