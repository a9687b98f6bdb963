import * as assert from "node:assert/strict";
import { changes } from "../../tools/changes/table";
import { Deployment } from "../../tools/deployment/deployment";
import { edited, prod } from "./edits";
import { planOf } from "./plans";

describe("a change of the prod stack", function () {
  this.timeout(300_000);
  let deployed: Deployment;

  before(async () => {
    deployed = await Deployment.up(prod);
  });

  for (const [section, rows] of Object.entries(changes)) {
    for (const { what, edits, plan } of rows) {
      it(`has the plan of docs/changes.md: ${section}, ${what}`, async () => {
        const { error, warning, ...found } = await planOf(deployed, edited(edits));
        const { error: rejected = "", warning: warned = "", ...planned } = plan;
        assert.ok(error?.includes(rejected) ?? rejected === "", error ?? "no error");
        assert.ok(warning?.includes(warned) ?? warned === "", warning ?? "no warning");
        assert.equal(warning === undefined, warned === "", warning);
        assert.equal(error === undefined, rejected === "", error);
        assert.deepEqual(found, planned);
      });
    }
  }

  it("is one of sixty or more, each with another name", () => {
    const names = Object.values(changes).flatMap((rows) => rows.map(({ what }) => what));
    assert.ok(names.length >= 60, `${names.length}`);
    assert.equal(new Set(names).size, names.length);
  });
});
