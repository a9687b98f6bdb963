/** Numbers of resources by their type in AWS, such as `ec2 Subnet`. */
export type Counts = Readonly<Record<string, number>>;

/** A change of a stack file that companies make, and what `pulumi up` makes of it. */
export interface Change {
  /** What is changed, in words. */
  readonly what: string;
  /** Values by their path in the stack file, such as `services[0].port`; null takes a key away. */
  readonly edits: Readonly<Record<string, unknown>>;
  /** Who is cut off from what, and for how long; and what to do about it. */
  readonly cut: string;
  readonly plan: Plan;
}

/** What an update would do. */
export interface Plan {
  readonly creates?: Counts;
  readonly updates?: Counts;
  readonly deletes?: Counts;
  /** Names of resources that are replaced: the new one first. */
  readonly replaces?: readonly string[];
  /** Names of resources that are replaced: the old one goes first. */
  readonly replacesOldFirst?: readonly string[];
  /** Names of protected resources: Pulumi stops before the first step. */
  readonly stopsAt?: readonly string[];
  /** The error that config answers with, or part of it: nothing is changed. */
  readonly error?: string;
  /** A warning that preview and update show, or part of it. */
  readonly warning?: string;
}
