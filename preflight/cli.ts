import type { Command } from "commander";
import { preflight, readActions } from ".";
import { UserError } from "../components/userError";
import { coloured } from "../tools/coloured";
import { commandLine } from "../tools/commandLine";
import { Account, type Surroundings } from "./account";
import { table } from "./report";
import { readStack } from "./stackConfig";
import { realSurroundings } from "./surroundings";

/** Something else than AWS to ask, and what it is. */
export interface Instead {
  readonly surroundings: Surroundings;
  /** What answers: written before the report. */
  readonly is: string;
}

interface Options {
  readonly json?: true;
  readonly policy?: true;
}

/**
 * Asks the account whether a stack can be made in it.
 *
 * @param directory Where the `Pulumi.<stack>.yaml` are.
 * @param instead What is asked in place of AWS.
 */
export function preflightCommand(directory: string, instead: () => Instead | undefined): Command {
  return commandLine("npm run preflight --")
    .description(
      "Asks the real account, by the credentials that the AWS SDK finds, whether the stack can be made in it: " +
        "Regions, zones, quotas, secrets, images, links. Everything that it calls only reads.",
    )
    .argument("[stack]", "the stack: its Pulumi.<stack>.yaml is read")
    .option("--json", "writes the findings as JSON")
    .option("--policy", "writes the IAM policy that this needs, and asks nothing")
    .action(async (stack: string | undefined, options: Options) => {
      if (options.policy) {
        console.log(JSON.stringify(readPolicy(), undefined, 2));
        return;
      }
      if (stack === undefined) throw new UserError("missing required argument 'stack'");
      const { config, ...primary } = readStack(directory, stack);
      const other = instead();
      if (other) console.error(other.is);
      const account = new Account(config.region, other?.surroundings ?? realSurroundings);
      const findings = await preflight({ account, config, ...primary });
      const { stdout } = process;
      const look = { width: stdout.isTTY ? stdout.columns : 100, colours: coloured(stdout) };
      console.log(options.json ? JSON.stringify(findings, undefined, 2) : table(findings, look));
      if (findings.some(({ result }) => result === "failed")) process.exitCode = 1;
    });
}

/** What whoever runs this must be allowed. None of these actions changes anything. */
function readPolicy() {
  return {
    Version: "2012-10-17",
    Statement: [
      { Sid: "LandbridgePreflight", Effect: "Allow", Action: readActions, Resource: "*" },
    ],
  };
}
