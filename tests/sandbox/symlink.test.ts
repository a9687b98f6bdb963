import * as assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as path from "node:path";
import { temporaryDirectory } from "../support/engine";

const root = path.join(__dirname, "../..");

describe("links that several sandboxes make at once", function () {
  this.timeout(120_000);

  it("are made by each without a failure, in place of what was there", async () => {
    const link = path.join(temporaryDirectory(), "bin", "pulumi");
    const script = `
      const { symlink } = require(${JSON.stringify(path.join(root, "sandbox/symlink.ts"))});
      for (let i = 0; i < 500; i++) symlink("/target-" + (i % 2), process.argv[1]);
    `;
    const register = path.join(root, "sandbox/register.js");
    const codes = await Promise.all(
      [1, 2, 3].map(async () => {
        const child = spawn(process.execPath, ["-r", register, "-e", script, link]);
        const [code] = (await once(child, "exit")) as [number];
        return code;
      }),
    );
    assert.deepEqual(codes, [0, 0, 0]);
    assert.match(fs.readlinkSync(link), /^\/target-[01]$/);
    assert.deepEqual(fs.readdirSync(path.dirname(link)), ["pulumi"], "and nothing else is left");
  });
});
