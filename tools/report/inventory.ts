import type { Resource, StackState } from "./state";
import { text } from "./values";

/** A component with the resources that it consists of, however deep. */
export interface Part {
  readonly name: string;
  /** What kind of component it is; empty for what stands in no component. */
  readonly kind: string;
  readonly entries: readonly Entry[];
}

export interface Entry {
  readonly resource: Resource;
  /** Where its row is. */
  readonly anchor: string;
  readonly region: string;
  /** Names of the components between it and its part, outermost first. */
  readonly path: readonly string[];
}

/** The stack's resources, each once, by outermost component. */
export function inventory(state: StackState): Part[] {
  const parts = new Map<string, { of: Resource | undefined; entries: Entry[] }>();
  state.resources.forEach((resource, index) => {
    const line = [...state.ancestors(resource).reverse(), resource].filter(
      ({ type }) => type !== "pulumi:pulumi:Stack",
    );
    const [outermost] = line;
    const component = outermost && isComponent(outermost) ? outermost : undefined;
    const key = component?.urn ?? "";
    const part = parts.get(key) ?? { of: component, entries: [] };
    const path = line.slice(1, -1).map(({ name }) => name);
    const region = text(resource.properties, "region");
    part.entries.push({ resource, anchor: `resource-${index + 1}`, region, path });
    parts.set(key, part);
  });
  return [...parts.values()]
    .map(({ of, entries }) => ({
      name: of?.name ?? "The stack itself",
      kind: of === undefined ? "" : kindOf(of.type),
      entries,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** `Subnet` of `aws:ec2/subnet:Subnet`, with its service: `ec2 Subnet`. */
export function typeName(type: string): string {
  const [pack = "", module = "", name = ""] = type.split(":");
  if (pack === "pulumi") return type.split(":").slice(1).join(" ");
  return `${module.split("/")[0] ?? ""} ${name}`;
}

function kindOf(type: string): string {
  return type.split(":").slice(1).join(" ");
}

function isComponent({ id, type }: Resource): boolean {
  return id === "" && !type.startsWith("pulumi:");
}
