import * as fs from "node:fs";
import * as path from "node:path";

const root = path.resolve(__dirname, "../..");

/** A command of a page's shell blocks, without its comment. */
export interface Line {
  readonly page: string;
  readonly command: string;
}

/** Every command that people are told to type, page by page. */
export function shellLines(): Line[] {
  const folders = ["", "policy", "docs", "docs/runbooks"];
  return folders.flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder))
      .filter((name) => name.endsWith(".md") && name !== "CHANGELOG.md")
      .map((name) => path.posix.join(folder, name))
      .flatMap((page) => linesOf(page).map((command) => ({ page, command }))),
  );
}

function linesOf(page: string): string[] {
  const text = fs.readFileSync(path.join(root, page), "utf8");
  return [...text.matchAll(/^( *)```sh\n([\s\S]*?)^ *```/gm)].flatMap(([, , block = ""]) =>
    block
      .replace(/\\\n\s*/g, "")
      .split("\n")
      .map((line) => line.replace(/(^|\s+)#.*$/, "").trim())
      .filter((line) => line !== ""),
  );
}

/** Whether a command needs no account: what it asks is the sandbox, or the repository. */
export function runsInSandbox(command: string): boolean {
  return (
    /^make (sandbox|help)/.test(command) ||
    /^(npm run|npx landbridge) sandbox /.test(command) ||
    /^(npm run|npx landbridge) policy (-- )?config /.test(command) ||
    (/^(npm run|npx landbridge) /.test(command) && / --(sandbox|steps)\b/.test(command))
  );
}
