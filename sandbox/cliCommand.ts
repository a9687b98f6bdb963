import { spawn } from "node:child_process";
import * as path from "node:path";
import { PulumiCommand } from "@pulumi/pulumi/automation";
import { findPulumi } from "../tools/pulumiCli";
import { symlink } from "./symlink";

/** The Pulumi CLI as the Automation API needs it: as `bin/pulumi` in a folder. */
export async function pulumiCommand(directory: string): Promise<PulumiCommand> {
  const { path: executable } = await findPulumi();
  symlink(path.resolve(executable), path.join(directory, "bin", "pulumi"));
  return PulumiCommand.get({ root: directory, skipVersionCheck: true });
}

const live = new Set(["up", "preview", "refresh", "destroy"]);

/** What `PulumiCommand` has, apart from what its declarations show. */
interface Runner {
  run(args: string[], cwd: string, env: Environment, ...rest: unknown[]): Promise<unknown>;
}

type Environment = Readonly<Record<string, string>>;

/** Lets the CLI itself speak to the terminal, with the progress that it shows to people. */
export function speakToTerminal(command: PulumiCommand): void {
  const runner = command as unknown as Runner;
  const captured = runner.run.bind(command);
  runner.run = async (args, cwd, env, ...rest) => {
    if (!live.has(args[0] ?? "")) return captured(args, cwd, env, ...rest);
    const child = spawn(command.command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: "inherit",
    });
    // Ctrl-C reaches the CLI as well, which then stops in good order: this process waits for it.
    const wait = () => undefined;
    process.on("SIGINT", wait);
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", resolve);
    }).finally(() => process.off("SIGINT", wait));
    if (code !== 0) throw new PulumiFailed(`pulumi ${args[0] ?? ""} ended with exit code ${code}`);
    return { stdout: "", stderr: "", code };
  };
}

/** The CLI ended with an error, and has shown the reason on the terminal. */
export class PulumiFailed extends Error {}
