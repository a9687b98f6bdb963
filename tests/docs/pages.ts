import * as fs from "node:fs";
import * as path from "node:path";

const root = path.resolve(__dirname, "../..");

/** Every page for people, by its path in the repository. */
export function pages(): string[] {
  const folders = ["", "bench", "policy", "docs", "docs/adr", "docs/config", "docs/runbooks"];
  return folders.flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder))
      .filter((name) => name.endsWith(".md"))
      .map((name) => path.posix.join(folder, name)),
  );
}

/** A page without its blocks, and, unless asked for, without code in its lines: a link there is an example. */
export function prose(page: string, { code = false } = {}): string {
  const text = fs.readFileSync(path.join(root, page), "utf8").replace(/^ *```[^]*?^ *```/gm, "");
  return code ? text : text.replace(/`[^`]*`/g, "code");
}
