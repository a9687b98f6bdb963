// npm run preflight -- <stack> [--sandbox]: asks the account before an update changes it.
import * as path from "node:path";
import { run } from "../preflight/cli";
import { standInAccount } from "../sandbox/account/surroundings";

const args = process.argv.slice(2);
const { stdout, stderr } = process;

/** `--sandbox`, or `--sandbox=<file>` with what this account has otherwise. */
const sandbox = args.find((arg) => /^--sandbox(=|$)/.test(arg));

run(
  args.filter((arg) => arg !== sandbox),
  {
    directory: path.join(__dirname, ".."),
    terminal: {
      out: (text) => stdout.write(text),
      err: (text) => stderr.write(text),
      columns: stdout.isTTY ? stdout.columns : undefined,
    },
    instead: sandbox === undefined ? undefined : standInAccount(sandbox.split("=")[1]),
  },
).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
