import type { RunResult } from "../engine";

/** The last lines of a run, and whether it succeeded. */
export function closing(result: RunResult): boolean {
  for (const line of result.advice) console.error(`\n${line}`);
  if (!result.succeeded) console.error(`\nstand-in for AWS: the run failed (see above).`);
  return result.succeeded;
}

/** An output a line. */
export function showOutputs(outputs: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(outputs)) {
    console.log(`  ${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`);
  }
}
