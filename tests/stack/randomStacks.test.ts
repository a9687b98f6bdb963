import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { changes } from "../../sandbox/events";
import { sections } from "../../config/sections";
import { Deployment } from "../../tools/deployment/deployment";
import { explain, openSandbox } from "../support/engine";
import type { RawStack } from "../../tools/deployment/rawStack";
import { randomStack } from "../support/randomStack/randomStack";

/** LANDBRIDGE_LARGE=1 tries other stacks each time, and many of them; LANDBRIDGE_SEED those of an earlier run. */
const isLarge = process.env["LANDBRIDGE_LARGE"] === "1";
const seed = Number(process.env["LANDBRIDGE_SEED"] ?? (isLarge ? Date.now() % 2 ** 31 : 4));

/** Stacks that config admits; more are drawn, since some have too much wrong. */
function* stacks(count: number): Generator<RawStack> {
  let left = count;
  for (const stack of fc.sample(randomStack, { seed, numRuns: 2 * count + 10 })) {
    if (stack !== undefined && left-- > 0) yield stack;
  }
}

/** Every section, left out. */
const nothing = Object.fromEntries(Object.keys(sections).map((key) => [key, null]));

/** What to run again. */
const shown = (stack: RawStack) => `seed ${seed}: ${JSON.stringify(stack)}`;

describe("whatever config admits", function () {
  this.timeout(3_600_000);

  it("comes up, stays as it is, and has no two things of one name", async () => {
    for (const stack of stacks(isLarge ? 200 : 5)) {
      try {
        const deployed = await Deployment.up(stack);
        assert.deepEqual(deployed.namesakes(), []);
        assert.deepEqual(await deployed.preview(stack), []);
      } catch (error) {
        throw new Error(`${(error as Error).message}\n${shown(stack)}`, { cause: error });
      }
    }
  });

  it("comes up through the engine (LANDBRIDGE_LARGE=1)", async function () {
    if (!isLarge) this.skip();
    for (const stack of stacks(10)) {
      // A stack of a committed name has that one's file: what this one leaves out is left out.
      const raw = { ...nothing, ...stack.raw };
      const own = Object.entries(raw).map(([key, value]) => [`landbridge:${key}`, value] as const);
      const config = Object.fromEntries([...own, ["aws:region", stack.region]]);
      const sandbox = await openSandbox({ stack: stack.stack, config, policyPack: false });
      const up = await sandbox.up();
      assert.ok(up.succeeded, `${explain(up)}\n${shown(stack)}`);
      const again = await sandbox.preview();
      assert.deepEqual(again.steps.filter(changes), [], shown(stack));
    }
  });
});
