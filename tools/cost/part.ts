import type { Resource, Resources } from "./resources";

/** What of a resource has a price that is there whether it is used or not. */
export interface Part {
  /** Which table, and which row in it. */
  readonly of: string;
  readonly key: string;
  /** How many of them, or how many GB. */
  readonly quantity: number;
}

export type PartsOf = (resource: Resource, resources: Resources) => readonly Part[];
