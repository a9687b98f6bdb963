import * as fs from "node:fs";
import * as path from "node:path";
import { CommandError } from "@pulumi/pulumi/automation";
import { closest } from "fastest-levenshtein";
import { findPulumi } from "../tools/pulumiCli";
import { isRegion } from "./aws/shared/regions";
import type { RunResult } from "./engine";
import { Sandbox } from "./engine";
import { root } from "./project";
import { readSettings, writeSettings } from "./settings";
import { withTypeScriptLines } from "./register";
import { endOutage, outages, startOutage } from "./outage";
import { resourceNames } from "./tamper";

const usage = `Usage: npm run sandbox -- <command> <stack> [...]

Runs a stack on the real Pulumi engine against a stand-in for AWS on this machine. No AWS account
is involved: what it holds is in .sandbox/, and removing that folder starts afresh.

  demo <stack>       up with the policy pack, a preview that must find nothing to do, the outputs
  preview <stack>    what an update would change, and what the policies say about it
  up <stack>         updates the stack
  refresh <stack>    compares the stack with what the stand-in holds, and shows the drift
  outputs <stack>    the outputs of the last update
  tamper <stack> <resource> <property>=<value>...
                     changes a resource behind Pulumi's back (--delete deletes it)
  config <stack> [<key>=<value>... | --reset]
                     gives the sandbox's stack other config than the committed one, which no file shows
  destroy <stack>    deletes what is not protected
  outage [<region>]  from now on every call to the region fails; without one, names those that do
  outage --end <region>
                     the region answers again

Exit code: 0 when all went well, 1 when the run failed, 2 for a wrong command line.`;

type Command = (sandbox: Sandbox, stack: string, rest: string[]) => Promise<boolean>;

const commands: Readonly<Record<string, Command>> = {
  demo,
  preview: async (sandbox) => closing(await sandbox.preview()),
  up: async (sandbox) => closing(await sandbox.up()),
  refresh,
  outputs: async (sandbox) => {
    showOutputs(await sandbox.outputs());
    return true;
  },
  tamper,
  destroy,
};

/** A wrong command line: told in one line, without a stack trace. */
class UsageError extends Error {}

async function main([name, stack, ...rest]: string[]): Promise<number> {
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    console.log(usage);
    return name === undefined ? 2 : 0;
  }
  if (name === "config") return config(stack, rest);
  if (name === "outage") return outage(stack === undefined ? rest : [stack, ...rest]);
  const command = commands[name];
  if (!command)
    throw new UsageError(unknown("command", name, [...Object.keys(commands), "config", "outage"]));
  mustBeStack(name, stack);
  if (name !== "tamper" && rest.length > 0) {
    throw new UsageError(`${name} takes a stack and nothing else, got ${rest.join(" ")}`);
  }

  const { version, how } = await findPulumi((line) => {
    console.error(`pulumi CLI: ${line}`);
  });
  if (name !== "outputs") {
    console.log(`stand-in for AWS: nothing here reaches AWS. Pulumi ${version}: ${how}.`);
  }
  showSettings(stack);
  const terminal = process.stdout.isTTY;
  const onOutput = (text: string) => process.stdout.write(text);
  const sandbox = await Sandbox.open({ stack, terminal, onOutput, config: readSettings(stack) });
  return (await command(sandbox, stack, rest)) ? 0 : 1;
}

/** What `make sandbox` shows. */
async function demo(sandbox: Sandbox, stack: string): Promise<boolean> {
  const started = Date.now();
  const up = await sandbox.up();
  if (!up.succeeded) return closing(up);
  const again = await sandbox.preview();
  if (!again.succeeded) return closing(again);
  // A read is what a stack looks up in another one: nothing of its own changes by that.
  const changed = again.steps.filter(({ op }) => op !== "same" && op !== "read");
  if (changed.length > 0) {
    for (const { op, type, name, keys } of changed) {
      console.error(`A second preview would ${op} ${type} ${name}: ${keys?.join(", ") ?? ""}`);
    }
    return false;
  }
  console.log("A second preview finds nothing to change.\n\nOutputs:");
  showOutputs(up.outputs ?? {});
  const { resources, policies, violations } = up;
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  const mandatory = violations.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
  const advice = violations.length - mandatory.length;
  console.log(
    [
      `\nstand-in for AWS: stack ${stack} is up: ${resources} resources`,
      `${policies.length} policies checked`,
      `${mandatory.length} violations${advice > 0 ? ` and ${advice} of advice` : ""}`,
      `${seconds} s`,
    ].join(", "),
  );
  return true;
}

async function refresh(sandbox: Sandbox): Promise<boolean> {
  const result = await sandbox.refresh();
  const drift = result.steps.filter(({ op }) => op === "update" || op === "delete");
  for (const { op, type, name, keys } of drift) {
    const what = op === "delete" ? "is gone" : `changed: ${keys?.join(", ") ?? ""}`;
    console.log(`drift: ${type} ${name} ${what}`);
  }
  if (result.succeeded && drift.length === 0) console.log("No drift.");
  return result.succeeded;
}

