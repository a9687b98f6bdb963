// npm run report -- <stack>: one HTML file that shows a stack to people.
import * as fs from "node:fs";
import * as path from "node:path";
import { commandLine, run, RunFailed, stackArgument } from "./commandLine";
import { forScripts } from "./report/forScripts";
import { reportOf, reportPage } from "./report/make";
import { readStack } from "./report/source";
import type { Properties } from "./report/state";

const root = path.resolve(__dirname, "..");

interface Options {
  readonly sandbox?: true;
  readonly eventLog?: string;
  readonly out?: string;
  readonly json?: true;
}

const report = commandLine("npm run report --")
  .description(
    "Writes one HTML file about a stack, from the state of its last update: its architecture, services, recovery, network " +
      "paths, policies, resources and outputs. The file needs nothing else, and holds no secret.",
  )
  .addArgument(stackArgument())
  .option("--sandbox", "takes the stack that `make sandbox` brought up")
  .option(
    "--event-log <file>",
    "what `pulumi preview --event-log` wrote: shows what the policies found",
  )
  .option("--out <file>", "where to write, instead of report-out/<stack>.html")
  .option("--json", "writes what the report shows as JSON to standard output, and no file")
  .action(write);

void run(report);

async function write(stack: string, { sandbox, eventLog, out, json }: Options): Promise<void> {
  if (eventLog !== undefined && !fs.existsSync(eventLog)) {
    throw new RunFailed(`there is no ${eventLog}`);
  }
  const found = await readStack(root, stack, sandbox ?? false);
  const material = {
    ...found,
    isStandIn: sandbox ?? false,
    eventLog: eventLog === undefined ? undefined : fs.readFileSync(eventLog, "utf8"),
    packConfig: packConfig(stack),
    today: new Date(),
  };
  if (json) {
    console.log(JSON.stringify(forScripts(await reportOf(material)), undefined, 2));
    return;
  }
  const html = await reportPage(material);
  const file = out ?? path.join(root, "report-out", `${stack}.html`);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, html);
  if (sandbox) console.log("stand-in for AWS: what the report shows does not exist.");
  console.log(`Written: ${path.relative(process.cwd(), file)}`);
}

/** The pack's configuration of the stack, where there is one. */
function packConfig(stack: string): Properties {
  const file = path.join(root, "policy", `${stack}.json`);
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, "utf8")) as Properties) : {};
}
