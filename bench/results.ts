import { type Case, floorOf } from "./cases";
import type { Measurement } from "./measured";

/** Measurements of each case, one from each round. */
export type Rounds = ReadonlyMap<Case, readonly Measurement[]>;

/** One line of the table. */
export interface Row {
  readonly name: string;
  readonly resources: number;
  readonly cpuSeconds: number;
  /** CPU time over that of the empty program of the same way, in the same round. */
  readonly timesEmpty: number;
  /** CPU milliseconds for each resource above the empty program; 0 where there are none. */
  readonly perResource: number;
  readonly seconds: number;
  /** The same of seconds. */
  readonly timesEmptySeconds: number;
  readonly megabytes: number;
}

/** How much worse than the table a ratio may be before it counts as worse: machines differ, and drift. */
export const tolerance = 1.2;

const heads = [
  "preview",
  "resources",
  "CPU s",
  "x empty",
  "CPU ms per resource",
  "s",
  "s x empty",
  "peak MB",
] as const;

/** Medians of all rounds; ratios are made within a round, as machines drift. */
export function rowsOf(rounds: Rounds): Row[] {
  return [...rounds].map(([one, own]) => {
    const floor = floorOf(one);
    const floors = (floor && rounds.get(floor)) ?? [];
    const resources = own[0]?.resources ?? 0;
    const paired = own.map(({ cpuSeconds, seconds }, round) => ({
      cpuSeconds,
      floor: floors[round]?.cpuSeconds ?? cpuSeconds,
      timesSeconds: seconds / (floors[round]?.seconds ?? seconds),
    }));
    return {
      name: one.name,
      resources,
      cpuSeconds: median(own.map(({ cpuSeconds }) => cpuSeconds)),
      timesEmpty: median(paired.map((pair) => pair.cpuSeconds / pair.floor)),
      perResource:
        resources < 2
          ? 0
          : (1000 * median(paired.map((pair) => pair.cpuSeconds - pair.floor))) / resources,
      seconds: median(own.map(({ seconds }) => seconds)),
      timesEmptySeconds: median(paired.map(({ timesSeconds }) => timesSeconds)),
      megabytes: Math.max(...own.map(({ megabytes }) => megabytes)),
    };
  });
}

export function table(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.name,
    String(row.resources),
    row.cpuSeconds.toFixed(1),
    row.timesEmpty.toFixed(2),
    row.perResource === 0 ? "" : row.perResource.toFixed(1),
    row.seconds.toFixed(1),
    row.timesEmptySeconds.toFixed(2),
    row.megabytes === 0 ? "" : row.megabytes.toFixed(0),
  ]);
  const lines = [[...heads], heads.map(() => "---"), ...cells];
  return lines.map((line) => `| ${line.join(" | ")} |`).join("\n");
}

/** The ratios in bench/RESULTS.md, by case: the last one of each. */
export function lastRatios(text: string): ReadonlyMap<string, number> {
  const lines = [...text.matchAll(/^\| ((?:cli|inline) [^|]*?) +\|(.*)\|$/gm)];
  return new Map(
    lines.map(([, name = "", rest = ""]) => [name, Number(rest.split("|")[2]?.trim())]),
  );
}

/** Cases whose ratio is worse than the table's by more than the tolerance, in words. */
export function worse(rows: readonly Row[], before: ReadonlyMap<string, number>): string[] {
  return rows.flatMap(({ name, timesEmpty }) => {
    const earlier = before.get(name);
    if (earlier === undefined || timesEmpty <= earlier * tolerance) return [];
    return [`${name}: ${timesEmpty.toFixed(2)} x the empty program, and it was ${earlier}`];
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? 0)) / 2;
}
