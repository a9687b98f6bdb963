import { Command, CommanderError } from "commander";
import { UserError } from "../../components/userError";
import { committedConfig, configFile, isOutOfDate, serialized, writeConfig } from "./files";

/** Where a run reads and writes. */
export interface Run {
  /** Where the project is. */
  readonly directory: string;
  readonly terminal: {
    readonly out: (text: string) => void;
    readonly err: (text: string) => void;
  };
}

const CONFIG_HELP = `
Levels follow from landbridge:environmentType (production: strict, development: standard), settings from what the
stack's file says: Regions, networks, retentions. What the company means to have otherwise is in
policy/company.json. The file's path is written to standard output, so that this works:

  pulumi preview --stack prod --policy-pack policy \\
    --policy-pack-config $(npm run --silent policy -- config prod)`;

/** Runs a command; gives its exit code: 1 when something is not as it should be, 2 for a wrong command line or config. */
export async function run(args: readonly string[], { directory, terminal }: Run): Promise<number> {
  let code = 0;
  const { out, err } = terminal;
  const program = new Command("policy")
    .description("What goes with the policy pack.")
    .configureOutput({ writeOut: out, writeErr: err })
    .exitOverride();
  program
    .command("config")
    .description("makes the pack's configuration of a stack: policy/<stack>.json")
    .argument("<stack>", "the stack: its Pulumi.<stack>.yaml is read")
    .option("--print", "writes it to standard output, and no file")
    .option("--check", "only says whether the file is out of date")
    .addHelpText("after", CONFIG_HELP)
    .action((stack: string, options: { print?: true; check?: true }) => {
      if (options.print) out(serialized(committedConfig(directory, stack)));
      else if (!options.check) out(`${writeConfig(directory, stack)}\n`);
      else if (isOutOfDate(directory, stack)) {
        err(`Out of date: ${configFile(stack)}. Run \`npm run policy -- config ${stack}\`.\n`);
        code = 1;
      }
    });
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof UserError)) throw error;
    err(`policy: ${error.message}\n`);
    return 2;
  }
  return code;
}
