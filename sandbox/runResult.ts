import type { Diagnostic, Step, Violation } from "./events";

/** What came of one run of the engine. */
export interface RunResult {
  readonly succeeded: boolean;
  /** How many resources each operation concerned. */
  readonly changes: Readonly<Record<string, number>>;
  readonly steps: readonly Step[];
  readonly violations: readonly Violation[];
  readonly diagnostics: readonly Diagnostic[];
  /** Names of the policies that were evaluated. */
  readonly policies: readonly string[];
  /** The stack's outputs; secret ones as "[secret]". */
  readonly outputs?: Readonly<Record<string, unknown>>;
  /** Resources of the stack after the run, the stack itself included. */
  readonly resources: number;
  readonly seconds: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What to do about resources that `protect` kept from being replaced or deleted. */
  readonly advice: readonly string[];
}
