import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { rules } from "../../policy/rules";
import { foreignPairs } from "../policy/foreign/all";
import type { Mutation } from "../support/mutations";
import { type Finding, findingsAlone } from "../support/mutationsAlone";
import { divided, renderReport, renderTimes } from "../support/policyReport";
import { mutations } from "./mutations/all";
import { asTheRulesWantIt } from "./mutations/wellMade";

const file = path.resolve(__dirname, "../../docs/POLICY-REPORT.md");

/** `make policy-report` writes the table anew. */
const writes = Boolean(process.env["LANDBRIDGE_POLICY_REPORT"]);

describe("each mutation of the prod stack by itself, in a first preview", function () {
  this.timeout(300_000);
  const sound: Mutation = { what: "nothing", rule: "", on: [], says: /./ };
  let findings: ReadonlyMap<Mutation, Finding>;

  before(async () => {
    findings = await findingsAlone("prod", [...mutations, asTheRulesWantIt, sound]);
  });

  function found(mutation: Mutation): Finding {
    const finding = findings.get(mutation);
    assert.ok(finding);
    return finding;
  }

  for (const mutation of mutations) {
    it(`${mutation.rule} rejects ${mutation.what}, and no other rule does`, () => {
      const { own, others } = divided(mutation, found(mutation));
      for (const { message } of own) assert.match(message, mutation.says);
      const names = own.map(({ on }) => on).sort();
      if (mutation.on.length > 0) assert.deepEqual(names, mutation.on);
      else assert.ok(names.length > 0, "not rejected");
      const { besides = [] } = mutation;
      const unforeseen = others.filter(({ rule }) => !besides.includes(rule));
      assert.deepEqual(unforeseen, []);
      const missed = besides.filter((rule) => others.every((each) => each.rule !== rule));
      assert.deepEqual(missed, [], "named in besides, and not said");
    });
  }

  for (const mutation of [sound, asTheRulesWantIt]) {
    const what = mutation === sound ? "the stack as it is" : "what is made as the rules want it";
    it(`nothing is said of ${what}`, () => {
      assert.deepEqual(found(mutation).violations, []);
    });
  }

  it("there is one for each rule", () => {
    const shown = new Set(mutations.map(({ rule }) => rule));
    assert.deepEqual(
      rules.map(({ name }) => name).filter((name) => !shown.has(name)),
      [],
    );
  });

  it("docs/POLICY-REPORT.md has what is found; `make policy-report` writes it", () => {
    const shown = new Map([...findings].filter(([{ rule }]) => rule !== ""));
    const text = renderReport(shown, foreignPairs);
    if (writes) {
      fs.writeFileSync(file, text);
      process.stdout.write(renderTimes(shown));
    }
    assert.equal(fs.readFileSync(file, "utf8"), text, "out of date: run `make policy-report`");
  });
});
