/**
 * Previews of the real stacks against an empty program: `make bench`.
 *
 * Machines drift, and others work on them: in each round every case runs once, and its CPU time is divided by that of the
 * empty program of the same round and the same way to run it. What is printed are the medians.
 */
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { InvalidArgumentError } from "commander";
import { commandLine, run, RunFailed } from "../tools/commandLine";
import { type Case, cases, floorOf } from "./cases";
import { measured, type Measurement } from "./measured";
import { prepare } from "./project";
import { lastRatios, type Row, rowsOf, table, worse } from "./results";

const file = path.join(__dirname, "RESULTS.md");

interface Options {
  readonly rounds: number;
  readonly full?: true;
  readonly only?: readonly string[];
  readonly write?: true;
  readonly check?: true;
}

const bench = commandLine("node -r ./sandbox/register.js bench/preview.ts")
  .description(
    "Previews of the real stacks, by the official CLI and inline, against an empty program.",
  )
  .option("--rounds <number>", "how often each case runs", wholeNumber, 3)
  .option("--full", "dev, and prod with 50, 200 and 500 more services, as well")
  .option("--only <case...>", "these cases of bench/cases.ts, and what they are divided by")
  .option("--write", "adds the table to bench/RESULTS.md")
  .option(
    "--check",
    "fails where a ratio is 20 % worse than the last one of its case in bench/RESULTS.md",
  )
  .action(main);

void run(bench);

async function main({ rounds, full, only, write, check }: Options): Promise<void> {
  const named = cases.filter(({ name, short }) => only?.includes(name) ?? (full || short));
  const floors = new Set(named.map(floorOf));
  const chosen = cases.filter((one) => named.includes(one) || floors.has(one));
  const before = lastRatios(fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "");
  const measurements = new Map<Case, Measurement[]>(chosen.map((one) => [one, []]));
  for (let round = 1; round <= rounds; round++) {
    for (const one of chosen) {
      process.stderr.write(`round ${round} of ${rounds}: ${one.name}\n`);
      measurements.get(one)?.push(await time(one));
    }
  }
  const rows = rowsOf(measurements);
  console.log(table(rows));
  if (write) fs.appendFileSync(file, section(rows, rounds));
  const found = check ? worse(rows, before) : [];
  if (found.length > 0) throw new RunFailed(["slower than before:", ...found].join("\n  "));
}

async function time(one: Case): Promise<Measurement> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "landbridge-bench-"));
  try {
    const preview = await prepare(one, directory);
    if (one.way === "cli") {
      await measured({ ...preview, args: ["stack", "init", one.stack] });
      const up = ["up", "--yes", "--skip-preview", "--non-interactive", "--stack", one.stack];
      if (one.isUp) await measured({ ...preview, args: up });
    }
    return await measured(preview);
  } finally {
    fs.rmSync(directory, { recursive: true, force: true });
  }
}

function section(rows: readonly Row[], rounds: number): string {
  const [cpu] = os.cpus();
  const machine = `${os.cpus().length} x ${cpu?.model.trim() ?? "CPU"}, ${(os.totalmem() / 2 ** 30).toFixed(0)} GB, ${os.type()}, Node.js ${process.versions.node}`;
  const load = os.loadavg()[0]?.toFixed(1);
  const day = new Date().toISOString().slice(0, 10);
  return `\n## ${day}\n\n${machine}; load at the end: ${load}. Rounds: ${rounds}.\n\n${table(rows)}\n`;
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new InvalidArgumentError("It is not a whole number of 1 or more.");
}
