import * as assert from "node:assert/strict";
import * as v8 from "node:v8";
import * as vm from "node:vm";
import { explain, openSandbox } from "../support/engine";
import { goodStack } from "../config/stack";

v8.setFlagsFromString("--expose-gc");
const collect = vm.runInNewContext("gc") as () => void;

/** MB of the heap that are still in use after everything has been collected. */
async function inUse(): Promise<number> {
  for (let i = 0; i < 3; i++) {
    collect();
    await new Promise(setImmediate);
  }
  return process.memoryUsage().heapUsed / 2 ** 20;
}

const runs = Number(process.env["RUNS"] ?? 50);

describe("the heap of a process that runs the sandbox again and again", function () {
  this.timeout(3_600_000);

  it("is bounded: fifty previews of a network (LANDBRIDGE_LARGE=1)", async function () {
    if (process.env["LANDBRIDGE_LARGE"] !== "1") this.skip();
    const own = Object.entries(goodStack()).map(
      ([key, value]) => [`landbridge:${key}`, value as unknown] as const,
    );
    const config = Object.fromEntries([...own, ["aws:region", "eu-west-1"]]);
    const sandbox = await openSandbox({ stack: "heap", config, policyPack: false });
    const used: number[] = [];
    for (let run = 1; run <= runs; run++) {
      const preview = await sandbox.preview();
      assert.ok(preview.succeeded, explain(preview));
      used.push(await inUse());
    }
    console.log(`      MB: ${used.map(Math.round).join(" ")}`);
    const [warm = 0, last = Infinity] = [used[4], used.at(-1)];
    assert.ok(last - warm < 100, `${warm} MB after five runs, ${last} MB after fifty`);
  });
});
