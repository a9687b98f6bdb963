import type { Violation } from "./policy";

/** What the pack said of one mutation. */
interface Row {
  readonly rule: string;
  readonly what: string;
  readonly on: readonly string[];
  readonly besides?: readonly string[];
  readonly found: readonly Violation[];
  readonly seconds: number;
}

const rows: Row[] = [];

/** Keeps a row of the table, which is written when the process ends, and fails it where a rule missed its mutation. */
export function report(row: Row): void {
  if (rows.length === 0) process.once("exit", write);
  rows.push(row);
}

function write(): void {
  const heads = ["rule", "mutation", "caught on", "as it should", "what else fired", "seconds"];
  const lines = [heads, heads.map(() => "---"), ...rows.map(cells)];
  process.stdout.write(lines.map((each) => `| ${each.join(" | ")} |\n`).join(""));
  const missed = rows.filter((row) => !isCaught(row));
  process.stdout.write(
    `${rows.length} mutations, each alone, in a first preview: ${rows.length - missed.length} caught where they should be.\n`,
  );
  if (missed.length > 0) process.exitCode = 1;
}

function own({ rule, found }: Row): readonly Violation[] {
  return found.filter((each) => each.rule === rule && each.level === "mandatory");
}

/** Caught on the resources that the mutation names, at least on one where it names none. */
function isCaught(row: Row): boolean {
  const names = own(row)
    .map(({ on }) => on)
    .sort();
  return row.on.length === 0 ? names.length > 0 : names.join() === [...row.on].sort().join();
}

function cells(row: Row): string[] {
  const others = row.found.filter((each) => each.rule !== row.rule && each.level === "mandatory");
  return [
    row.rule,
    row.what,
    own(row)
      .map(({ on }) => on)
      .join(", "),
    isCaught(row) ? "yes" : "no",
    [...new Set(others.map(({ rule }) => rule))].join(", "),
    row.seconds.toFixed(1),
  ];
}
