// npm run preflight -- <stack> [--sandbox]: asks the account before an update changes it.
import * as path from "node:path";
import { Option, type Command } from "commander";
import { preflightCommand } from "../preflight/cli";
import { standInAccount } from "../sandbox/account/surroundings";
import { run } from "./commandLine";

interface Options {
  readonly sandbox?: true;
  readonly account?: string;
}

const command: Command = preflightCommand(path.join(__dirname, ".."), () => {
  const { sandbox, account } = command.opts<Options>();
  return sandbox ? standInAccount(account) : undefined;
})
  .option("--sandbox", "asks the stand-in for AWS instead")
  .addOption(
    new Option("--account <file>", "JSON with what the stand-in's account has otherwise").implies({
      sandbox: true,
    }),
  );

void run(command);
