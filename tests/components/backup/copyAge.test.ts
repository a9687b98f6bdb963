import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import * as fc from "fast-check";
import { planRules, standardBackupPlans } from "../../../components/backup/backupPlans";
import { copyAges, describeCopyAges } from "../../../components/backup/copyAge";
import { describeRecovery } from "../../../components/recovery/strategies";

const kept = (copy: boolean) => ({ retentionInDays: 35, copy });

describe("the age of the newest copy when a Region fails", () => {
  it("is that of the most frequent rule that copies, by its interval and windows", () => {
    const plans = {
      quick: { rules: { hourly: kept(true), daily: kept(true) } },
      slow: { rules: { hourly: kept(false), daily: kept(true) } },
      local: { rules: { daily: kept(false) } },
    };
    assert.deepEqual(copyAges(plans), {
      quick: { least: 2, most: 5 },
      slow: { least: 25, most: 33 },
      local: undefined,
    });
    assert.equal(
      describeCopyAges(plans),
      "quick 2 to 5 hours, slow 25 to 33 hours, local not copied",
    );
  });

  it("is never less than the plan's own windows, and never more for one more rule that copies", () => {
    const rule = fc.option(fc.boolean().map(kept), { nil: undefined });
    const frequencies = { hourly: rule, daily: rule, weekly: rule, monthly: rule };
    fc.assert(
      fc.property(fc.record(frequencies), ({ hourly, daily, weekly, monthly }) => {
        const said = Object.entries({ hourly, daily, weekly, monthly });
        const rules = Object.fromEntries(said.filter(([, each]) => each !== undefined));
        const age = copyAges({ own: { rules } })["own"];
        const copied = planRules({ rules }).filter(({ copyLifecycle }) => copyLifecycle);
        assert.equal(age === undefined, copied.length === 0);
        if (!age) return;
        const windows = copied.map((each) => (each.startWindow + each.completionWindow) / 60);
        assert.ok(age.most >= Math.min(...windows) + 1 && age.least < age.most);
        const more = copyAges({ own: { rules: { ...rules, hourly: kept(true) } } })["own"];
        assert.ok(more && more.most <= age.most);
      }),
    );
  });

  it("is what docs/recovery.md says of the standard plans, and what a stack exports of its own", () => {
    const docs = fs.readFileSync(path.join(__dirname, "../../../docs/recovery.md"), "utf8");
    const standard = describeCopyAges(standardBackupPlans);
    assert.ok(docs.replace(/\s+/g, " ").includes(standard), standard);
    const settings = { strategy: "warm-standby", region: "eu-central-1", role: "standby" } as const;
    const own = { iron: { rules: { weekly: kept(true) } } };
    assert.match(describeRecovery(settings, own)["recoveryPoint"] ?? "", /iron 8 to 9 days/);
  });
});
