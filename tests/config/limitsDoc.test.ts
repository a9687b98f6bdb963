import * as assert from "node:assert/strict";
import { collections, limitsMarkdown } from "../../config/docs/limits";
import { LIMIT_ROWS } from "../../config/docs/limitRows";

describe("docs/limits.md", () => {
  it("has a row for every list and map of the schema, and for nothing else", () => {
    const paths = collections().map(({ path }) => path);
    assert.ok(paths.length > 50);
    assert.deepEqual(Object.keys(LIMIT_ROWS).sort(), paths.sort());
  });

  it("says for each what happens at 10, 100 and 1,000 entries", () => {
    for (const { path, most = Infinity } of collections()) {
      const { is = "", at = [] } = LIMIT_ROWS[path] ?? {};
      assert.ok(is.length > 0, path);
      [10, 100, 1000].forEach((count, i) => {
        // Where the schema has a number, it speaks for itself.
        assert.equal(at[i] === "", count > most, `${path} at ${count}`);
      });
    }
    assert.match(limitsMarkdown(), /`fileShares\[\]\.clients\[\]` .* rejected: 100 at most \|/);
  });
});
