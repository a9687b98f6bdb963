import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";

const root = path.resolve(__dirname, "../..");
const folder = path.join(root, "docs/runbooks");

/** Pages for people, and the links to other files in each. */
function links(): { page: string; target: string }[] {
  const pages = ["", "policy", "docs", "docs/adr", "docs/runbooks"].flatMap((each) =>
    fs
      .readdirSync(path.join(root, each))
      .filter((name) => name.endsWith(".md"))
      .map((name) => path.join(each, name)),
  );
  return pages.flatMap((page) => {
    const text = fs.readFileSync(path.join(root, page), "utf8");
    // A link in a block or in code is an example.
    const prose = text.replace(/^ *```[^]*?^ *```/gm, "").replace(/`[^`]*`/g, "");
    const targets = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
    return targets
      .filter((target) => !/^(https?:|mailto:|#)/.test(target))
      .map((target) => ({ page, target: target.split("#")[0] ?? "" }));
  });
}

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

describe("the links of the pages", () => {
  it("lead to files and folders that there are", () => {
    const all = links();
    assert.ok(all.length > 100, String(all.length));
    const broken = all.filter(
      ({ page, target }) => !fs.existsSync(path.join(root, path.dirname(page), target)),
    );
    assert.deepEqual(broken, []);
  });
});
