import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as path from "node:path";
import { pages } from "./pages";

const root = path.resolve(__dirname, "../..");

/** What a module of the site, which is apart from the program, exports. */
function exported(name: string): unknown {
  const program = `import("./site/pages.mjs").then((site) => console.log(JSON.stringify(site.${name})))`;
  return JSON.parse(
    execFileSync(process.execPath, ["-e", program], { cwd: root, encoding: "utf8" }),
  );
}

interface Entry {
  readonly text: string;
  readonly link?: string;
  readonly items?: readonly Entry[];
}

// `make site` builds it, and .github/workflows/site.yml on every pull request: dead links fail there.
describe("the site", () => {
  it("has every page of the repository, once", () => {
    assert.deepEqual([...(exported("pages") as string[])].sort(), pages().sort());
  });

  it("leads to each of them at its side, by its title", () => {
    const sidebar = exported("sidebar") as Entry[];
    const entries = sidebar.flatMap((entry) => entry.items ?? [entry]);
    assert.equal(new Set(entries.map(({ link }) => link)).size, pages().length);
    assert.ok(entries.every(({ text }) => text !== "" && !text.endsWith(".md")));
    assert.deepEqual(
      sidebar.map(({ text }) => text),
      ["Overview", "Guides", "Reference", "Configuration", "Runbooks", "The project", "Decisions"],
    );
  });
});
