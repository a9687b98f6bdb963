/**
 * Times previews of the real stacks against an empty program: `make bench`.
 *
 * Machines drift, so seconds are not compared between runs: in each round every case runs once, in a process of its own, and is
 * divided by the empty program of the same round. What is printed are the medians.
 */
import { spawnSync } from "node:child_process";
import * as path from "node:path";
import { performance } from "node:perf_hooks";
import { InvalidArgumentError } from "commander";
import { commandLine, run } from "../tools/commandLine";
import { cases, floor, type Case } from "./cases";

interface Timing {
  readonly seconds: number;
  readonly resources: number;
}

const bench = commandLine("node -r ./sandbox/register.js bench/preview.ts")
  .description("Times previews of the real stacks against an empty program.")
  .argument("[rounds]", "how often each case runs", wholeNumber, 5)
  .action(measure);

void run(bench);

function measure(rounds: number): void {
  process.stderr.write(
    "Previews against the local stand-in of AWS; one warm-up, then the rounds\n",
  );
  cases.forEach(time);
  const timings = new Map<Case, Timing[]>(cases.map((one) => [one, []]));
  for (let round = 1; round <= rounds; round++) {
    process.stderr.write(`round ${round} of ${rounds}\n`);
    cases.forEach((one) => timings.get(one)?.push(time(one)));
  }
  console.table(cases.map((one) => summary(one, timings)));
}

function time(one: Case): Timing {
  const started = performance.now();
  const register = path.join(__dirname, "../sandbox/register.js");
  const child = spawnSync(
    process.execPath,
    ["-r", register, path.join(__dirname, "onePreview.ts"), one.name],
    {
      encoding: "utf8",
    },
  );
  if (child.status !== 0) {
    throw new Error(`The preview of ${one.name} failed:\n${child.stdout}${child.stderr}`);
  }
  return { seconds: (performance.now() - started) / 1000, resources: Number(child.stdout.trim()) };
}

function summary(one: Case, timings: ReadonlyMap<Case, Timing[]>): Record<string, string | number> {
  const own = timings.get(one) ?? [];
  const floors = timings.get(floor) ?? [];
  const resources = own[0]?.resources ?? 0;
  const above = own.map((timing, round) => timing.seconds - (floors[round]?.seconds ?? 0));
  return {
    preview: one.name,
    resources,
    "median s": median(own.map((timing) => timing.seconds)).toFixed(2),
    "x empty": median(
      own.map((timing, round) => timing.seconds / (floors[round]?.seconds ?? 1)),
    ).toFixed(2),
    "ms per resource above empty":
      resources < 2 ? "" : ((1000 * median(above)) / resources).toFixed(1),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? 0)) / 2;
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new InvalidArgumentError("It is not a whole number of 1 or more.");
}
