import type { PolicyResource } from "@pulumi/policy";
import { Properties } from "./known";
import type { Types } from "./types";

/** One resource as rules see it, readable in any preview. */
export interface Resource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** What the program asks for, plus what the provider answered where the program says nothing. */
  readonly props: Properties;
  /** Only what the program asks for. */
  readonly inputs: Properties;
  /** Whether Pulumi itself refuses to delete or replace it. */
  readonly protect: boolean;
}

/** One resource in its place among the others. */
export interface Node extends Resource {
  readonly parent?: Node;
  readonly children: readonly Node[];
  /** For each property, the resources that its value was made from. */
  readonly sources: Readonly<Record<string, readonly Node[]>>;
}

/** What a property refers to. */
export interface Reference {
  /** Resources that it surely refers to. */
  readonly certain: readonly Node[];
  /**
   * Resources of which it refers to some, a preview cannot tell which: the children of a remote
   * component, whose outputs name the component only, or more candidates than values.
   */
  readonly possible: readonly Node[];
  /** Ids of things that are not in this stack. */
  readonly external: readonly string[];
  /** Whether something is referred to that left no trace at all. */
  readonly unresolved: boolean;
}

/** The properties under which other resources know a resource. */
const identifiers = [
  "id",
  "arn",
  "name",
  "bucket",
  "defaultRouteTableId",
  "mainRouteTableId",
  "defaultSecurityGroupId",
];

/** `aws:ec2/subnet:Subnet` reads `aws.ec2.Subnet`, as one writes it in a program. */
export function describe(resource: Pick<Resource, "type" | "name">): string {
  const [pkg = "", module = "", className = ""] = resource.type.split(":");
  return `${[pkg, module.split("/")[0], className].filter(Boolean).join(".")} "${resource.name}"`;
}

/**
 * All resources of a stack and what they refer to. Ids are unknown in the preview that matters
 * most, the first one, so references are found by `propertyDependencies` (which resources a value
 * was made from), which every preview knows; ids decide wherever they are known.
 */
export class Graph {
  readonly nodes: readonly Node[];
  readonly #byType = new Map<string, Node[]>();
  readonly #byIdentifier = new Map<string, Node[]>();

  /** @param inputs What the program asks for, by URN: stack policies are sent outputs only. */
  constructor(resources: readonly PolicyResource[], inputs?: ReadonlyMap<string, object>) {
    this.nodes = linked(resources, inputs);
    for (const node of this.nodes) {
      push(this.#byType, node.type, node);
      for (const identifier of identifiers) {
        const value = node.props.string(identifier);
        if (value !== undefined) push(this.#byIdentifier, value, node);
      }
    }
  }

  /** All resources of these types, in the order of their URNs. */
  ofType(types: Types): Node[] {
    return types.flatMap((type) => this.#byType.get(type) ?? []);
  }

  /**
   * The resources of `types` that `property` of `node` refers to. Where the values stand deeper
   * in that property, `within` and `key` say where.
   */
  references(
    node: Node,
    property: string,
    types: Types,
    within: Properties = node.props,
    key: string = property,
  ): Reference {
    const certain = new Set<Node>();
    const external: string[] = [];
    for (const value of within.strings(key)) {
      const found = this.#identified(value, types);
      found.forEach((match) => certain.add(match));
      if (found.length === 0) external.push(value);
    }
    const unknowns = within.isSet(key) ? within.unknowns(key) : Infinity;
    const sources = node.sources[property] ?? [];
    if (unknowns === 0 || (!within.isSet(key) && sources.length === 0)) {
      return { certain: [...certain], possible: [], external, unresolved: false };
    }
    const direct = sources.filter((source) => types.includes(source.type) && !certain.has(source));
    const remote = sources.flatMap((source) => descendants(source, types));
    // Fewer sources than values: something came in that left no trace.
    const unresolved =
      remote.length === 0 && (direct.length === 0 || direct.length < finite(unknowns));
    if (remote.length === 0 && direct.length <= unknowns) {
      direct.forEach((match) => certain.add(match));
      return { certain: [...certain], possible: [], external, unresolved };
    }
    return { certain: [...certain], possible: [...direct, ...remote], external, unresolved };
  }

  #identified(value: string, types: Types): Node[] {
    return (this.#byIdentifier.get(value) ?? []).filter((node) => types.includes(node.type));
  }
}

function finite(count: number): number {
  return Number.isFinite(count) ? count : 0;
}

/** The resources inside a component; a resource of AWS's own is never opened up. */
function descendants(source: Node, types: Types): Node[] {
  if (source.type.startsWith("aws:")) return [];
  return source.children.flatMap((child) => [
    ...(types.includes(child.type) ? [child] : []),
    ...descendants(child, types),
  ]);
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Nodes from what the SDK gives, sorted: the engine sends resources in no particular order. */
function linked(
  resources: readonly PolicyResource[],
  inputs?: ReadonlyMap<string, object>,
): Node[] {
  const nodes = new Map<string, Mutable<Node> & { children: Node[] }>();
  for (const { urn, type, name, props, opts } of resources) {
    const asked = inputs?.get(urn);
    nodes.set(urn, {
      urn,
      type,
      name,
      props: asked ? new Properties(asked, props) : new Properties(props),
      inputs: new Properties(asked ?? props),
      protect: opts.protect,
      children: [],
      sources: {},
    });
  }
  for (const resource of resources) {
    const node = nodes.get(resource.urn);
    const parent = resource.parent && nodes.get(resource.parent.urn);
    if (!node) continue;
    if (parent) {
      node.parent = parent;
      parent.children.push(node);
    }
    node.sources = Object.fromEntries(
      Object.entries(resource.propertyDependencies).map(([property, dependencies]) => [
        property,
        dependencies.flatMap((dependency) => nodes.get(dependency.urn) ?? []),
      ]),
    );
  }
  return [...nodes.values()].sort((a, b) => (a.urn < b.urn ? -1 : a.urn > b.urn ? 1 : 0));
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
