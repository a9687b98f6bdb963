import Table from "cli-table3";
import type { Difference } from "./difference";
import { total, type Estimate, type Line } from "./estimate";
import { LEFT_OUT } from "./leftOut";
import { HOURS_IN_MONTH } from "./priceTable";
import type { StrategyCost } from "./strategies";

const money = new Intl.NumberFormat("en-US", {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});

/** A stack's estimate for people. */
export function estimateText({ stack, lines, usd }: Estimate): string {
  const priced = lines.filter((line) => line.price !== undefined);
  const rows = priced.map(({ subsystem, component, part, region, quantity, price, usd: cost }) => [
    subsystem,
    component,
    part,
    region,
    number(quantity),
    price ? `${String(price.usd)} / ${price.unit}` : "",
    amount(cost),
  ]);
  const without = lines.length - priced.length;
  const but = without === 0 ? "" : `, without ${without} that no source gives a price of`;
  return [
    `${stack}: USD ${money.format(usd)} a month (${HOURS_IN_MONTH} hours), of the parts that have a fixed price${but}`,
    "",
    table(
      ["subsystem", "component", "part", "Region", "number", "price in USD", "USD a month"],
      rows,
    ),
    "",
    table(["subsystem", "USD a month"], subsystems(lines)),
    ...footer(lines),
  ].join("\n");
}

/** What a change does, for people. */
export function differenceText(stack: string, difference: Difference, against: string): string {
  const { changes, before, after, usd } = difference;
  const rows = changes.map(({ subsystem, component, part, region, ...change }) => [
    subsystem,
    component,
    part,
    region,
    number(change.before),
    number(change.after),
    change.usd === undefined ? "not priced" : signed(change.usd),
  ]);
  const head = ["subsystem", "component", "part", "Region", "before", "after", "USD a month"];
  return [
    `${stack}, compared with ${against}: ${signed(usd)} USD a month (${money.format(before)} before, ${money.format(after)} after)`,
    ...(rows.length > 0 ? ["", table(head, rows)] : []),
  ].join("\n");
}

/** Stacks beside each other by subsystem. */
export function comparisonText(estimates: readonly Estimate[]): string {
  const names = new Set(estimates.flatMap(({ lines }) => lines.map((line) => line.subsystem)));
  const rows = [...names].sort().map((name) => [
    name,
    ...estimates.map(({ lines }) => {
      const own = lines.filter(({ subsystem }) => subsystem === name);
      return own.length === 0 ? "" : sum(own);
    }),
  ]);
  const sums = ["all of it", ...estimates.map(({ usd }) => money.format(usd))];
  return [
    `USD a month, of what has a fixed price (${HOURS_IN_MONTH} hours)`,
    "",
    table(["subsystem", ...estimates.map(({ stack }) => stack)], [...rows, sums]),
    ...footer(estimates.flatMap(({ lines }) => lines)),
  ].join("\n");
}

/** What each strategy of recovery costs, and what an hour less of recovery time does. */
export function strategiesText(standby: string, costs: readonly StrategyCost[]): string {
  const rows = costs.map((each) => [
    each.strategy,
    `${each.recoveryTimeHours} h`,
    money.format(each.primary),
    money.format(each.standby),
    money.format(each.usd),
    each.usdForHourLess === undefined ? "" : money.format(each.usdForHourLess),
    String(each.unpriced),
  ]);
  const head = [
    "strategy",
    "recovery time",
    "primary",
    standby,
    "both",
    "an hour less",
    "not priced",
  ];
  return [
    `${standby} by strategy of recovery (docs/recovery.md): USD a month, and what each hour less of recovery time costs`,
    "",
    table(head, rows),
  ].join("\n");
}

function footer(lines: readonly Line[]): string[] {
  const unpriced = lines.filter(({ price }) => price === undefined);
  const found = unpriced.map(
    ({ part, region, quantity }) => `${number(quantity)} ${part} in ${region}`,
  );
  const sources = new Map(
    lines.flatMap(({ price }) => (price ? [[price.source.what, price.source.date] as const] : [])),
  );
  const dates = [...sources.values()].sort();
  return [
    ...(found.length > 0
      ? ["", "Not priced, since the table has no source of it (--prices <file> adds your own):"]
      : []),
    ...[...new Set(found)].map((each) => `  ${each}`),
    "",
    "Left out:",
    ...LEFT_OUT.map((each) => `  ${each}`),
    "",
    `Prices are AWS's list prices of ${dates[0] ?? ""} to ${dates.at(-1) ?? ""}; each with its source in tools/cost/data/prices.json.`,
  ];
}

function subsystems(lines: readonly Line[]): string[][] {
  const names = [...new Set(lines.map(({ subsystem }) => subsystem))];
  return names.map((name) => [name, sum(lines.filter(({ subsystem }) => subsystem === name))]);
}

function sum(lines: readonly Line[]): string {
  const isPriced = lines.some(({ usd }) => usd !== undefined);
  return isPriced ? money.format(total(lines)) : "not priced";
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const isNumber = (name: string): boolean =>
    !/^(subsystem|component|part|Region|strategy)$/.test(name);
  const lines = new Table({
    head: [...head],
    colAligns: head.map((name) => (isNumber(name) ? "right" : "left")),
    style: { head: [], border: [], compact: true },
  });
  lines.push(...rows.map((row) => [...row]));
  return lines.toString();
}

function number(quantity: number): string {
  return String(quantity);
}

function amount(usd: number | undefined): string {
  return usd === undefined ? "" : money.format(usd);
}

function signed(usd: number): string {
  return `${usd < 0 ? "-" : "+"}${money.format(Math.abs(usd))}`;
}
