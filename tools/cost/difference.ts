import { rounded, type Estimate, type Line } from "./estimate";

/** A line that a change of the configuration makes, changes or takes away. */
export interface Change {
  readonly subsystem: string;
  readonly component: string;
  readonly part: string;
  readonly region: string;
  readonly before: number;
  readonly after: number;
  /** What a month costs more; undefined where the price is not known. */
  readonly usd: number | undefined;
}

/** What a change of the configuration does to the estimate, before it is made. */
export interface Difference {
  readonly changes: readonly Change[];
  readonly before: number;
  readonly after: number;
  readonly usd: number;
}

export function difference(before: Estimate, after: Estimate): Difference {
  const old = byId(before.lines);
  const now = byId(after.lines);
  const changes = [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((id) => {
    const [was, is] = [old.get(id), now.get(id)];
    const either = is ?? was;
    const [then, later] = [was?.quantity ?? 0, is?.quantity ?? 0];
    if (!either || then === later) return [];
    const { subsystem, component, part, region, price } = either;
    const usd = price && rounded((is?.usd ?? 0) - (was?.usd ?? 0));
    return [{ subsystem, component, part, region, before: then, after: later, usd }];
  });
  const usd = rounded(after.usd - before.usd);
  return { changes, before: before.usd, after: after.usd, usd };
}

function byId(lines: readonly Line[]): Map<string, Line> {
  return new Map(
    lines.map((line) => [
      [line.subsystem, line.component, line.part, line.region].join("\n"),
      line,
    ]),
  );
}
