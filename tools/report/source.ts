import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import { Sandbox } from "../../sandbox/engine";
import { sandboxDirectory } from "../../sandbox/project";
import { RunFailed } from "../commandLine";
import { findPulumi } from "../pulumiCli";
import type { Deployment } from "./state";

/** A stack's state, and where it comes from in words. */
export interface Found {
  readonly deployment: Deployment;
  readonly source: string;
}

/** The state of the last update; secrets stay encrypted. @throws RunFailed where there is none. */
export async function readStack(root: string, stack: string, inSandbox: boolean): Promise<Found> {
  const { deployment, source } = await (inSandbox ? fromSandbox(stack) : fromPulumi(root, stack));
  if ((deployment.resources ?? []).length === 0) {
    throw new RunFailed(`stack ${stack} has no resources: update it first`);
  }
  return { deployment, source };
}

async function fromPulumi(root: string, stack: string): Promise<Found> {
  const { path: command } = await findPulumi();
  const args = ["stack", "export", "--non-interactive", "--stack", stack];
  try {
    const limits = { cwd: root, maxBuffer: 256 * 1024 * 1024 };
    const { stdout } = await promisify(execFile)(command, args, limits);
    const { deployment } = JSON.parse(stdout) as { deployment: Deployment };
    return { deployment, source: "its state" };
  } catch (error) {
    const said = (error as { stderr?: string }).stderr ?? String(error);
    throw new RunFailed(
      `the state of stack ${stack} can't be read: ${said.trim()}\nLog in and select its backend, or show what \`make sandbox STACK=${stack}\` brought up by --sandbox.`,
      { cause: error },
    );
  }
}

async function fromSandbox(stack: string): Promise<Found> {
  if (!fs.existsSync(path.join(sandboxDirectory, "stacks", stack))) {
    throw new RunFailed(`the sandbox has no stack ${stack}: run \`make sandbox STACK=${stack}\``);
  }
  const sandbox = await Sandbox.open({ stack });
  const deployment = { resources: await sandbox.state() };
  return { deployment, source: "the sandbox's stand-in for AWS" };
}
