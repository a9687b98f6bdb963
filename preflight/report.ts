import Table from "cli-table3";
import { createColors } from "picocolors";
import type { Finding, Result } from "./check";

/** How the report looks. */
export interface Look {
  /** Columns of the terminal. */
  readonly width: number;
  readonly colours: boolean;
}

/** Sides of the table: bars and spaces around three columns. */
const FRAME = 10;
const NARROWEST = 60;

/** The findings as a table, and a closing line that counts them. */
export function table(findings: readonly Finding[], { width, colours }: Look): string {
  const paint = painter(colours);
  const check = Math.max(...findings.map((each) => each.check.length), "check".length);
  const result = "not checked".length;
  const rest = Math.max(NARROWEST, width - check - result - FRAME);
  const lines = new Table({
    head: ["check", "result", "what was found, and what to do"],
    colWidths: [check + 2, result + 2, rest + 2],
    style: { head: [], border: [], compact: true },
  });
  for (const each of findings) {
    const text = [each.found, ...(each.todo === undefined ? [] : [`→ ${each.todo}`])];
    const wrapped = text.flatMap((line) => wrap(line, rest)).join("\n");
    lines.push([each.check, paint[each.result](each.result), wrapped]);
  }
  return `${lines.toString()}\n${summary(findings)}`;
}

/** Lines of a width at most; a word that is longer, such as an ARN, goes on in the next line. */
function wrap(text: string, width: number): string[] {
  const words = text
    .split(" ")
    .flatMap((word) => word.match(new RegExp(`.{1,${width}}`, "g")) ?? "");
  return words.reduce<string[]>((lines, word) => {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) return [...lines, word];
    return [...lines.slice(0, -1), `${last} ${word}`];
  }, []);
}

/** `38 ok, 1 warning, 2 failed`. */
function summary(findings: readonly Finding[]): string {
  const results: readonly Result[] = ["ok", "warning", "failed", "not checked"];
  return results
    .map((result) => [result, findings.filter((each) => each.result === result).length] as const)
    .filter(([result, count]) => count > 0 || result === "failed")
    .map(([result, count]) => `${count} ${result}${result === "warning" && count > 1 ? "s" : ""}`)
    .join(", ");
}

function painter(colours: boolean): Readonly<Record<Result, (text: string) => string>> {
  const { green, yellow, red, dim } = createColors(colours);
  return { ok: green, warning: yellow, failed: red, "not checked": dim };
}
