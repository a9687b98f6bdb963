// npm run pull-request -- stacks|comment|plan|drifted: what the workflows in .github/workflows ask of the project.
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { UserError } from "../components/userError";
import { followedStack, serviceFilesOf } from "../preflight/stackConfig";
import { EventLog } from "../sandbox/events";
import { commandLine, run, stacksIn } from "./commandLine";
import { changedStacks } from "./pullRequest/changedStacks";
import { hasChanges, section } from "./pullRequest/comment";
import { costs } from "./pullRequest/costs";
import { usablePlan } from "./pullRequest/plan";

const root = path.resolve(__dirname, "..");

const EVENT_LOG = `
The CLI writes an event log where its debugging commands are on:

  PULUMI_DEBUG_COMMANDS=true pulumi preview --stack prod --event-log events.json
  npm run --silent pull-request -- comment prod events.json`;

const command = commandLine("npm run pull-request --").description(
  "What the workflows of a pull request and of a deployment ask of the project.",
);
command
  .command("stacks")
  .description(
    "the stacks whose inputs changed: their config, the program, or a stack that they follow; as a JSON list",
  )
  .argument("[base]", "a commit, such as HEAD^1; left out, all stacks")
  .action((base?: string) => console.log(JSON.stringify(stacks(base))));
command
  .command("comment")
  .description("what a preview would change, what the policies say and what it costs, as Markdown")
  .argument("<stack>", "its name")
  .argument("<event-log>", "what `pulumi preview --event-log` wrote")
  .option("--against <revision>", "and what a month costs more than at a commit, such as HEAD^1")
  .addHelpText("after", EVENT_LOG)
  .action(async (stack: string, file: string, { against }: { against?: string }) => {
    console.log(section(stack, read(file)));
    if (against !== undefined) console.log(`${await costs(root, stack, against)}\n`);
  });
command
  .command("drifted")
  .description("true where a refresh found a change, false where it found none")
  .argument("<event-log>", "what `pulumi refresh --preview-only --event-log` wrote")
  .action((file: string) => console.log(hasChanges(read(file))));
command
  .command("plan")
  .description("makes a plan, in place, one that `pulumi up --plan` can follow")
  .argument("<plan>", "what `pulumi preview --save-plan` wrote")
  .action((file: string) => fs.writeFileSync(file, JSON.stringify(usablePlan(readPlan(file)))));

void run(command);

function stacks(base?: string): string[] {
  const names = stacksIn(root).sort();
  if (base === undefined) return names;
  const committed = names.map((name) => ({
    name,
    follows: followedStack(root, name),
    serviceFiles: serviceFilesOf(root, name),
  }));
  return changedStacks(changedFiles(base), committed);
}

function changedFiles(base: string): string[] {
  // A name that starts with a dash would be an option of git's.
  const args = ["diff", "--name-only", "--no-renames", "-z", "--end-of-options", base, "HEAD"];
  try {
    return execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: "pipe" }).split("\0");
  } catch (error) {
    const { stderr = String(error) } = error as { stderr?: string };
    throw new UserError(`git knows no commit "${base}" here: ${stderr.trim()}`);
  }
}

function readPlan(file: string): unknown {
  if (!fs.existsSync(file)) throw new UserError(`there is no ${file}`);
  return JSON.parse(fs.readFileSync(file, "utf8"));
}

function read(file: string): EventLog {
  if (!fs.existsSync(file)) throw new UserError(`there is no ${file}`);
  return EventLog.of(fs.readFileSync(file, "utf8"));
}
