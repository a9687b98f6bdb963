import * as fs from "node:fs";
import * as path from "node:path";
import { Command, CommanderError, Option } from "commander";
import { UserError } from "../../components/userError";
import { rules } from "../../policy/rules";
import { typed } from "../commandLine";
import { sarif, violationsIn } from "./sarif";
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

const REPORT_HELP = `
The CLI writes an event log where its debugging commands are on:

  PULUMI_DEBUG_COMMANDS=true pulumi preview --stack prod --event-log events.json --policy-pack policy \\
    --policy-pack-config $(npm run --silent policy -- config prod)
  npm run --silent policy -- report events.json --stack prod > policies.sarif`;

/** Runs a command; gives its exit code: 1 when something is not as it should be, 2 for a wrong command line or config. */
export async function run(args: readonly string[], { directory, terminal }: Run): Promise<number> {
  let code = 0;
  const { out, err } = terminal;
  const program = new Command(typed("npm run policy --"))
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
  program
    .command("report")
    .description(
      "writes the violations of an event log for code scanning (SARIF) or scripts (JSON)",
    )
    .argument("<event-log>", "what `pulumi preview --event-log` wrote")
    .addOption(new Option("--format <format>", "how").choices(["sarif", "json"]).default("sarif"))
    .option("--stack <stack>", "whose file the results are shown on", "prod")
    .addHelpText("after", REPORT_HELP)
    .action((eventLog: string, { format, stack }: { format: string; stack: string }) => {
      const file = path.resolve(directory, eventLog);
      if (!fs.existsSync(file)) throw new UserError(`there is no ${eventLog}`);
      const violations = violationsIn(fs.readFileSync(file, "utf8"));
      const report =
        format === "json" ? violations : sarif(violations, rules, `Pulumi.${stack}.yaml`);
      out(`${JSON.stringify(report, undefined, 2)}\n`);
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
