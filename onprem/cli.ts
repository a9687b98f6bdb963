import * as fs from "node:fs";
import * as path from "node:path";
import { commandLine, run, RunFailed } from "../tools/commandLine";
import { onPremFiles, openings } from ".";
import { readFacts } from "./facts";
import { readOutputs } from "./outputs";
import { readSecrets } from "./secrets";

const root = path.join(__dirname, "..");

interface Options {
  readonly showSecrets?: boolean;
  readonly sandbox?: boolean;
  readonly out?: string;
  readonly json?: boolean;
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
  .option("--json", "says as JSON what was written, and the firewall openings")
  .action(write);

void run(onprem);

async function write(stack: string, options: Options): Promise<void> {
  const { showSecrets = false, sandbox = false, out: chosen, json = false } = options;
  const say = (line: string): void => {
    if (!json) console.log(line);
  };
  const out = chosen ?? path.join(root, "onprem-out", stack);
  const { outputs, source, clients } = await readOutputs({ stack, sandbox });
  say(`Outputs of stack ${stack}: ${source}.`);
  const secrets = showSecrets ? await readSecrets(outputs, clients) : undefined;
  const facts = readFacts(outputs, { stack, source, secrets });
  const files = onPremFiles(facts);
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
    say(`  ${path.relative(process.cwd(), target)}`);
  }
  if (json) {
    const written = files.map((file) => path.join(out, file.path));
    console.log(
      JSON.stringify({ stack, source, written, openings: openings(facts) }, undefined, 2),
    );
  }
  say(
    showSecrets
      ? "The files hold keys: hand them over on a safe way, then delete them."
      : "Keys are left out; --show-secrets writes them.",
  );
}
