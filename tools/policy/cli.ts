import * as fs from "node:fs";
import * as path from "node:path";
import { Option, type Command } from "commander";
import { UserError } from "../../components/userError";
import { rules } from "../../policy/rules";
import { commandLine, RunFailed } from "../commandLine";
import { sarif, violationsIn } from "./sarif";
import { committedConfig, configFile, isOutOfDate, serialized, writeConfig } from "./files";

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

/**
 * The command line of what goes with the pack.
 *
 * @param directory Where the project is.
 */
export function policyCommand(directory: string): Command {
  const program = commandLine("npm run policy --").description("What goes with the policy pack.");
  program
    .command("config")
    .description("makes the pack's configuration of a stack: policy/<stack>.json")
    .argument("<stack>", "the stack: its Pulumi.<stack>.yaml is read")
    .option("--print", "writes it to standard output, and no file")
    .option("--check", "only says whether the file is out of date")
    .addHelpText("after", CONFIG_HELP)
    .action((stack: string, options: { print?: true; check?: true }) => {
      if (options.print) process.stdout.write(serialized(committedConfig(directory, stack)));
      else if (!options.check) console.log(writeConfig(directory, stack));
      else if (isOutOfDate(directory, stack)) {
        throw new RunFailed(
          `out of date: ${configFile(stack)}. Run \`npm run policy -- config ${stack}\`.`,
        );
      }
    });
  program
    .command("report")
    .description(
      "writes the violations of an event log for code scanning (SARIF) or scripts (JSON)",
    )
    .argument("<event-log>", "what `pulumi preview --event-log` wrote")
    .addOption(new Option("--format <format>", "how").choices(["sarif", "json"]).default("sarif"))
    .addOption(new Option("--json", "the same as --format json").implies({ format: "json" }))
    .option("--stack <stack>", "whose file the results are shown on", "prod")
    .addHelpText("after", REPORT_HELP)
    .action((eventLog: string, { format, stack }: { format: string; stack: string }) => {
      const file = path.resolve(directory, eventLog);
      if (!fs.existsSync(file)) throw new UserError(`there is no ${eventLog}`);
      const violations = violationsIn(fs.readFileSync(file, "utf8"));
      const report =
        format === "json" ? violations : sarif(violations, rules, `Pulumi.${stack}.yaml`);
      console.log(JSON.stringify(report, undefined, 2));
    });
  return program;
}
