import * as assert from "node:assert/strict";
import type { Declared, PackConfig } from "../support/declared";
import { Program } from "../support/policy";

/** One small program and what a rule says about it. */
export interface Case {
  /** The case, as the rest of a sentence that begins with "accepts" or "rejects". */
  readonly what: string;
  readonly program: (program: Program) => void;
  /** Names of the resources that it rejects; none where it accepts the program. */
  readonly rejects?: readonly string[];
  /** Names of the resources that it is not sure about, in a preview. */
  readonly unsure?: readonly string[];
  /** What each message must say. */
  readonly says?: RegExp;
  readonly config?: PackConfig;
  /** @default both: a first preview, with unknown ids, and an update, with known ones. */
  readonly only?: "preview" | "up";
}

/** Runs the cases through the SDK's own handlers, before and after the first update. */
export function itJudges(rule: string, cases: readonly Case[]): void {
  describe(rule, () => {
    for (const each of cases) {
      const verb = each.rejects ? "rejects" : each.unsure ? "is not sure about" : "accepts";
      for (const when of ["preview", "up"] as const) {
        if (each.only && each.only !== when) continue;
        it(`${verb} ${each.what} (${when})`, async () => {
          const program = new Program();
          each.program(program);
          const found = await program.violations(rule, { when, config: each.config });
          const on = (level: string): string[] =>
            found.filter((violation) => violation.level === level).map((violation) => violation.on);
          assert.deepEqual(on("mandatory").sort(), [...(each.rejects ?? [])].sort());
          assert.deepEqual(on("advisory").sort(), [...(each.unsure ?? [])].sort());
          for (const { message } of found) {
            if (each.says) assert.match(message, each.says);
            assert.match(message, /\nChange: /);
          }
        });
      }
    }
  });
}

/** Adds a resource that others refer to by its ARN, which AWS answers with. */
export function withArn(
  program: Program,
  type: string,
  name: string,
  inputs: Readonly<Record<string, unknown>> = {},
): Declared {
  return program.add(type, name, inputs, { outputs: { arn: `${name}-arn` } });
}
