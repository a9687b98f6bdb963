import { SIGNATURE } from "../../sandbox/events";
import { parseUrn } from "../../sandbox/provider/values";

/** A resource as Pulumi's state has it, with nothing secret in it. */
export interface Resource {
  readonly urn: string;
  /** Its name in the program. */
  readonly name: string;
  readonly type: string;
  /** What the provider calls it; a component has none. */
  readonly id: string;
  /** URN of what it is a part of; empty for the stack itself. */
  readonly parent: string;
  readonly protect: boolean;
  readonly properties: Properties;
}

export type Properties = Readonly<Record<string, unknown>>;

/** What `pulumi stack export` prints, as far as it is read. */
export interface Deployment {
  readonly manifest?: { readonly time?: string };
  readonly resources?: readonly StateResource[];
}

interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly parent?: string;
  readonly protect?: boolean;
  /** It has a successor, and is about to be deleted. */
  readonly delete?: boolean;
  readonly outputs?: Properties;
}

/** Which of the engine's marks stands for a secret. */
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

const STACK = "pulumi:pulumi:Stack";

/** A stack's resources by URN, so that whatever is made of them is the same each time, and its outputs. */
export class StackState {
  readonly resources: readonly Resource[];
  readonly outputs: Properties;
  /** The stack's name. */
  readonly stack: string;
  readonly project: string;
  /** When the state was written, in UTC; empty where it doesn't say. */
  readonly time: string;
  private readonly byUrn: ReadonlyMap<string, Resource>;

  constructor({ resources = [], manifest }: Deployment) {
    this.resources = resources
      .filter((each) => !each.delete)
      .map(resourceOf)
      .sort((a, b) => (a.urn < b.urn ? -1 : 1));
    this.byUrn = new Map(this.resources.map((each) => [each.urn, each]));
    const [, of = ""] = (this.resources[0]?.urn ?? "").split("urn:pulumi:");
    [this.stack = "", this.project = ""] = of.split("::");
    this.outputs = this.resources.find(({ type }) => type === STACK)?.properties ?? {};
    this.time = manifest?.time ?? "";
  }

  get(urn: string): Resource | undefined {
    return this.byUrn.get(urn);
  }

  ofType(...types: readonly string[]): Resource[] {
    return this.resources.filter(({ type }) => types.includes(type));
  }

  /** What a resource is a part of: its parent first, the stack last. */
  ancestors({ parent }: Resource): Resource[] {
    const found = this.byUrn.get(parent);
    return found === undefined ? [] : [found, ...this.ancestors(found)];
  }
}

function resourceOf({ urn, type, id = "", parent = "", ...rest }: StateResource): Resource {
  const { name } = parseUrn(urn);
  const properties = masked(rest.outputs ?? {}) as Properties;
  return { urn, name, type, id, parent, protect: rest.protect ?? false, properties };
}

/** A value with "[secret]" for every secret in it, encrypted or not. */
export function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked);
  if (value === null || typeof value !== "object") return value;
  if (SIGNATURE in value) {
    // A reference to a resource, an asset or an archive: nobody reads those in a report.
    return value[SIGNATURE] === SECRET ? "[secret]" : "[resource]";
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, masked(inner)]));
}
