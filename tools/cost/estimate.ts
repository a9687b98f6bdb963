import { partsOf } from "./parts";
import { HOURS_IN_MONTH, type Price, type Prices } from "./priceTable";
import type { Resources } from "./resources";

/** Parts of a stack that are alike: of one component, in one Region, with one price. */
export interface Line {
  /** The outermost component. */
  readonly subsystem: string;
  /** The component that they are in. */
  readonly component: string;
  readonly part: string;
  readonly region: string;
  readonly quantity: number;
  /** Undefined where no source gives it. */
  readonly price: Price | undefined;
  /** A month of them; undefined where the price is. */
  readonly usd: number | undefined;
}

/** What a month of a stack costs, as far as it has a fixed price. */
export interface Estimate {
  readonly stack: string;
  readonly lines: readonly Line[];
  /** Of all that has a price. */
  readonly usd: number;
}

/** A month of whatever in a stack has a fixed price. */
export function estimate(stack: string, resources: Resources, prices: Prices): Estimate {
  const lines = new Map<string, Line>();
  for (const resource of resources.all) {
    const { components, region } = resource;
    const [subsystem = stack] = components;
    const component = components.at(-1) ?? stack;
    for (const { of, key, quantity } of partsOf(resource, resources)) {
      const part = named(of, key);
      const id = [component, part, region].join("\n");
      const price = prices.find(of, key, region);
      const all = (lines.get(id)?.quantity ?? 0) + quantity;
      const usd = price && rounded(all * monthly(price));
      lines.set(id, { subsystem, component, part, region, quantity: all, price, usd });
    }
  }
  const sorted = [...lines.values()].sort((a, b) => order(a).localeCompare(order(b)));
  return { stack, lines: sorted, usd: total(sorted) };
}

/** What lines cost together. */
export function total(lines: readonly Line[]): number {
  return rounded(lines.reduce((sum, { usd = 0 }) => sum + usd, 0));
}

/** To the cent, so that lines add up to what stands under them. */
export function rounded(usd: number): number {
  return Math.round(usd * 100) / 100;
}

function monthly({ usd, unit }: Price): number {
  return unit === "hour" ? usd * HOURS_IN_MONTH : usd;
}

/** Tables of kinds and sizes say what they are of; in the others, the row says it. */
const plain = ["network", "security", "monitoring"];

function named(of: string, key: string): string {
  return plain.includes(of) ? key : `${of} ${key}`;
}

function order({ subsystem, component, part, region }: Line): string {
  return [subsystem, component, part, region].join("\n");
}
