import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { RunResult, SandboxOptions } from "../../sandbox/engine";
import { Sandbox } from "../../sandbox/engine";

export { type RunResult, Sandbox, type SandboxOptions };

const directories: string[] = [];
process.once("exit", removeTemporaryDirectories);

/** A folder of a test's own, gone when the tests end. */
export function temporaryDirectory(): string {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "landbridge-test-"));
  directories.push(directory);
  return directory;
}

/**
 * A stack on the real engine against an AWS account of the test's own: share one per file, opening
 * takes about a second. Give `workDir` to let several stacks share an account.
 */
export function openSandbox(options: SandboxOptions): Promise<Sandbox> {
  return Sandbox.open({ workDir: temporaryDirectory(), ...options });
}

/** Everything that a run says, for messages of failed assertions. */
export function explain(result: RunResult): string {
  const problems = result.diagnostics.filter(({ severity }) => severity === "error");
  return (
    [...problems, ...result.violations].map(({ message }) => message).join("\n") || result.stdout
  );
}

/** Removes what the tests made so far. */
export function removeTemporaryDirectories(): void {
  for (const directory of directories.splice(0)) {
    fs.rmSync(directory, { recursive: true, force: true });
  }
}
