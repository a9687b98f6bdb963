import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { estimate, type Estimate } from "../../tools/cost/estimate";
import { Prices } from "../../tools/cost/priceTable";
import { Stacks, workingTree } from "../../tools/cost/stacks";
import { drawingFile } from "../../tools/report/drawing/svg";
import { reportOf } from "../../tools/report/make";
import { page } from "../../tools/report/page/page";
import type { Deployment } from "../../tools/report/state";
import { assertSound, assertTidy } from "./reportChecks";

const root = path.resolve(__dirname, "../..");
const DRAWING = path.join(root, "docs/prod.svg");

/** An encrypted value, once somebody has asked for it in clear. */
const PLAINTEXT = /"plaintext": "((?:[^"\\]|\\.)*)"/g;

/**
 * The report of prod holds for what `pulumi stack export` prints, with nothing of what the state has encrypted in it, not even where the
 * export was made with `--show-secrets`; and its drawing is the one in the docs. LANDBRIDGE_DRAWING=1 writes that anew.
 */
export async function assertProdReport(exported: string, inClear: string): Promise<void> {
  const today = new Date();
  const of = async (text: string) => {
    const { deployment } = JSON.parse(text) as { deployment: Deployment };
    return reportOf({ deployment, source: "a test", isStandIn: true, today });
  };
  const report = await of(exported);
  assertTidy(report);
  assertSound(page(report), report);
  const { usd, lines } = report.costs;
  assert.deepEqual({ usd, lines }, await estimated("prod"));
  const secrets = [...inClear.matchAll(PLAINTEXT)].map(
    ([, json = ""]) => JSON.parse(JSON.parse(`"${json}"`) as string) as unknown,
  );
  const long = secrets.filter((each) => typeof each === "string").filter((each) => each.length > 7);
  assert.ok(long.length >= 10, `${long.length} secrets in clear`);
  const read = page(await of(inClear));
  for (const [index, each] of long.entries()) {
    assert.ok(!read.includes(each), `secret ${index} is in the report`);
  }
  const description = "Architecture of the prod stack";
  const drawn = drawingFile(report.diagram, report.layout, description);
  if (process.env["LANDBRIDGE_DRAWING"] !== undefined) fs.writeFileSync(DRAWING, drawn);
  const hint = "docs/prod.svg is out of date: set LANDBRIDGE_DRAWING=1 and run this test";
  assert.equal(fs.readFileSync(DRAWING, "utf8"), drawn, hint);
}

/** What `npm run cost` says of a stack: of the program as it would be, not of a state. */
async function estimated(stack: string): Promise<Pick<Estimate, "usd" | "lines">> {
  const resources = await new Stacks(workingTree(root)).resourcesOf(stack);
  const { usd, lines } = estimate(stack, resources, Prices.committed());
  return { usd, lines };
}
