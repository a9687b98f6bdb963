import { unknown } from "../../sandbox/provider/values";
import type { Props } from "../../sandbox/provider/store";
import type { Provider } from "../../sandbox/provider/provider";
import type { Goal } from "./goal";

/** A resource of the stack as the last update left it. */
export interface Held {
  readonly goal: Goal;
  readonly id: string;
  readonly outputs: Props;
}

/** What an update does to a resource, and with which of its properties. */
export interface Step {
  readonly op: "create" | "update" | "replace" | "delete";
  readonly type: string;
  readonly name: string;
  /** What changes; of a replacement, what can't be changed in place. */
  readonly keys: readonly string[];
  /** Of a replacement: whether the old one goes first. */
  readonly deleteFirst?: boolean;
  /** Whether the resource stays in AWS, though no longer as the stack's. */
  readonly stays?: boolean;
  /** Whether Pulumi stops the update, since the resource is protected. */
  readonly protectedBy?: "protect";
}

/**
 * What has to go before a resource that is deleted before it is made anew: whatever depends on it by a property that
 * can't change in place, and so on; and what is replaced with it. The engine's own rule (calculateDependentReplacements, in
 * pkg/resource/deploy/step_generator.go of github.com/pulumi/pulumi).
 */
export function goesWith(
  root: string,
  state: ReadonlyMap<string, Held>,
  providerOf: (urn: string) => Provider | undefined,
): Held[] {
  const going = new Set([root]);
  const found: Held[] = [];
  let after = false;
  for (const [urn, held] of state) {
    if (urn === root) after = true;
    if (!after || urn === root || !held.goal.custom) continue;
    const { goal, outputs } = held;
    const touched = [...goal.madeFrom].filter(([, urns]) => urns.some((each) => going.has(each)));
    if (goal.replaceWith.includes(root)) found.push(held);
    if (touched.length === 0 || goal.replaceWith.includes(root)) continue;
    const inputs = {
      ...goal.inputs,
      ...Object.fromEntries(touched.map(([key]) => [key, unknown])),
    };
    const { provider, ignoreChanges, replaceOnChanges } = goal;
    const diff = providerOf(provider)?.diff(urn, outputs, goal.inputs, inputs, ignoreChanges);
    const forced = touched.some(([key]) => replaceOnChanges.includes(key));
    if (!forced && !diff?.replaces.length) continue;
    going.add(urn);
    found.push(held);
  }
  return found;
}

/** Properties that name a resource in AWS, the first that there is. */
const NAMES = ["name", "identifier", "clusterIdentifier", "bucket", "functionName", "family"];

/** What a resource that has its name in something else is a part of. */
const PARTS = [
  "role",
  "zoneId",
  "setIdentifier",
  "vpcId",
  "scalableDimension",
  "resourceId",
  "dbProxyName",
];

/** What AWS knows a resource by that people named, with its type and all that the name has to be unique in. */
export function nameInAws({ goal, outputs }: Held): string[] {
  if (!goal.custom) return [];
  const name = NAMES.map((key) => outputs[key]).find((value) => typeof value === "string");
  if (name === undefined) return [];
  const parts = [outputs["region"], ...PARTS.map((key) => outputs[key]), outputs["type"]];
  return [JSON.stringify([goal.type, ...parts, name])];
}
