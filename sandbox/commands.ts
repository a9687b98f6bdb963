import * as path from "node:path";
import { InvalidArgumentError } from "commander";
import { closest } from "fastest-levenshtein";
import { UserError } from "../components/userError";
import { commandLine, stackArgument } from "../tools/commandLine";
import { findPulumi, showProgress } from "../tools/pulumiCli";
import { isRegion } from "./aws/shared/regions";
import { demo } from "./demo";
import type { Sandbox } from "./engine";
import { openStack, pulumisOwn } from "./openStack";
import { forget } from "./interrupted";
import { endOutage, outages, startOutage } from "./outage";
import type { RunResult } from "./runResult";
import { closing, showOutputs } from "./terminal/closing";
import { forScripts } from "./terminal/forScripts";
import { sandboxDirectory, type ConfigOverrides } from "./project";
import { readSettings, writeSettings } from "./settings";
import { resourceNames, tamper } from "./tamper";

const bootstrap = {
  project: "bootstrap",
  next: [
    ["npm run sandbox -- bootstrap own-state", "state in a bucket, deployments by GitHub Actions"],
    ["npm run sandbox -- bootstrap cloud", "state and deployments in Pulumi Cloud"],
    ["docs/bootstrap.md", "on a real account"],
  ],
} as const;
const stateDir = path.join(sandboxDirectory, "aws");

/** The command line of the sandbox. */
export const sandbox = commandLine("npm run sandbox --").description(
  "Runs a stack on the real Pulumi engine against a stand-in for AWS on this machine. No AWS account " +
    "is involved: what it holds is in .sandbox/, and removing that folder starts afresh.",
);

const onStack = (name: string, description: string) =>
  sandbox.command(name).description(description).addArgument(stackArgument());

onStack("demo", "up, a preview that must find nothing to do, and a summary")
  .option("--verbose", "Pulumi's own display in place of a line of progress, and all outputs")
  .action((stack: string, options: { verbose?: true }) =>
    engine(() => demo(stack, options))(stack),
  );
sandbox
  .command("bootstrap")
  .description("the same of bootstrap/: roles of deployments, Pulumi Deployments, state")
  .addArgument(stackArgument("bootstrap").default("cloud"))
  .option("--verbose", "Pulumi's own display in place of a line of progress, and all outputs")
  .action((stack: string, options: { verbose?: true }) =>
    engine(() => demo(stack, { ...options, ...bootstrap }))(stack),
  );
onStack("preview", "what an update would change, and what the policies report")
  .option("--json", "steps, violations and errors as JSON")
  .action(shown(async (opened) => opened.preview()));
onStack("up", "updates the stack, with the policy pack")
  .option("--json", "steps, violations and errors as JSON")
  .action(shown(async (opened) => opened.up()));
onStack("refresh", "compares the stack with the stand-in, and shows drift")
  .option("--json", "steps and errors as JSON: a step is what has drifted")
  .action(shown(async (opened) => opened.refresh(), showDrift));
onStack("outputs", "the outputs of the last update").option("--json", "as JSON").action(outputs);
onStack("destroy", "deletes what is not protected").action(
  engine(async (stack) => destroy(await openStack(stack, pulumisOwn()))),
);
onStack("reset", "forgets the stack: its state, and what it has in the stand-in's account").action(
  (stack: string) => {
    forget(sandboxDirectory, stack);
    console.log(
      `stand-in for AWS: nothing of ${stack} is left; make sandbox STACK=${stack} makes it anew`,
    );
  },
);
onStack("tamper", "changes a resource behind Pulumi's back")
  .argument("<resource>", "its name in the program")
  .argument("[changes...]", "<property>=<value>", assignments)
  .option("--delete", "deletes it")
  .action(change);
onStack("config", "shows what the sandbox's stack has otherwise than the committed one, or sets it")
  .argument("[changes...]", "<key>=<value>", assignments)
  .option("--reset", "as committed again")
  .option("--json", "as JSON: what it has otherwise, by key")
  .action(configure);
sandbox
  .command("outage")
  .description("shows the Regions that fail every call, or changes them")
  .argument("[region]", "fails from now on", region)
  .option("--end <region>", "answers again", region)
  .action(outage);

/** What a command does with the sandbox, once it is opened: whether it succeeded. */
type Act = (stack: string) => Promise<boolean>;

