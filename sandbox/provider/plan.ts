import { checkByModels } from "../aws/models/check";
import type { ProviderConfig } from "./providerConfig";
import type { ResourceType } from "./resourceType";
import type { Shape } from "./shape";
import type { Props } from "./store";
import { hex, isMadeUp, isUnset, known, parseUrn, text, unknown } from "./values";

/** Something that the real provider would find wrong before it asks AWS. */
export interface Problem {
  readonly property: string;
  readonly reason: string;
}

interface Planning {
  readonly urn: string;
  readonly olds: Props;
  readonly news: Props;
  readonly shape: Shape;
  readonly knowledge: ResourceType;
  readonly config: ProviderConfig;
  /** How often this resource has been created before. */
  readonly generation: number;
}

/** The arguments with defaults, a name and all tags, and what is wrong with them. */
export function planInputs(planning: Planning): { inputs: Props; problems: Problem[] } {
  const { news, shape, knowledge, config } = planning;
  const inputs: Props = { ...knowledge.defaults, ...news };
  const nameProperty = knowledge.nameProperty ?? "name";
  if (needsName(inputs, shape, nameProperty))
    inputs[nameProperty] = physicalName(planning, nameProperty);
  if (shape.outputs.has("tagsAll")) inputs["tagsAll"] = allTags(inputs["tags"], config);

  const problems: Problem[] = [];
  for (const [name, { required }] of shape.inputs) {
    if (required && isUnset(inputs[name])) {
      problems.push({ property: name, reason: `Missing required argument "${name}"` });
    }
  }
  for (const name of Object.keys(news)) {
    if (!shape.inputs.has(name) && !shape.outputs.has(name) && !name.startsWith("__")) {
      problems.push({ property: name, reason: `Unsupported argument "${name}"` });
    }
  }
  knowledge.plan?.(inputs, (property, reason) => problems.push({ property, reason }));
  return { inputs, problems: [...problems, ...problemsOfModels(planning, inputs, problems)] };
}

/** What AWS's models reject, apart from properties that are in question already. */
function problemsOfModels(
  { urn, knowledge }: Planning,
  inputs: Props,
  before: readonly Problem[],
): Problem[] {
  const problems: Problem[] = [];
  // The provider's own defaults may mean that it sends nothing: a retention of 0 days.
  const given = Object.entries(inputs).filter(
    ([name, value]) =>
      value !== knowledge.defaults?.[name] && !before.some(({ property }) => property === name),
  );
  checkByModels(parseUrn(urn).type, Object.fromEntries(given), (property, reason) =>
    problems.push({ property, reason }),
  );
  return problems;
}

function needsName(inputs: Props, shape: Shape, property: string): boolean {
  const input = shape.inputs.get(property);
  if (!input || input.required || input.kind !== "string") return false;
  return isUnset(inputs[property]) && isUnset(inputs[`${property}Prefix`]);
}

/** Pulumi's own auto-naming: the resource's name and seven random digits, kept once drawn. */
function physicalName({ urn, olds, knowledge, generation }: Planning, property: string): string {
  const { name } = parseUrn(urn);
  const kept = text(olds[property]);
  if (kept && isMadeUp(kept)) return kept;
  const base = knowledge.spellName?.(name) ?? name;
  const longest = (knowledge.nameLength ?? 255) - 8;
  return `${base.slice(0, longest)}-${hex(`${urn} ${generation}`, 7)}`;
}

function allTags(tags: unknown, { defaultTags, ignoreTags }: ProviderConfig): unknown {
  if (!known(tags)) return unknown;
  const merged = { ...defaultTags, ...(tags as Props | undefined) };
  const ignored = (key: string) =>
    ignoreTags.keys.includes(key) ||
    ignoreTags.keyPrefixes.some((prefix) => key.startsWith(prefix));
  return Object.fromEntries(Object.entries(merged).filter(([key]) => !ignored(key)));
}
