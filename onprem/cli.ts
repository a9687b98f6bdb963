import * as fs from "node:fs";
import * as path from "node:path";
import { commandLine, run, RunFailed } from "../tools/commandLine";
import { onPremFiles } from ".";
import { readFacts } from "./facts";
import { readOutputs } from "./outputs";
import { readSecrets } from "./secrets";

const root = path.join(__dirname, "..");

interface Options {
  readonly showSecrets?: boolean;
  readonly sandbox?: boolean;
  readonly out?: string;
}

const onprem = commandLine("npm run onprem --")
  .description(
    "Writes what the data centre's network engineers need to connect with a stack: parameters for each device, " +
      "configuration for strongSwan with FRR and for Cisco IOS XE, steps for each Direct Connect link, DNS, the " +
      "script that registers servers with ECS, and firewall openings. It reads the outputs of the stack's last update.",
  )
  .argument("<stack>")
  .option(
    "--show-secrets",
    "reads pre-shared keys, BGP keys and activation codes out of Parameter Store, by the AWS credentials at hand, and writes them into the files, which only you can read then",
  )
  .option(
    "--sandbox",
    "takes the stack that `make sandbox` brought up; without it, only where there is no real one, with a notice",
  )
  .option("--out <folder>", "where to write, instead of onprem-out/<stack>")
  .action(write);

void run(onprem);

async function write(stack: string, options: Options): Promise<void> {
  const { showSecrets = false, sandbox = false, out: chosen } = options;
  const out = chosen ?? path.join(root, "onprem-out", stack);
  const { outputs, source, clients } = await readOutputs({ stack, sandbox });
  console.log(`Outputs of stack ${stack}: ${source}.`);
  const secrets = showSecrets ? await readSecrets(outputs, clients) : undefined;
  const files = onPremFiles(readFacts(outputs, { stack, source, secrets }));
  // Files of a link that is gone would mislead. In a folder of somebody else nothing is deleted.
  if (chosen === undefined) {
    fs.rmSync(out, { recursive: true, force: true });
  } else if (fs.existsSync(out) && fs.readdirSync(out).length > 0) {
    throw new RunFailed(`${out} is not empty; nothing was written`);
  }
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
