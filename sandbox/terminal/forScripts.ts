import { changes } from "../events";
import type { RunResult } from "../runResult";

/** What a script wants of a run: what it changed, or would change, and what stands against it. */
export function forScripts({ succeeded, resources, steps, violations, diagnostics }: RunResult) {
  return {
    succeeded,
    /** Resources of the stack after the run. */
    resources,
    steps: steps.filter(changes),
    violations,
    errors: diagnostics.filter(({ severity }) => severity === "error"),
  };
}
