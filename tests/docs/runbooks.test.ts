import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";

const root = path.resolve(__dirname, "../..");
const folder = path.join(root, "docs/runbooks");

describe("the index of the runbooks", () => {
  it("names each of them once, by what has happened", () => {
    const index = fs.readFileSync(path.join(folder, "README.md"), "utf8");
    const named = [...index.matchAll(/^\| .* \| \[([\w-]+\.md)\]\(\1\) +\|$/gm)].map(
      ([, name]) => name,
    );
    const there = fs.readdirSync(folder).filter((name) => name !== "README.md");
    assert.deepEqual(named.sort(), there.sort());
  });
});
