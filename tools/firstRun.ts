// npm run first-run -- <stack>: the update that makes everything but services, and what they need before they can start.
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Option } from "commander";
import { readStack } from "../preflight/stackConfig";
import { commandLine, run, stackArgument } from "./commandLine";
import { parallelEnvironment } from "./parallel";
import { writeConfig } from "./policy/files";
import { findPulumi, showProgress } from "./pulumiCli";
import { beforeServices, neededByServices, withoutServices } from "./firstRunSteps";

const root = path.resolve(__dirname, "..");
const firstRun = commandLine("npm run first-run --")
  .description(
    "A service whose image is nowhere yet never becomes healthy, and its first update fails with nothing to roll back " +
      "to. So this runs pulumi up without landbridge:services, by a copy of Pulumi.<stack>.yaml, and then writes what " +
      "services need: images to push, secrets to make. The next pulumi up makes the services.",
  )
  .addArgument(stackArgument())
  .option("--yes", "asks for no confirmation")
  .option("--steps", "writes these steps only, and runs nothing")
  .addOption(
    new Option("--json", "writes the images and secrets as JSON, and runs nothing").implies({
      steps: true,
    }),
  )
  .action(update);

void run(firstRun);

interface Options {
  readonly steps?: true;
  readonly yes?: true;
  readonly json?: true;
}

async function update(stack: string, { steps, yes, json }: Options): Promise<void> {
  const { config } = readStack(root, stack);
  const policyConfig = writeConfig(root, stack);
  if (!steps) {
    const { path: pulumi } = await findPulumi(showProgress);
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), "landbridge-first-run-"));
    const copy = path.join(directory, `Pulumi.${stack}.yaml`);
    const committed = path.join(root, `Pulumi.${stack}.yaml`);
    fs.writeFileSync(copy, withoutServices(fs.readFileSync(committed, "utf8")));
    const policies = ["--policy-pack", "policy", "--policy-pack-config", policyConfig];
    const confirmed = yes ? ["--yes", "--skip-preview"] : [];
    const command = ["up", ...confirmed, "--stack", stack, "--config-file", copy, ...policies];
    console.log(["pulumi", ...command].join(" "));
    const env = { ...process.env, ...parallelEnvironment };
    const { status } = spawnSync(pulumi, command, { cwd: root, stdio: "inherit", env });
    fs.rmSync(directory, { recursive: true });
    if (status !== 0) {
      process.exitCode = 1;
      return;
    }
  }
  const needed = neededByServices(config);
  const text = beforeServices(config, needed, policyConfig).join("\n");
  console.log(json ? JSON.stringify(needed, undefined, 2) : text);
}
