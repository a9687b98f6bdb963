import type { StackConfig } from "../settled";

/** Sections of a platform's configuration that rules about services look at, in whichever stack these are. */
const OFFERED = [
  "environmentType",
  "residency",
  "network",
  "onPremises",
  "dns",
  "cluster",
  "registry",
  "loadBalancer",
  "databases",
  "quotas",
] as const satisfies readonly (keyof StackConfig)[];

/** What a platform's stack tells stacks of services of its configuration. */
export function offeredSections(config: StackConfig): Record<string, unknown> {
  return Object.fromEntries(OFFERED.map((key) => [key, config[key]]));
}
