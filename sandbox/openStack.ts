import { CommandError } from "@pulumi/pulumi/automation";
import { RunFailed } from "../tools/commandLine";
import { findPulumi, showProgress } from "../tools/pulumiCli";
import { Sandbox, type SandboxOptions } from "./engine";
import { readSettings } from "./settings";

/** What people see of a run, and which project's it is. */
type Display = Omit<SandboxOptions, "stack">;

/** Pulumi's own display: live on a terminal, line by line elsewhere. */
export function pulumisOwn(): Display {
  return { terminal: process.stdout.isTTY, onOutput: (text) => process.stdout.write(text) };
}

/** A stack of the sandbox, as its settings have it. @throws RunFailed where Pulumi can't read the project. */
export async function openStack(stack: string, display: Display = {}): Promise<Sandbox> {
  await findPulumi(showProgress);
  try {
    return await Sandbox.open({ stack, config: readSettings(stack), ...display });
  } catch (error) {
    // The CLI could not even read the project: a broken Pulumi.<stack>.yaml, say.
    const reason =
      error instanceof CommandError && /^ *stderr: ([\s\S]*)$/m.exec(error.message)?.[1];
    throw reason ? new RunFailed(reason.trim(), { cause: error }) : error;
  }
}
