import type { ResourceType } from "./resourceType";
import type { Shape } from "./shape";
import type { Props } from "./store";
import type { DiffKind } from "./values";
import { differences, isMadeUp, text } from "./values";

export interface Difference {
  /** Every property path that differs, and how. */
  readonly paths: Map<string, DiffKind>;
  /** The top-level properties whose change needs a new resource. */
  readonly replaces: string[];
  readonly deleteBeforeReplace: boolean;
}

/** What changed between the arguments of the last update and those of the program now. */
export function diff(args: {
  /** What AWS holds. */
  olds: Props;
  oldInputs: Props;
  news: Props;
  shape: Shape;
  knowledge: ResourceType;
  /** Properties whose changes the program has ignored. */
  ignored?: readonly string[];
}): Difference {
  const { olds, oldInputs, news, shape, knowledge, ignored } = args;
  const paths = new Map<string, DiffKind>();
  const replaces: string[] = [];
  for (const name of new Set([...Object.keys(oldInputs), ...Object.keys(news)])) {
    if (name.startsWith("__") || ignored?.includes(name)) continue;
    // AWS keeps a computed value when the program stops setting it.
    if (!(name in news) && shape.computed.has(name)) continue;
    // What the program begins to say may be what AWS holds anyway.
    const said = oldInputs[name] ?? (shape.computed.has(name) ? olds[name] : undefined);
    const before = knowledge.readBack?.includes(name) ? olds[name] : said;
    if (knowledge.suppressed?.(name, before, news[name], news)) continue;
    const found = differences(before, news[name], name);
    found.forEach((kind, path) => paths.set(path, kind));
    const immutable =
      isImmutable(name, shape, knowledge) ||
      hasImmutable(found, knowledge) ||
      knowledge.immutableIf?.[name]?.(before, news[name]);
    if (found.size > 0 && immutable) replaces.push(name);
  }
  const deleteBeforeReplace = knowledge.deleteBeforeReplace ?? namesClash(args);
  return { paths, replaces, deleteBeforeReplace };
}

/** Two resources cannot bear the name that a program insists on at once. */
function namesClash({ oldInputs, news, shape, knowledge }: Parameters<typeof diff>[0]): boolean {
  const property = knowledge.nameProperty ?? "name";
  const name = text(news[property]);
  const mayBeMadeUp = shape.inputs.get(property)?.required === false;
  return mayBeMadeUp && name !== undefined && name === oldInputs[property] && !isMadeUp(name);
}

function isImmutable(name: string, shape: Shape, knowledge: ResourceType): boolean {
  if (knowledge.immutable?.includes(name)) return true;
  return shape.immutable.has(name) && !knowledge.allImmutable && !knowledge.mutable?.includes(name);
}

/** Whether a property deeper down cannot change in place. */
function hasImmutable(found: ReadonlyMap<string, DiffKind>, { immutable }: ResourceType): boolean {
  return immutable?.some((path) => path.includes(".") && found.has(path)) ?? false;
}
