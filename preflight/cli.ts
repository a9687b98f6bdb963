import { Command, CommanderError } from "commander";
import { preflight, readActions } from ".";
import { UserError } from "../components/userError";
import { Account, type Surroundings } from "./account";
import { table } from "./report";
import { readStack } from "./stackConfig";
import { realSurroundings } from "./surroundings";

/** Something else than AWS to ask, and what it is. */
export interface Instead {
  readonly surroundings: Surroundings;
  /** Said before the report: what answers. */
  readonly is: string;
}

/** Where a run reads and writes. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Columns; undefined where it is no terminal. */
  readonly columns: number | undefined;
}

/** What one run of the command needs. */
export interface Run {
  /** Where the `Pulumi.<stack>.yaml` are. */
  readonly directory: string;
  readonly terminal: Terminal;
  /** What is asked in place of AWS. */
  readonly instead?: Instead | undefined;
}

interface Options {
  readonly json?: true;
  readonly policy?: true;
}

const HELP = `
Asks the real account, by the credentials that the AWS SDK finds, whether the stack can be made in it:
Regions, zones, quotas, secrets, images, links. Everything that it calls only reads.

Exit code: 0 when nothing failed, 1 when a check failed, 2 for a wrong command line or config.`;

/** Runs the command; gives its exit code. */
export async function run(args: readonly string[], { directory, terminal, instead }: Run) {
  let code = 0;
  const command = new Command("preflight")
    .argument("[stack]", "the stack: its Pulumi.<stack>.yaml is read")
    .option("--json", "writes the findings as JSON")
    .option("--policy", "writes the IAM policy that this needs, and asks nothing")
    .addHelpText("after", HELP)
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .exitOverride()
    .action(async (stack: string | undefined, options: Options) => {
      if (options.policy) {
        terminal.out(`${JSON.stringify(readPolicy(), undefined, 2)}\n`);
        return;
      }
      if (stack === undefined) throw new UserError("which stack?");
      const { config, ...primary } = readStack(directory, stack);
      const account = new Account(config.region, instead?.surroundings ?? realSurroundings);
      if (instead) terminal.err(`${instead.is}\n`);
      const findings = await preflight({ account, config, ...primary });
      const look = {
        width: terminal.columns ?? 100,
        colours: terminal.columns !== undefined && process.env["NO_COLOR"] === undefined,
      };
      terminal.out(
        `${options.json ? JSON.stringify(findings, undefined, 2) : table(findings, look)}\n`,
      );
      code = findings.some(({ result }) => result === "failed") ? 1 : 0;
    });
  try {
    await command.parseAsync(args, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof UserError)) throw error;
    terminal.err(`preflight: ${error.message}\n`);
    return 2;
  }
  return code;
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
