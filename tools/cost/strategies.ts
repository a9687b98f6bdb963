import {
  recoveryStrategies,
  recoveryTimeHours,
  type RecoveryStrategy,
} from "../../components/recovery/strategies";
import { primaryOf, type StackFile } from "../../preflight/stackConfig";
import { estimate, rounded } from "./estimate";
import type { Prices } from "./priceTable";
import { Stacks, type ReadFile } from "./stacks";

/** What both stacks of a pair cost with a strategy of recovery, and what is bought by it. */
export interface StrategyCost {
  readonly strategy: RecoveryStrategy;
  /** Until the platform serves again, from the decision on. */
  readonly recoveryTimeHours: number;
  readonly primary: number;
  readonly standby: number;
  readonly usd: number;
  /** What each hour less of recovery time costs a month, compared with the strategy before; undefined for the first. */
  readonly usdForHourLess: number | undefined;
  /** Parts whose price is not known. */
  readonly unpriced: number;
}

/** A standby's pair of stacks with each of the strategies, all else as their files have it. */
export async function strategyCosts(
  standby: string,
  read: ReadFile,
  prices: Prices,
): Promise<readonly StrategyCost[]> {
  const primary = primaryOf(read(standby).raw) ?? "";
  const costs: StrategyCost[] = [];
  for (const strategy of recoveryStrategies) {
    const stacks = new Stacks((stack) => recovering(read(stack), strategy));
    const one = estimate(primary, await stacks.resourcesOf(primary), prices);
    const other = estimate(standby, await stacks.resourcesOf(standby), prices);
    const usd = rounded(one.usd + other.usd);
    const hours = recoveryTimeHours[strategy];
    const before = costs.at(-1);
    costs.push({
      strategy,
      recoveryTimeHours: hours,
      primary: one.usd,
      standby: other.usd,
      usd,
      usdForHourLess: before && rounded((usd - before.usd) / (before.recoveryTimeHours - hours)),
      unpriced: [...one.lines, ...other.lines].filter((line) => line.usd === undefined).length,
    });
  }
  return costs;
}

function recovering(file: StackFile, strategy: RecoveryStrategy): StackFile {
  const recovery = file.raw["recovery"] as Record<string, unknown>;
  return { ...file, raw: { ...file.raw, recovery: { ...recovery, strategy } } };
}
