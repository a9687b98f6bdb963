// npm run shift -- <stack> <service> <percent>: moves a service's requests between its sides, step by step.
import { InvalidArgumentError, Option } from "commander";
import { commandLine, run, RunFailed, stackArgument } from "./commandLine";
import { root } from "./recovery/standby";
import { alarmsThatRing } from "./running/alarms";
import { openStack, type Opened } from "./running/open";
import { serviceOf } from "./running/stackServices";
import { describedIn, type Described } from "./shift/described";
import { deployedWeights } from "./shift/deployed";
import { inSandbox, saidInSandbox } from "./shift/inSandbox";
import { onAws, PAUSE_SECONDS, typedInShell, upCommand } from "./shift/onAws";
import { mayBegin, shares, shift, type Shifted, type ShiftPlan } from "./shift/shift";
import { sharingService, shiftSteps } from "./shift/weights";

interface Options {
  readonly step: number;
  readonly watch: number;
  readonly yes?: true;
  readonly printOnly?: true;
  readonly up: boolean;
  readonly json?: true;
  readonly sandbox?: boolean;
  readonly alarm?: string;
}

const command = commandLine("npm run shift --")
  .description(
    "Moves the requests of a service that runs on both sides, step by step: each changes its traffic in Pulumi.<stack>.yaml, which belongs into " +
      "the repository, and updates its listener rule alone. A step begins while the alarms of the side that gets more are off; one that goes off " +
      "after a step takes that step back at once. docs/services.md, Migrate gradually.",
  )
  .addArgument(stackArgument())
  .argument("<service>", "one of landbridge:services, with placement both and traffic")
  .argument("<percent>", "of its requests that AWS gets in the end", percent(0))
  .option("--step <percent>", "how much a step moves at the most", percent(1), 10)
  .option("--watch <minutes>", "how long the alarms are watched after each step", minutes, 10)
  .option("--yes", "doesn't ask before a step; going back never asks")
  .option("--print-only", "says the steps and the commands, and changes nothing")
  .option(
    "--no-up",
    "changes the file by one step, for a pull request, and updates nothing: nobody watches the alarms then",
  )
  .option("--json", "writes the steps and how they ended as JSON, and the rest to standard error")
  .option("--sandbox", "in the stack that `make sandbox` brought up; changes no file")
  .addOption(
    new Option(
      "--alarm <name>",
      "an alarm of the service's that the stand-in sets off after a step",
    ).implies({ sandbox: true }),
  )
  .action(start);

void run(command);

async function start(stack: string, name: string, to: number, options: Options): Promise<void> {
  const { json, sandbox = false } = options;
  const quiet = json ?? false;
  const say = (line: string): void => {
    (quiet ? console.error : console.log)(line);
  };
  const described = describedIn(root, stack, name);
  const { write } = described;
  const said = sandbox ? saidInSandbox(stack) : described.said;
  const { plan, urn, account, deployment } = await planned(stack, name, to, options, said);
  const ringing = (names: readonly string[]) => alarmsThatRing(account, names);
  const target = {
    stack,
    write,
    urn,
    asks: options.yes === undefined,
    quiet,
    ringing,
    say,
  };
  let shifted: Shifted = { cloud: plan.from, done: [] };
  if (options.printOnly || !options.up) {
    await mayBegin(plan, ringing);
    const steps = options.printOnly ? plan.steps : plan.steps.slice(0, 1);
    for (const each of steps) say(shares(each));
    say(`by: ${typedInShell(upCommand(target, !target.asks))}`);
    const [first] = steps;
    if (!options.printOnly && !sandbox && first !== undefined) {
      write(first);
      say(`${described.file}: ${name}.traffic`);
    }
  } else {
    const { region } = account;
    const { alarm } = options;
    const means = sandbox
      ? inSandbox({ stack, service: name, region, deployment, alarm, quiet, say })
      : await onAws(target);
    shifted = await shift(plan, means);
    if (shifted.takenBack === undefined) say(`${name}: ${shares(shifted.cloud)}`);
    else process.exitCode = 1;
  }
  if (!json) return;
  const { from, steps, alarms } = plan;
  const names = alarms.map((each) => each.name);
  const all = { stack, service: name, from, to, steps, alarms: names, ...shifted };
  console.log(JSON.stringify(all, undefined, 2));
}

/** The way, by the stack's configuration and by what its last update left, which have to agree. */
async function planned(
  stack: string,
  service: string,
  to: number,
  { sandbox = false, step, watch }: Options,
  said: Described["said"],
): Promise<Opened & { readonly plan: ShiftPlan; readonly urn: string }> {
  const { cloud: from, deployment: own } = sharingService(said, stack, service);
  const opened = await openStack(stack, sandbox);
  const { urn, cloud, alarms } = deployedWeights(
    opened.deployment,
    serviceOf(opened.found, service),
  );
  if (cloud !== undefined && cloud !== from) {
    throw new RunFailed(
      `the configuration says ${shares(from)}, the stack's last update ${shares(cloud)}: update the stack first`,
    );
  }
  const yours = Array.isArray(own?.alarmNames) ? own.alarmNames : [];
  const plan = {
    service,
    from,
    steps: shiftSteps(from, to, step),
    alarms: [...alarms, ...yours.map((name) => ({ name: String(name) }))],
    looks: sandbox ? 1 : Math.ceil((watch * 60) / PAUSE_SECONDS),
  };
  return { ...opened, plan, urn };
}

function percent(least: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,3}$/.test(text) ? Number(text) : -1;
    if (value >= least && value <= 100) return value;
    throw new InvalidArgumentError(`It is no whole percentage from ${least} to 100.`);
  };
}

function minutes(text: string): number {
  const value = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= 1440) return value;
  throw new InvalidArgumentError("It is no number of minutes from 1 to 1440.");
}
