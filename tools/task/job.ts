import type { JobFacts } from "../../components/ecs/jobs/jobFacts";
import { UserError } from "../../components/userError";

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
