import type { Props } from "../../sandbox/provider/store";

/** A request to register a resource, as far as it matters here. */
export interface Request {
  getType(): string;
  getName(): string;
  getCustom(): boolean;
  getRemote(): boolean;
  getParent(): string;
  getProvider(): string;
  getProtect(): boolean | undefined;
  getRetainondelete(): boolean | undefined;
  getDeletebeforereplace(): boolean;
  getDeletebeforereplacedefined(): boolean;
  getIgnorechangesList(): string[];
  getReplaceonchangesList(): string[];
  getReplaceWithList(): string[];
  getObject(): { toJavaScript(): Props };
  getProvidersMap(): StringMap<string>;
  getPropertydependenciesMap(): StringMap<{ getUrnsList(): string[] }>;
}

interface StringMap<T> {
  forEach(each: (value: T, key: string) => void): void;
}

/** What a program wants of one resource. */
export interface Goal {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  /** URN of what it is a part of; empty where it is a part of nothing. */
  readonly parent: string;
  readonly inputs: Props;
  /** URN of the provider; empty for components. */
  readonly provider: string;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  /** What the program says; else the provider decides. */
  readonly deleteBeforeReplace: boolean | undefined;
  readonly ignoreChanges: readonly string[];
  readonly replaceOnChanges: readonly string[];
  /** URNs of resources that it is replaced with. */
  readonly replaceWith: readonly string[];
  /** URNs of what each of its properties was made from. */
  readonly madeFrom: ReadonlyMap<string, readonly string[]>;
}

/** Reads a request; `urn` is the one that the SDK's own monitor gives. */
export function goalOf(request: Request, urn: string): Goal {
  const madeFrom = new Map<string, readonly string[]>();
  request.getPropertydependenciesMap().forEach((dependencies, property) => {
    madeFrom.set(property, dependencies.getUrnsList());
  });
  const said = request.getDeletebeforereplacedefined();
  return {
    urn,
    type: request.getType(),
    name: request.getName(),
    custom: request.getCustom(),
    parent: request.getParent(),
    inputs: plain(request.getObject().toJavaScript()) as Props,
    provider: request.getProvider().split("::").slice(0, 4).join("::"),
    protect: request.getProtect() ?? false,
    retainOnDelete: request.getRetainondelete() ?? false,
    deleteBeforeReplace: said ? request.getDeletebeforereplace() : undefined,
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    replaceWith: request.getReplaceWithList(),
    madeFrom,
  };
}

/** How the SDK marks what is no plain value, and which. */
const signature = "4dabf18193072939515e22adb298388d";
const resourceReference = "5cf8f73096256a8f31e491e813e4eb8e";

/** Values as a provider that takes no secrets and no resources gets them. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== "object") return value;
  const marked = value as Props;
  if (marked[signature] === resourceReference) return marked["id"] ?? marked["urn"];
  if (signature in marked) return plain(marked["value"]);
  return Object.fromEntries(Object.entries(marked).map(([name, inner]) => [name, plain(inner)]));
}
