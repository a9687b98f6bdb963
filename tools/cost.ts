// npm run cost -- <stack>: what a month of a stack costs, as far as it has a fixed price, before anything is made.
import * as path from "node:path";
import { UserError } from "../components/userError";
import { primaryOf } from "../preflight/stackConfig";
import { commandLine, run, stacksIn } from "./commandLine";
import { difference } from "./cost/difference";
import { estimate } from "./cost/estimate";
import { LEFT_OUT } from "./cost/leftOut";
import { Prices } from "./cost/priceTable";
import { formerly, Stacks, workingTree, type ReadFile } from "./cost/stacks";
import { strategyCosts } from "./cost/strategies";
import { comparisonText, differenceText, estimateText, strategiesText } from "./cost/text";

const root = path.resolve(__dirname, "..");

interface Options {
  readonly against?: string;
  readonly compare?: readonly string[];
  readonly prices?: string;
  readonly json?: true;
}

const cost = commandLine("npm run cost --")
  .description(
    "Estimates a month of a stack's parts that have a fixed price: what the program would make of the stack's file, by AWS's " +
      "list prices. It asks neither AWS nor Pulumi's state, and says what it leaves out.",
  )
  .argument("[stack]", "whose Pulumi.<stack>.yaml is here")
  .option(
    "--against <file or revision>",
    "the difference to another file of this stack, or to a revision of git",
  )
  .option(
    "--compare <stacks...>",
    "stacks beside each other, and each strategy of recovery of a standby among them",
  )
  .option("--prices <file>", "your own prices, before the table's: docs/cost.md")
  .option("--json", "writes JSON")
  .action(async (stack: string | undefined, options: Options) => {
    const committed = Prices.committed();
    const prices = options.prices === undefined ? committed : committed.with(options.prices);
    if (options.compare) return compare(options.compare, prices, options);
    if (stack === undefined) throw new UserError("missing required argument 'stack'");
    return one(stack, prices, options);
  });

void run(cost);

async function one(stack: string, prices: Prices, options: Options): Promise<void> {
  const { against, json } = options;
  const stacks = new Stacks(workingTree(root));
  const now = estimate(stack, await stacks.resourcesOf(stack), prices);
  if (against === undefined) {
    console.log(json ? asJson({ ...now, leftOut: LEFT_OUT }) : estimateText(now));
    return;
  }
  const then = await new Stacks(formerly(root, stack, against)).resourcesOf(stack);
  const changed = difference(estimate(stack, then, prices), now);
  console.log(json ? asJson({ stack, ...changed }) : differenceText(stack, changed, against));
}

async function compare(
  stacks: readonly string[],
  prices: Prices,
  { json }: Options,
): Promise<void> {
  const unknown = stacks.find((each) => !stacksIn(root).includes(each));
  if (unknown !== undefined) {
    throw new UserError(
      `there is no Pulumi.${unknown}.yaml (there are: ${stacksIn(root).join(", ")})`,
    );
  }
  const read = workingTree(root);
  const made = new Stacks(read);
  const estimates = [];
  for (const stack of stacks) {
    estimates.push(estimate(stack, await made.resourcesOf(stack), prices));
  }
  const standbys = stacks.filter((stack) => isStandby(stack, read));
  const strategies = [];
  for (const standby of standbys) {
    strategies.push({ standby, costs: await strategyCosts(standby, read, prices) });
  }
  if (json) {
    console.log(asJson({ stacks: estimates, strategies, leftOut: LEFT_OUT }));
    return;
  }
  console.log(comparisonText(estimates));
  for (const { standby, costs } of strategies) console.log(`\n${strategiesText(standby, costs)}`);
}

function isStandby(stack: string, read: ReadFile): boolean {
  return primaryOf(read(stack).raw) !== undefined;
}

function asJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2);
}
