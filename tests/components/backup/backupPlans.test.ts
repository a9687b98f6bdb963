import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import {
  backupFrequencies,
  planRules,
  retentionRange,
  standardBackupPlans,
  type BackupRuleSettings,
} from "../../../components/backup/backupPlans";

const days = fc.integer({ min: 1, max: 4000 });
const rule: fc.Arbitrary<BackupRuleSettings> = fc.record(
  {
    retentionInDays: days,
    coldStorageAfterInDays: days,
    copy: fc.boolean(),
    copyRetentionInDays: days,
  },
  { requiredKeys: ["retentionInDays", "copy"] },
);
const plans = fc.record(
  Object.fromEntries(backupFrequencies.map((frequency) => [frequency, rule])),
  { requiredKeys: [] },
);

describe("planRules", () => {
  it("never leaves a recovery point in cold storage for less than 90 days", () => {
    fc.assert(
      fc.property(plans, (rules) => {
        for (const { lifecycle, copyLifecycle } of planRules({ rules })) {
          for (const life of [lifecycle, copyLifecycle]) {
            if (life?.coldStorageAfter === undefined) continue;
            assert.ok(life.deleteAfter >= life.coldStorageAfter + 90);
          }
        }
      }),
    );
  });

  it("keeps every recovery point and copy as long as it is asked to", () => {
    fc.assert(
      fc.property(plans, (rules) => {
        for (const { ruleName, lifecycle, copyLifecycle } of planRules({ rules })) {
          const asked = rules[ruleName];
          assert.equal(lifecycle.deleteAfter, asked?.retentionInDays);
          const copied = asked?.copyRetentionInDays ?? asked?.retentionInDays;
          assert.equal(copyLifecycle?.deleteAfter, asked?.copy ? copied : undefined);
        }
      }),
    );
  });

  it("has a rule for each frequency, of which only the continuous one is continuous", () => {
    const planned = planRules(standardBackupPlans.gold);
    assert.deepEqual(
      planned.map(({ ruleName, enableContinuousBackup }) => [ruleName, enableContinuousBackup]),
      [
        ["continuous", true],
        ["hourly", false],
        ["daily", false],
        ["weekly", false],
        ["monthly", false],
      ],
    );
    assert.equal(new Set(planned.map(({ schedule }) => schedule)).size, planned.length);
  });
});

describe("the standard plans", () => {
  it("keep within the standard lock and what AWS allows", () => {
    assert.deepEqual(retentionRange(standardBackupPlans), { shortest: 7, longest: 366 });
    for (const { rules } of Object.values(standardBackupPlans)) {
      if ("continuous" in rules) assert.ok(rules.continuous.retentionInDays <= 35);
    }
  });

  it("each copy something to the recovery Region", () => {
    for (const plan of Object.values(standardBackupPlans)) {
      assert.ok(planRules(plan).some(({ copyLifecycle }) => copyLifecycle));
    }
  });
});
