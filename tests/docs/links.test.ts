import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { pages, prose } from "./pages";

const root = path.resolve(__dirname, "../..");

/** A link of a page to another file, or to a heading. */
interface Link {
  readonly page: string;
  readonly file: string;
  readonly heading: string;
}

function links(): Link[] {
  return pages().flatMap((page) => {
    const targets = [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
    return targets
      .filter((target) => !/^(https?:|mailto:)/.test(target))
      .map((target) => {
        const [file = "", heading = ""] = target.split("#");
        return { page, file: file === "" ? page : path.join(path.dirname(page), file), heading };
      });
  });
}

/** A page's headings as GitHub makes anchors of them. */
function anchors(page: string): string[] {
  const titles = [...prose(page, { code: true }).matchAll(/^#+ (.*)$/gm)];
  return titles.map(([, title = ""]) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

describe("the links of the pages", () => {
  it("lead to files and folders that there are", () => {
    const all = links();
    assert.ok(all.length > 150, String(all.length));
    const broken = all.filter(({ file }) => !fs.existsSync(path.join(root, file)));
    assert.deepEqual(broken, []);
  });

  it("lead to headings that there are", () => {
    const withHeading = links().filter(({ heading }) => heading !== "");
    assert.ok(withHeading.length > 30, String(withHeading.length));
    const broken = withHeading.filter(({ file, heading }) => !anchors(file).includes(heading));
    assert.deepEqual(broken, []);
  });
});
