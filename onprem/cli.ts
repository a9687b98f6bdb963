import * as fs from "node:fs";
import * as path from "node:path";
import { onPremFiles } from ".";
import { readFacts } from "./facts";
import { readOutputs } from "./outputs";
import { readSecrets } from "./secrets";

const root = path.join(__dirname, "..");

const usage = `Usage: npm run onprem -- <stack> [--show-secrets] [--sandbox] [--out <folder>]

Writes what the data centre's network engineers need to connect with a stack: parameters for each
device, configuration for strongSwan with FRR and for Cisco IOS XE, steps for each Direct Connect
link, DNS, the script that registers servers with ECS, and firewall openings. It reads the outputs of the stack's last update.

  --show-secrets   reads pre-shared keys, BGP keys and activation codes out of Parameter Store, by the AWS
                   credentials at hand, and writes them into the files, which only you can read then
  --sandbox        takes the stack that \`make sandbox\` brought up, not the real one; without it, the
                   stand-in's stack is taken only where there is no real one, and that is said
  --out <folder>   where to write, instead of onprem-out/<stack>

Exit code: 0 when all went well, 1 when the outputs can't be read, 2 for a wrong command line.`;

interface Options {
  readonly stack: string;
  readonly showSecrets: boolean;
  readonly sandbox: boolean;
  readonly out: string;
}

/** A wrong command line: told in one line, without a stack trace. */
class UsageError extends Error {}

/** Reads the command line; undefined when help is wanted. */
function parse(args: readonly string[]): Options | undefined {
  if (args.includes("--help") || args.includes("-h")) return undefined;
  let out: string | undefined;
  let stack: string | undefined;
  const flags = new Set<string>();
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? "";
    if (arg === "--out") {
      out = args[++i];
      if (out === undefined) throw new UsageError("--out needs a folder");
    } else if (["--show-secrets", "--sandbox"].includes(arg)) {
      flags.add(arg);
    } else if (arg.startsWith("-") || stack !== undefined) {
      throw new UsageError(`"${arg}" is not understood`);
    } else {
      stack = arg;
    }
  }
  if (stack === undefined) throw new UsageError("which stack?");
  return {
    stack,
    showSecrets: flags.has("--show-secrets"),
    sandbox: flags.has("--sandbox"),
    out: out ?? defaultOut(stack),
  };
}

function defaultOut(stack: string): string {
  return path.join(root, "onprem-out", stack);
}

async function main(args: readonly string[]): Promise<void> {
  const options = parse(args);
  if (!options) {
    console.log(usage);
    return;
  }
  const { stack, showSecrets, out } = options;
  const { outputs, source, clients } = await readOutputs(options);
  console.log(`Outputs of stack ${stack}: ${source}.`);
  const secrets = showSecrets ? await readSecrets(outputs, clients) : undefined;
  const files = onPremFiles(readFacts(outputs, { stack, source, secrets }));
  prepare(options);
  for (const file of files) {
    const target = path.join(out, file.path);
    fs.mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 });
    const mode = (showSecrets ? 0o600 : 0o644) | (file.executable ? 0o100 : 0);
    fs.writeFileSync(target, file.text, { mode });
    console.log(`  ${path.relative(process.cwd(), target)}`);
  }
  console.log(
    showSecrets
      ? "The files hold keys: hand them over on a safe way, then delete them."
      : "Keys are left out; --show-secrets writes them.",
  );
}

/** Takes away what an earlier run wrote: files of a link that is gone would mislead. */
function prepare({ stack, out }: Options): void {
  if (out === defaultOut(stack)) {
    fs.rmSync(out, { recursive: true, force: true });
  } else if (fs.existsSync(out) && fs.readdirSync(out).length > 0) {
    throw new Error(`${out} is not empty; nothing was written`);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof UsageError) {
    console.error(`onprem: ${message}\n\n${usage}`);
    process.exitCode = 2;
  } else {
    console.error(`onprem: ${message}`);
    process.exitCode = 1;
  }
});
