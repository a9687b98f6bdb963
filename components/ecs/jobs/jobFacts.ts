import type { JobOutputs } from "./job";

/** A value as the stack's outputs have it, once it is known. */
type Known<T> = T extends undefined ? undefined : T extends readonly unknown[] ? string[] : string;

/** A job, by the outputs of its stack. */
export type JobFacts = {
  readonly [Key in keyof JobOutputs]: Key extends "subnetIds" | "securityGroupIds"
    ? readonly string[]
    : Known<JobOutputs[Key]>;
} & { readonly name: string; readonly region: string };
