import * as assert from "node:assert/strict";
import { sets } from "../../../tools/policy/sets";
import type { PackConfig, Violation } from "../../support/declared";
import { previewProgram } from "../../support/programPreview";
import { foreignPairs } from "./all";
import type { Pair } from "./pair";

/** The starter's levels, and the pair's own rules mandatory. */
async function check(program: () => void, { caught }: Pair): Promise<Violation[]> {
  const config = {
    ...sets["starter"],
    ...Object.fromEntries(Object.keys(caught).map((rule) => [rule, "mandatory"])),
    "configure-policy-pack": { allowedRegions: ["eu-west-1", "eu-central-1"] },
  } as PackConfig;
  const made = await previewProgram(program, "eu-west-1");
  return made.check({ config });
}

describe("another team's program", function () {
  this.timeout(60_000);

  for (const pair of foreignPairs) {
    describe(`with ${pair.what}`, () => {
      it("passes when it is well made: no false alarm", async () => {
        const found = await check(pair.good, pair);
        const alarms = found.filter(
          ({ rule, level, message }) =>
            level === "mandatory" || (rule in pair.caught && !message.startsWith("not sure")),
        );
        assert.deepEqual(alarms, []);
      });

      it("has every mistake caught, on the resource that has it, while no id is known", async () => {
        const found = (await check(pair.bad, pair)).filter(({ level }) => level === "mandatory");
        for (const [rule, names] of Object.entries(pair.caught)) {
          const on = found.filter((violation) => violation.rule === rule).map(({ on }) => on);
          assert.deepEqual([...new Set(on)].sort(), names, rule);
        }
      });
    });
  }
});
