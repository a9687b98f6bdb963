import * as fs from "node:fs";
import * as path from "node:path";

/** A block of a runbook: commands, one a line, or a piece of a stack's file. */
export interface Block {
  readonly language: string;
  readonly text: string;
}

const directory = path.join(__dirname, "../../docs/runbooks");

/** The blocks of one section of a runbook, in order. */
export function blocksOf(runbook: string, section: string): Block[] {
  const text = fs.readFileSync(path.join(directory, runbook), "utf8");
  const [, after] = text.split(new RegExp(`^## ${section}$`, "m"));
  if (after === undefined) throw new Error(`${runbook} has no section ${section}`);
  const [body = ""] = after.split(/^## /m);
  return [...body.matchAll(/^( *)```(\w+)\n([\s\S]*?)^ *```/gm)].map(
    ([, indent = "", language = "", inner = ""]) => ({
      language,
      text: inner.replace(new RegExp(`^${indent}`, "gm"), ""),
    }),
  );
}

/** The commands of a block: without comments, and with lines that go on put together. */
export function commandsOf({ text }: Block): string[][] {
  return text
    .replace(/\\\n\s*/g, "")
    .split("\n")
    .map((line) => line.replace(/\s+#.*$/, "").trim())
    .filter((line) => line !== "")
    .map((line) => line.split(/\s+/));
}
