import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import type { ClientSettings } from "../preflight/account";
import { heldSecrets } from "../sandbox/account/heldSecrets";
import { Sandbox } from "../sandbox/engine";
import { sandboxDirectory } from "../sandbox/project";
import { RunFailed } from "../tools/commandLine";
import { findPulumi } from "../tools/pulumiCli";
import type { StackOutputs } from "./facts";

const root = path.join(__dirname, "..");

/** Which stack's outputs, and from where. */
export interface Wanted {
  readonly stack: string;
  /** Whether to take the stand-in's stack. */
  readonly sandbox: boolean;
  /** Whether nothing but the real stack will do, where the stand-in's is not asked for. */
  readonly realOnly?: boolean;
}

/** Outputs, and where they come from in words. */
export interface Found {
  readonly outputs: StackOutputs;
  readonly source: string;
  /** How the account that the stack is in is asked. */
  readonly clients: ClientSettings;
}

/** The outputs of the real stack; of the sandbox's where that is asked for, or where there is no other. */
export async function readOutputs(wanted: Wanted): Promise<Found> {
  if (wanted.sandbox) return fromSandbox(wanted);
  try {
    return { outputs: await fromPulumi(wanted), source: "the real stack", clients: {} };
  } catch (error) {
    const reason = said(error);
    if (wanted.realOnly || !fs.existsSync(sandboxOf(wanted.stack))) {
      throw new RunFailed(
        `the outputs of stack ${wanted.stack} can't be read: ${reason}\nLog in and select its backend, or run \`make sandbox STACK=${wanted.stack}\` for one to look at${wanted.realOnly ? ", and this with --sandbox" : ""}.`,
        { cause: error },
      );
    }
    console.error(`onprem: no real stack ${wanted.stack} here (${reason})`);
    return fromSandbox(wanted);
  }
}

async function fromPulumi({ stack }: Wanted): Promise<StackOutputs> {
  const { path: command } = await findPulumi();
  const args = ["stack", "output", "--json", "--non-interactive", "--stack", stack];
  const limits = { cwd: root, maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = await promisify(execFile)(command, args, limits);
  return JSON.parse(stdout) as StackOutputs;
}

async function fromSandbox({ stack }: Wanted): Promise<Found> {
  if (!fs.existsSync(sandboxOf(stack))) {
    throw new RunFailed(`the sandbox has no stack ${stack}: run \`make sandbox STACK=${stack}\``);
  }
  const sandbox = await Sandbox.open({ stack });
  const outputs = await sandbox.outputs();
  return {
    outputs,
    source: "the sandbox's stand-in for AWS, nothing that exists",
    clients: heldSecrets(path.join(sandboxDirectory, "aws")),
  };
}

function sandboxOf(stack: string): string {
  return path.join(sandboxDirectory, "stacks", stack);
}

/** The first line of what Pulumi said, without its prefix. */
function said(error: unknown): string {
  const text = (error as { stderr?: string }).stderr ?? String(error);
  const lines = text.split("\n").map((line) => line.replace(/^error: /, "").trim());
  return lines.find((line) => line !== "" && !line.startsWith("warning")) ?? "no reason given";
}
