// npm run logs -- <stack> <service>: what its containers wrote, on both sides.
import { setTimeout } from "node:timers/promises";
import { InvalidArgumentError } from "commander";
import { commandLine, run, stackArgument } from "./commandLine";
import { logEvents, sinceOf } from "./running/logs";
import { openStack } from "./running/open";
import { serviceOf } from "./running/stackServices";

/** Between two looks at what is new. */
const POLL_MS = 2_000;

const logs = commandLine("npm run logs --")
  .description(
    "What the containers of a service wrote, on both sides, the oldest first: they share one log group.",
  )
  .addArgument(stackArgument())
  .argument("<service>", "one of landbridge:services")
  .option("--since <time>", "how far back: 30s, 10m, 4h, 2d", parsedSince, sinceOf("10m"))
  .option("--container <name>", "of one container alone: the service's own has its name")
  .option("--filter <pattern>", "events that CloudWatch Logs' filter pattern matches")
  .option("--follow", "goes on with what comes, until it is ended")
  .option("--json", "writes each event as a line of JSON")
  .option(
    "--sandbox",
    "takes the stack that `make sandbox` brought up, and asks the stand-in for AWS",
  )
  .action(show);

void run(logs);

interface Options {
  readonly since: number;
  readonly container?: string;
  readonly filter?: string;
  readonly follow?: true;
  readonly json?: true;
  readonly sandbox?: true;
}

function parsedSince(value: string): number {
  const seconds = sinceOf(value);
  if (seconds === undefined) throw new InvalidArgumentError("It must be 30s, 10m, 4h or 2d.");
  return seconds;
}

async function show(stack: string, name: string, options: Options): Promise<void> {
  const { account, found } = await openStack(stack, options.sandbox ?? false);
  const { logGroupName } = serviceOf(found, name);
  const asked = {
    logGroupName,
    ...(options.container !== undefined && { container: options.container }),
    ...(options.filter !== undefined && { pattern: options.filter }),
  };
  let after = options.sandbox ? 0 : Date.now() - options.since * 1000;
  for (;;) {
    const events = await logEvents(account, asked, after);
    for (const event of events) {
      const { at, container, task, message } = event;
      console.log(options.json ? JSON.stringify(event) : `${at} ${container} ${task} ${message}`);
      after = Math.max(after, Date.parse(at) + 1);
    }
    if (!options.follow) return;
    await setTimeout(POLL_MS);
  }
}
