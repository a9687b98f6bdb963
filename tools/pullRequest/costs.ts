import { UserError } from "../../components/userError";
import { difference, type Change, type Difference } from "../cost/difference";
import { estimate } from "../cost/estimate";
import { Prices } from "../cost/priceTable";
import { formerly, Stacks, workingTree } from "../cost/stacks";

/** A comment has room for these; `npm run cost -- <stack> --against <base>` has all. */
const MOST_PARTS = 15;

/** What a month of a stack costs more than at a revision of git, for a pull request. A stack that was not there then costs all of it more. */
export async function costs(root: string, stack: string, against: string): Promise<string> {
  try {
    const prices = Prices.committed();
    const then = await new Stacks(formerly(root, stack, against)).resourcesOf(stack);
    const now = await new Stacks(workingTree(root)).resourcesOf(stack);
    return costsText(difference(estimate(stack, then, prices), estimate(stack, now, prices)));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // Whatever is wrong is in the preview's own errors as well; a stack that is new has nothing to be compared with.
    return `**Costs**: not compared (${error.message.split("\n")[0] ?? ""})`;
  }
}

/** The difference as Markdown, the dearest change first. */
export function costsText({ changes, before, after, usd }: Difference): string {
  const total = `**Costs**: ${signed(usd)} USD a month, of what has a fixed price (${plain(before)} before, ${plain(after)} after)`;
  if (changes.length === 0) return total;
  const dearest = [...changes].sort((one, other) => weight(other) - weight(one));
  const rows = dearest
    .slice(0, MOST_PARTS)
    .map(({ component, part, before: was, after: is, usd: more }) => {
      return [`${component}, ${part}`, was, is, more === undefined ? "not priced" : signed(more)];
    });
  const more = changes.length - rows.length;
  const table = [["part", "before", "after", "USD a month"], ["---", "--:", "--:", "--:"], ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
  const summary = `<details><summary>${total.replaceAll("**", "")}</summary>`;
  return [summary, table, ...(more > 0 ? [`and ${more} more`] : []), "</details>"].join("\n\n");
}

function weight({ usd = 0 }: Change): number {
  return Math.abs(usd);
}

function plain(usd: number): string {
  return usd.toFixed(2);
}

function signed(usd: number): string {
  return `${usd < 0 ? "-" : "+"}${plain(Math.abs(usd))}`;
}
