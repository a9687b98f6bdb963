import { total, type Line } from "../../cost/estimate";
import { LEFT_OUT } from "../../cost/leftOut";
import { HOURS_IN_MONTH } from "../../cost/priceTable";
import { markup, type Markup } from "../markup";
import { count } from "../values";
import type { Report } from "./report";
import { note, section } from "./tables";

/** US dollars to the cent. */
const cents = new Intl.NumberFormat("en-US", {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});

/** US dollars as a tile has them. */
export const dollars = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/** What a month costs by subsystem, and what has no price. */
export function costSection({ costs: { lines, usd } }: Report): Markup | undefined {
  if (lines.length === 0) return undefined;
  const subsystems = [...new Set(lines.map(({ subsystem }) => subsystem))];
  const dates = lines.flatMap(({ price }) => price?.source.date ?? []).sort();
  const unpriced = lines.filter(({ price }) => price === undefined);
  return section("costs", "Costs", [
    note(
      markup`An estimate of what is there whether it is used or not, in US dollars, by AWS's list prices of ${dates[0] ?? "–"} to ${dates.at(-1) ?? "–"} and ${HOURS_IN_MONTH} hours a month. <code>npm run cost</code> compares stacks, and a change with what is there.`,
    ),
    markup`<p><b>${cents.format(usd)}</b> a month${unpriced.length > 0 && markup`, without ${count(unpriced.length, "line")} that no source gives a price of`}.</p>
`,
    ...subsystems.map((name) =>
      group(
        name,
        lines.filter(({ subsystem }) => subsystem === name),
      ),
    ),
    markup`<details class="part"><summary><span class="name">Left out</span></summary><ul>${LEFT_OUT.map((each) => markup`<li>${each}</li>`)}</ul></details>
`,
  ]);
}

function group(name: string, lines: readonly Line[]): Markup {
  const isPriced = lines.some(({ usd }) => usd !== undefined);
  return markup`<details class="part"><summary><span class="name">${name}</span> <span class="count">${isPriced ? cents.format(total(lines)) : "not priced"}</span></summary>
<table class="costs"><thead><tr><th scope="col">Part</th><th scope="col">Region</th><th scope="col">Number</th><th scope="col">Price</th><th scope="col">A month</th></tr></thead><tbody>
${lines.map((line) => row(name, line))}</tbody></table></details>
`;
}

function row(subsystem: string, { component, part, region, quantity, price, usd }: Line): Markup {
  const within = component !== subsystem && markup`<span class="path">${component}</span>`;
  const each = price === undefined ? "not priced" : `${price.usd} / ${price.unit}`;
  return markup`<tr><th scope="row">${within}${part}</th><td>${region}</td><td>${quantity}</td><td>${each}</td><td>${usd === undefined ? "–" : cents.format(usd)}</td></tr>
`;
}
