import type { JobOutputs } from "../../components/ecs/jobs/job";
import { UserError } from "../../components/userError";

/** A value as the stack's outputs have it, once it is known. */
type Known<T> = T extends undefined ? undefined : T extends readonly unknown[] ? string[] : string;

/** A job, by the outputs of its stack. */
export type JobFacts = {
  readonly [Key in keyof JobOutputs]: Key extends "subnetIds" | "securityGroupIds"
    ? readonly string[]
    : Known<JobOutputs[Key]>;
} & { readonly name: string; readonly region: string };

/**
 * What a stack's outputs say of a job.
 *
 * @throws UserError that names the jobs that there are.
 */
export function jobOf(
  outputs: Readonly<Record<string, unknown>>,
  stack: string,
  name: string,
): JobFacts {
  const jobs = (outputs["jobs"] ?? {}) as Readonly<Record<string, Omit<JobFacts, "name">>>;
  const found = jobs[name];
  if (found === undefined) {
    const names = Object.keys(jobs).join(", ");
    throw new UserError(`stack ${stack} has no job "${name}" (${names || "it has none"})`);
  }
  return { ...found, name, region: String(outputs["region"]) };
}
