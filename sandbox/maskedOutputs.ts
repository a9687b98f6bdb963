import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Stack } from "@pulumi/pulumi/automation";

/**
 * A stack's outputs as the CLI shows them to everybody, each secret value as "[secret]". The Automation API's
 * own call gives an output in clear where only a part of it is secret.
 */
export async function maskedOutputs({ workspace, name }: Stack): Promise<Record<string, unknown>> {
  const { pulumiCommand, pulumiHome: home, envVars, workDir: cwd } = workspace;
  const args = ["stack", "output", "--json", "--non-interactive", "--stack", name];
  const env = { ...process.env, ...(home !== undefined && { PULUMI_HOME: home }), ...envVars };
  const limits = { cwd, env, maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = await promisify(execFile)(pulumiCommand.command, args, limits);
  return JSON.parse(stdout) as Record<string, unknown>;
}