function engine(act: Act): (stack: string) => Promise<void> {
  return async (stack) => {
    const { version, how } = await findPulumi(showProgress);
    console.log(`stand-in for AWS: nothing here reaches AWS. Pulumi ${version}: ${how}.`);
    showSettings(stack);
    if (!(await act(stack))) process.exitCode = 1;
  };
}

/** With Pulumi's own display, and with whatever else is to be said; or as JSON alone. */
function shown(
  act: (opened: Sandbox) => Promise<RunResult>,
  say: (result: RunResult) => void = () => undefined,
): (stack: string, options: { json?: true }) => Promise<void> {
  return async (stack, { json }) => {
    if (json) {
      const result = await act(await openStack(stack));
      console.log(JSON.stringify(forScripts(result), undefined, 2));
      if (!result.succeeded) process.exitCode = 1;
      return;
    }
    await engine(async () => {
      const result = await act(await openStack(stack, pulumisOwn()));
      say(result);
      return closing(result);
    })(stack);
  };
}

async function outputs(stack: string, { json }: { json?: true }): Promise<void> {
  if (!json) showSettings(stack);
  const found = await (await openStack(stack)).outputs();
  if (json) console.log(JSON.stringify(found, undefined, 2));
  else showOutputs(found);
}

function showDrift(result: RunResult): void {
  const drift = result.steps.filter(({ op }) => op === "update" || op === "delete");
  for (const { op, type, name, keys } of drift) {
    const what = op === "delete" ? "is gone" : `changed: ${keys?.join(", ") ?? ""}`;
    console.log(`drift: ${type} ${name} ${what}`);
  }
  if (result.succeeded && drift.length === 0) console.log("No drift.");
}

function change(stack: string, name: string, changes: ConfigOverrides, options: { delete?: true }) {
  if (!options.delete && isEmpty(changes)) {
    throw new UserError("tamper needs <property>=<value>, or --delete");
  }
  const names = resourceNames(stateDir, stack);
  if (!names.includes(name)) {
    const nearest = names.length > 0 ? `; did you mean "${closest(name, names)}"?` : "";
    throw new UserError(`no resource "${name}"${nearest}`);
  }
  tamper(stateDir, stack, name, options.delete ? null : changes);
  console.log(`${name} changed behind Pulumi's back: npm run sandbox -- refresh ${stack}`);
}

/** Takes a Region of the stand-in away from every stack, or gives it back. */
function outage(begins: string | undefined, { end: ends }: { end?: string }): void {
  if (begins !== undefined) startOutage(stateDir, begins);
  if (ends !== undefined) endOutage(stateDir, ends);
  const out = outages(stateDir);
  const [first = ""] = out;
  console.log(
    out.length === 0
      ? "stand-in for AWS: every Region answers"
      : `stand-in for AWS: ${out.join(", ")} fails every call, until npm run sandbox -- outage --end ${first}`,
  );
}

/** Changes the sandbox's own configuration of a stack, and shows it. */
function configure(
  stack: string,
  changes: ConfigOverrides,
  { reset, json }: { reset?: true; json?: true },
): void {
  if (reset) writeSettings(stack);
  else if (!isEmpty(changes)) writeSettings(stack, changes);
  if (json) console.log(JSON.stringify(readSettings(stack), undefined, 2));
  else showSettings(stack);
}

/** Where there are none, commander gives an empty list. */
function isEmpty(changes: ConfigOverrides): boolean {
  return Object.keys(changes).length === 0;
}

function showSettings(stack: string): void {
  const settings = Object.entries(readSettings(stack));
  if (settings.length === 0) return;
  const shown = settings.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(" ");
  console.log(`otherwise than committed: ${shown} (npm run sandbox -- config ${stack} --reset)`);
}

async function destroy(opened: Sandbox): Promise<boolean> {
  const result = await opened.destroy();
  if (result.succeeded) return true;
  for (const { name, type, by } of await opened.protectedResources()) {
    console.error(`protected: ${type} ${name} by ${by}: take that away by config and \`up\` first`);
  }
  return false;
}

/** `mapPublicIpOnLaunch=true`: the value is JSON where it can be, text otherwise. */
function assignments(text: string, before: ConfigOverrides = {}): ConfigOverrides {
  const [, property, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (property === undefined || value === undefined) {
    throw new InvalidArgumentError("It is not <name>=<value>.");
  }
  try {
    return { ...before, [property]: JSON.parse(value) as unknown };
  } catch {
    return { ...before, [property]: value };
  }
}

function region(text: string): string {
  if (!isRegion(text)) throw new InvalidArgumentError("It is no Region of AWS.");
  return text;
}
