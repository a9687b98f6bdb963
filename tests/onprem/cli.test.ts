import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { temporaryDirectory } from "../support/engine";

const root = path.join(__dirname, "../..");

function onprem(...args: string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync("node", ["onprem/cli.js", ...args], {
    cwd: root,
    encoding: "utf8",
    // No backend to ask: the test is about this project's stacks nowhere.
    env: {
      ...process.env,
      PULUMI_BACKEND_URL: `file://${temporaryDirectory()}`,
      PULUMI_HOME: temporaryDirectory(),
    },
  });
  return { status, said: stdout + stderr };
}

describe("npm run onprem", function () {
  this.timeout(300_000);

  it("needs a stack, and one alone", () => {
    const { status, said } = onprem();
    assert.equal(status, 2);
    assert.match(said, /^error: missing required argument 'stack'\n/);
    assert.match(onprem("prod", "dev").said, /^error: too many arguments/);
    assert.match(onprem("prod", "--out").said, /^error: option '--out <folder>' argument missing/);
  });

  it("says what to do where there is no such stack, and writes nothing", () => {
    const out = path.join(temporaryDirectory(), "out");
    const { status, said } = onprem("nowhere", "--out", out);
    assert.equal(status, 1);
    assert.match(
      said,
      /^error: the outputs of stack nowhere can't be read: .*\n.*make sandbox STACK=nowhere/,
    );
    assert.ok(!fs.existsSync(out));
  });
});
