// npx landbridge <command>: every command of the project by one name. Each is an npm script as well.
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { asCommandOf, commandLine } from "./commandLine";
import { commands } from "./commands";

const root = path.resolve(__dirname, "..");
const NAME = "npx landbridge";

const landbridge = commandLine(NAME)
  .description(
    "A data centre and AWS as one platform. <command> --help shows what each command takes.",
  )
  .usage("<command> [arguments]")
  .enablePositionalOptions()
  .configureHelp({ subcommandTerm: (command) => command.name() })
  .helpCommand("help", "of a command: help <command>, the same as <command> --help");
for (const [name, [, summary]] of Object.entries(commands)) {
  // Its options are none of this command line: --help as well is for the command to answer.
  landbridge
    .command(name)
    .description(summary)
    .argument("[arguments...]")
    .allowUnknownOption()
    .passThroughOptions()
    .helpOption(false)
    .action((args: string[]) => start(name, args));
}

const [first, second = ""] = process.argv.slice(2);
if (first === "help" && second in commands) start(second, ["--help"]);
else landbridge.parse();

/** In this process, so that its exit code, its output and Ctrl-C are the command's own. */
function start(name: string, args: readonly string[]): void {
  const file = path.join(root, commands[name as keyof typeof commands][0]);
  process.argv = [process.execPath, file, ...args];
  asCommandOf(NAME);
  void import(pathToFileURL(file).href);
}