async function tamper(sandbox: Sandbox, stack: string, args: string[]): Promise<boolean> {
  const [name, ...changes] = args;
  const names = resourceNames(path.join(root, ".sandbox", "aws"), stack);
  if (name === undefined) throw new UsageError("tamper needs the name of a resource");
  if (!names.includes(name)) throw new UsageError(unknown("resource", name, names));
  if (changes.length === 0) throw new UsageError("tamper needs <property>=<value>, or --delete");
  if (changes.includes("--delete")) {
    sandbox.tamper(name, null);
  } else {
    sandbox.tamper(name, Object.fromEntries(changes.map(assignment)));
  }
  console.log(`${name} changed behind Pulumi's back: npm run sandbox -- refresh ${stack}`);
  return Promise.resolve(true);
}

/** Takes a region of the stand-in away from every stack, or gives it back. */
function outage(args: string[]): number {
  const stateDir = path.join(root, ".sandbox", "aws");
  const end = args.includes("--end");
  const [region, ...more] = args.filter((each) => each !== "--end");
  if (more.length > 0 || (end && region === undefined)) {
    throw new UsageError("outage takes one region, after --end where the outage is over");
  }
  if (region !== undefined) {
    if (!isRegion(region)) throw new UsageError(`"${region}" is no region of AWS`);
    if (end) endOutage(stateDir, region);
    else startOutage(stateDir, region);
  }
  const out = outages(stateDir);
  const [first = ""] = out;
  console.log(
    out.length === 0
      ? "stand-in for AWS: every region answers"
      : `stand-in for AWS: ${out.join(", ")} fails every call, until npm run sandbox -- outage --end ${first}`,
  );
  return 0;
}

/** Changes the sandbox's own configuration of a stack, and shows it. */
function config(stack: string | undefined, args: string[]): number {
  mustBeStack("config", stack);
  if (args.includes("--reset")) writeSettings(stack);
  else if (args.length > 0) writeSettings(stack, Object.fromEntries(args.map(assignment)));
  showSettings(stack);
  return 0;
}

function showSettings(stack: string): void {
  const settings = Object.entries(readSettings(stack));
  if (settings.length === 0) return;
  const shown = settings.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(" ");
  console.log(`otherwise than committed: ${shown} (npm run sandbox -- config ${stack} --reset)`);
}

async function destroy(sandbox: Sandbox): Promise<boolean> {
  const result = await sandbox.destroy();
  if (result.succeeded) return true;
  for (const { name, type, by } of await sandbox.protectedResources()) {
    console.error(`protected: ${type} ${name} by ${by}: take that away by config and \`up\` first`);
  }
  return false;
}

function closing(result: RunResult): boolean {
  for (const line of result.advice) console.error(`\n${line}`);
  if (!result.succeeded) console.error(`\nstand-in for AWS: the run failed (see above).`);
  return result.succeeded;
}

function showOutputs(outputs: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(outputs)) {
    console.log(`  ${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`);
  }
}

/** `mapPublicIpOnLaunch=true`: the value is JSON where it can be, text otherwise. */
function assignment(text: string): [string, unknown] {
  const [, property, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (property === undefined || value === undefined) {
    throw new UsageError(`"${text}" is not <property>=<value>`);
  }
  try {
    return [property, JSON.parse(value) as unknown];
  } catch {
    return [property, value];
  }
}

function mustBeStack(command: string, stack: string | undefined): asserts stack is string {
  const stacks = committedStacks();
  if (stack === undefined) throw new UsageError(`${command} needs a stack: ${stacks.join(", ")}`);
  if (!stacks.includes(stack)) throw new UsageError(unknown("stack", stack, stacks));
}

function committedStacks(): string[] {
  return fs.readdirSync(root).flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? []);
}

function unknown(what: string, given: string, known: string[]): string {
  const nearest = known.length > 0 ? `; did you mean "${closest(given, known)}"?` : "";
  const few = known.length < 10 ? ` (there are: ${known.join(", ")})` : "";
  return `no ${what} "${given}"${nearest}${few}`;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    if (error instanceof UsageError) {
      console.error(`sandbox: ${error.message}\nRun \`npm run sandbox -- help\` for the commands.`);
      process.exit(2);
    }
    // The CLI could not even read the project: a broken Pulumi.<stack>.yaml, say.
    const said = error instanceof CommandError && /^ *stderr: ([\s\S]*)$/m.exec(error.message)?.[1];
    if (said) {
      console.error(`sandbox: ${said.trim()}`);
      process.exit(1);
    }
    console.error(
      withTypeScriptLines(error instanceof Error ? (error.stack ?? "") : String(error)),
    );
    process.exit(1);
  },
);
