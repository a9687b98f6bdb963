// npm run status -- <stack> [service]: how services are on both sides, in one table.
import { coloured } from "./coloured";
import { commandLine, run, stackArgument } from "./commandLine";
import { openStack } from "./running/open";
import { serviceOf } from "./running/stackServices";
import { statusOf } from "./running/status";
import { detailTables, statusTable } from "./running/table";

const status = commandLine("npm run status --")
  .description(
    "How a stack's services are, on both sides: tasks, targets and their health, deployment, image, last event. Of one service each task, target " +
      "and event as well. By the stack's outputs and calls that only read.",
  )
  .addArgument(stackArgument())
  .argument("[service]", "one of landbridge:services; all, when there is none")
  .option("--json", "writes all that is known, as JSON")
  .option(
    "--sandbox",
    "takes the stack that `make sandbox` brought up, and asks the stand-in for AWS",
  )
  .action(show);

void run(status);

interface Options {
  readonly json?: true;
  readonly sandbox?: true;
}

async function show(stack: string, service: string | undefined, options: Options): Promise<void> {
  const { account, found } = await openStack(stack, options.sandbox ?? false);
  const services = service === undefined ? found.services : [serviceOf(found, service)];
  const sides = await statusOf(account, found, services);
  if (options.json) {
    console.log(JSON.stringify(sides, undefined, 2));
    return;
  }
  console.log(statusTable(sides, coloured(process.stdout)));
  if (service !== undefined) console.log(detailTables(sides));
}
