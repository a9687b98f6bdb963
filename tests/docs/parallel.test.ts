import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { parallelOperations } from "../../tools/parallel";

const root = path.resolve(__dirname, "../..");

describe("how many operations run at once", () => {
  for (const file of ["Makefile", ".github/workflows/preview.yml", "docs/deploying.md"]) {
    it(`is set to the same number in ${file}`, () => {
      const text = fs.readFileSync(path.join(root, file), "utf8");
      const [, value] = /PULUMI_PARALLEL`?(?: \?=|:|=| set to) ?(\d+)/.exec(text) ?? [];
      assert.equal(value, String(parallelOperations));
    });
  }
});
