import { AsyncResource } from "node:async_hooks";
import { createRequire } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import type * as Ecs from "@aws-sdk/client-ecs";
import type * as Following from "./followJob";
import type { Before } from "./before";
import type { JobFacts } from "./jobFacts";
import type { Job } from "./job";

const load = createRequire(__filename);

/** A job, with its name. */
export type NamedJob = readonly [name: string, job: Job];

/** Lines of a log that an error shows. */
const SHOWN = 20;

/**
 * Runs jobs to their end, one after the other, before a service's next deployment: where a task definition is new to an
 * ECS service, the service stays as it is until each job has ended with exit code 0, or the update fails. Pulumi calls
 * it right before the step, in updates only. Both sides of a service wait for the same run.
 *
 * It calls ECS as `npm run task` does: by the credentials that the AWS SDK finds where the program runs.
 *
 * https://www.pulumi.com/docs/iac/concepts/resources/options/hooks/
 */
export function runBefore(
  service: string,
  jobs: readonly NamedJob[],
  region: pulumi.Input<string>,
): Before | undefined {
  if (jobs.length === 0) return undefined;
  const facts = jobs.map(([name, job]) => factsOf(name, job, region));
  let run: Promise<void> | undefined;
  // The engine calls from outside of the program, to whose run its messages belong.
  const inProgram = AsyncResource.bind(() => runAll(service, facts));
  const once = (): Promise<void> => (run ??= inProgram());
  const hook = new pulumi.ResourceHook(`${service}-jobs-before`, async (args) => {
    if (isDeployment(args)) await once();
  });
  return {
    dependsOn: jobs.map(([, job]) => job),
    hooks: { beforeCreate: [hook], beforeUpdate: [hook] },
  };
}

/** Whether new tasks come of a step: none do of other settings, nor while a service waits for its image. */
export function isDeployment({
  oldInputs,
  newInputs,
}: Pick<pulumi.ResourceHookArgs, "oldInputs" | "newInputs">): boolean {
  const isNew = newInputs?.["taskDefinition"] !== oldInputs?.["taskDefinition"];
  const waits = oldInputs === undefined && newInputs?.["desiredCount"] === 0;
  return isNew && !waits;
}

type Facts = Promise<JobFacts>;

/** What is known once the job is there; in a preview, where nobody asks, it may never be. */
function factsOf(name: string, { outputs }: Job, region: pulumi.Input<string>): Facts {
  return new Promise((resolve) => {
    pulumi.output({ ...outputs, name, region }).apply((known) => {
      resolve(known);
    });
  });
}

async function runAll(service: string, jobs: readonly Facts[]): Promise<void> {
  // Not before it is needed: AWS's SDK would be a part of the start of every preview.
  const { ECSClient } = load("@aws-sdk/client-ecs") as typeof Ecs;
  const { followJob } = load("./followJob") as typeof Following;
  for (const each of jobs) {
    const job = await each;
    const client = new ECSClient({ region: job.region });
    const lines: string[] = [];
    const say = (line: string): void => {
      lines.push(line);
      void pulumi.log.info(`${job.name}, before ${service}: ${line.trim()}`);
    };
    const { exitCode } = await followJob(job, { client, say, pause: pauses() });
    if (exitCode === 0) continue;
    const end = lines.slice(-SHOWN).join("\n");
    throw new Error(
      `job ${job.name} runs before ${service} and failed, so that ${service} stays as it is. Correct it and update again. The end of what it said:\n${end}`,
    );
  }
}

/** Between two looks at a task: soon at first, every five seconds later. */
function pauses(): () => Promise<void> {
  let milliseconds = 125;
  return async () => {
    milliseconds = Math.min(milliseconds * 2, 5_000);
    await sleep(milliseconds);
  };
}
