import * as fs from "node:fs";
import * as path from "node:path";
import { Argument, Command } from "commander";
import { UserError } from "../components/userError";
import { withTypeScriptLines } from "../sandbox/register";

const root = path.resolve(__dirname, "..");

const EXIT_CODES = `
Exit code: 0 when all went well, 1 when the run failed, 2 for a wrong command line or config.`;

/** The run failed, for a reason that its message gives: no stack trace helps. */
export class RunFailed extends Error {}

/** What starts all commands, where one of them was started by that. */
let startedBy: string | undefined;

/** Makes the next command line say that it is a command of another: `npx landbridge sandbox`. */
export function asCommandOf(program: string): void {
  startedBy = program;
}

/** What is typed before a command's arguments, by whatever started it. */
export function typed(usage: string): string {
  return startedBy === undefined ? usage : usage.replace(/^npm run (\S+) --$/, `${startedBy} $1`);
}

/**
 * A command line of this project.
 *
 * @param usage What is typed before the arguments: `npm run sandbox --`.
 */
export function commandLine(usage: string): Command {
  return new Command(typed(usage))
    .addHelpText("after", EXIT_CODES)
    .showHelpAfterError(`(${typed(usage)} --help shows how it is used)`)
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));
}

/** Runs a command line, and ends the process with its exit code. */
export async function run(command: Command): Promise<void> {
  try {
    await command.parseAsync();
  } catch (error) {
    if (error instanceof UserError) command.error(`error: ${error.message}`);
    const { message, stack = message } = error instanceof Error ? error : new Error(String(error));
    const text = error instanceof RunFailed ? `error: ${message}` : withTypeScriptLines(stack);
    console.error(text);
    process.exitCode = 1;
  }
  await Promise.all([process.stdout, process.stderr].map(taken));
  process.exit();
}

/** Waits until all that was written has been read: a pipe takes it bit by bit, and the end of the process cuts off the rest. */
function taken(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((done) => void stream.write("", () => done()));
}

/**
 * `<stack>`, one of those whose file is in the repository.
 *
 * @param project Folder of the project.
 */
export function stackArgument(project = ""): Argument {
  const stacks = stacksIn(path.join(root, project));
  const [name, where] = project === "" ? ["<stack>", "here"] : ["[stack]", `in ${project}/`];
  return new Argument(name, `whose Pulumi.<stack>.yaml is ${where}`).choices(stacks);
}

/** The stacks whose files are in a folder. */
export function stacksIn(directory: string): string[] {
  return fs.readdirSync(directory).flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? []);
}
