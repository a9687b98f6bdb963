import { createHash } from "node:crypto";

/** What decides which requests a listener rule takes, and when it is asked. */
export interface Route {
  /** Name of the service, unique. */
  readonly name: string;
  /** Host names. */
  readonly hosts: readonly string[];
  /** Path patterns; none means every path. */
  readonly paths: readonly string[];
  /** What else requests have to meet, in any form that is the same for the same conditions; none means nothing. */
  readonly conditions?: string | undefined;
  /** A priority that the configuration gives. */
  readonly priority?: number | undefined;
}

/** Conditions in a form that is the same for the same ones; undefined where there are none. */
export function conditionsKey(
  conditions:
    | {
        readonly httpHeaders?: readonly unknown[] | undefined;
        readonly httpRequestMethods?: readonly unknown[] | undefined;
        readonly queryStrings?: readonly unknown[] | undefined;
      }
    | undefined,
): string | undefined {
  const { httpHeaders = [], httpRequestMethods = [], queryStrings = [] } = conditions ?? {};
  const all = [httpHeaders, httpRequestMethods, queryStrings];
  return all.every((each) => each.length === 0) ? undefined : JSON.stringify(all);
}

/** Two rules that would have the same priority. AWS takes each once in a listener. */
export interface Collision {
  readonly priority: number;
  /** Names of the services, in the order given. */
  readonly names: readonly [string, string];
  /** A priority near by that nobody has. */
  readonly free: number;
}

/** A rule that would take requests of a more specific one, because it is asked first. */
export interface Shadow {
  /** The service that would get nothing of what both match. */
  readonly hidden: string;
  readonly hiding: string;
  /** The path, of the hidden one's, that both match. */
  readonly path: string;
  /** The priority of the one that hides: the other's must be lower. */
  readonly below: number;
}

/**
 * Rules with paths are asked before rules for whole hosts, deeper paths before shallower ones: each
 * depth has a range of its own, so that the more specific rule wins without anybody numbering them.
 */
const DEEPEST = 5;
const RANGE = 5000;
const WHOLE_HOST = { first: DEEPEST * RANGE + 1, size: 24000 };

/**
 * The priority of a service's listener rule. It follows from the service alone (its name, and how deep
 * its paths are), never from the other services: so adding or removing one renumbers none. Two names
 * that fall on the same number are reported by {@link collisions}, not moved: whichever were moved, taking
 * the other away later would renumber it. See docs/adr/0020-listener-rule-priorities.md.
 */
export function listenerPriority(route: Route): number {
  if (route.priority !== undefined) {
    return route.priority;
  }
  const { first, size } = range(route);
  return first + (hash(route.name) % size);
}

/** Services whose rules would have the same priority. */
export function collisions(routes: readonly Route[]): Collision[] {
  const taken = new Map<number, string>();
  const all = new Set(routes.map(listenerPriority));
  return routes.flatMap((route) => {
    const priority = listenerPriority(route);
    const other = taken.get(priority);
    if (other === undefined) {
      taken.set(priority, route.name);
      return [];
    }
    return [{ priority, names: [other, route.name] as const, free: freePriority(route, all) }];
  });
}

/** Services that would get none of the requests that their own paths describe best. */
export function shadows(routes: readonly Route[]): Shadow[] {
  return routes.flatMap((special) =>
    routes
      .filter((general) => general !== special && sharesHost(special, general))
      .filter((general) => [undefined, special.conditions].includes(general.conditions))
      .filter((general) => listenerPriority(general) < listenerPriority(special))
      .flatMap((general) => {
        const isNarrower = special.conditions !== general.conditions;
        const path = isNarrower
          ? special.paths.length === 0 && general.paths.length === 0
            ? "/*"
            : special.paths.find((own) => covers(general.paths, own))
          : special.paths.find((own) => isMoreSpecific(own, general.paths));
        return path === undefined
          ? []
          : [
              {
                hidden: special.name,
                hiding: general.name,
                path,
                below: listenerPriority(general),
              },
            ];
      }),
  );
}

/** A rule with conditions is in the range of those a step deeper: before the same paths without. */
function range({ paths, conditions }: Route): { first: number; size: number } {
  const more = conditions === undefined ? 0 : 1;
  if (paths.length + more === 0) {
    return WHOLE_HOST;
  }
  const own = paths.length === 0 ? 0 : Math.min(DEEPEST, ...paths.map(depthOf));
  const depth = Math.min(DEEPEST, own + more);
  return { first: (DEEPEST - depth) * RANGE + 1, size: RANGE };
}

/** How many whole steps a path has before its first wildcard: `/api/v2/*` has two. */
function depthOf(path: string): number {
  const literal = literalPart(path);
  const steps = literal.split("/").filter((step) => step !== "").length;
  return Math.max(1, Math.min(DEEPEST, steps));
}

function literalPart(path: string): string {
  return path.replace(/[*?].*$/, "");
}

/** Whether one of the patterns matches what `path` matches, and more. */
function isMoreSpecific(path: string, patterns: readonly string[]): boolean {
  if (patterns.length === 0) {
    return true;
  }
  const own = literalPart(path);
  return patterns.some(
    (pattern) =>
      /[*?]/.test(pattern) &&
      own.startsWith(literalPart(pattern)) &&
      own.length > literalPart(pattern).length,
  );
}

/** Whether patterns match all that a path of another rule matches. */
function covers(patterns: readonly string[], path: string): boolean {
  return patterns.length === 0 || patterns.includes(path) || isMoreSpecific(path, patterns);
}

function sharesHost(one: Route, other: Route): boolean {
  return one.hosts.some((host) => other.hosts.includes(host));
}

/** The first number from its own on, inside the route's own range, that nobody has. */
function freePriority(route: Route, taken: ReadonlySet<number>): number {
  const { first, size } = range(route);
  const start = hash(route.name) % size;
  for (let step = 0; step < size; step++) {
    const candidate = first + ((start + step) % size);
    if (!taken.has(candidate)) {
      return candidate;
    }
  }
  throw new Error(`no listener rule priority is free for ${route.name}`);
}

function hash(text: string): number {
  return createHash("sha256").update(text).digest().readUInt32BE(0);
}
