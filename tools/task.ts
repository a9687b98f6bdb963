// npm run task -- <stack> <job> [--sandbox]: runs one of a stack's jobs, and follows it until its end.
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { InvalidArgumentError, Option } from "commander";
import { readOutputs } from "../onprem/outputs";
import { realSurroundings } from "../preflight/surroundings";
import { standInTasks } from "../sandbox/account/tasks";
import { sandboxDirectory } from "../sandbox/project";
import { commandLine, run } from "./commandLine";
import { followJob } from "./task/followJob";
import { jobOf } from "./task/job";

interface Options {
  readonly sandbox?: boolean;
  readonly exitCode?: number;
  readonly json?: true;
}

/** Between two looks at the task. */
const PAUSE_MS = 5_000;

const task = commandLine("npm run task --")
  .description(
    "Runs one of a stack's jobs (landbridge:jobs), with a schedule or without, as the stack's last update left it: in AWS or " +
      "on its site's servers. Follows the task, with its log, until its end, and ends with the exit code of its container. " +
      "Interrupted, it stops following: the task goes on.",
  )
  .argument("<stack>")
  .argument("<job>", "one of landbridge:jobs, by its name")
  .option(
    "--sandbox",
    "runs it in the stand-in for AWS, in the stack that `make sandbox` brought up",
  )
  .option(
    "--json",
    "writes the task, its log and its exit code as JSON at its end, and the rest to standard error",
  )
  .addOption(
    new Option("--exit-code <number>", "what the stand-in's task ends with")
      .argParser(exitCodeOf)
      .implies({ sandbox: true }),
  )
  .action(start);

void run(task);

async function start(stack: string, name: string, options: Options): Promise<void> {
  const { sandbox = false, exitCode = 0, json } = options;
  const say = (line: string): void => {
    (json ? console.error : console.log)(line);
  };
  const { outputs, source } = await readOutputs({ stack, sandbox, realOnly: true });
  const job = jobOf(outputs, stack, name);
  say(`job ${name} of stack ${stack}: ${source}`);
  const stateDir = path.join(sandboxDirectory, "aws");
  const surroundings = sandbox ? standInTasks(stateDir, exitCode) : realSurroundings;
  const ended = await followJob(job, {
    surroundings,
    say,
    pause: () => sleep(sandbox ? 0 : PAUSE_MS),
  });
  if (json) console.log(JSON.stringify({ stack, job: name, ...ended }, undefined, 2));
  process.exitCode = ended.exitCode ?? 1;
}

function exitCodeOf(text: string): number {
  if (/^\d{1,3}$/.test(text) && Number(text) <= 255) return Number(text);
  throw new InvalidArgumentError("An exit code is 0 to 255.");
}
