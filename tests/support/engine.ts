import type { RunResult, SandboxOptions } from "../../sandbox/engine";
import { Sandbox } from "../../sandbox/engine";
import { removeTemporaryDirectories, temporaryDirectory } from "../../tools/temporaryDirectory";

export { type RunResult, removeTemporaryDirectories, Sandbox, type SandboxOptions };
export { temporaryDirectory };

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
