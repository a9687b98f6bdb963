import * as assert from "node:assert/strict";
import { planRules, startOf, standardBackupPlans } from "../../components/backup/backupPlans";
import { goodStack, problemsOf } from "./stack";

function problems(database: object, plans?: object): readonly string[] {
  const orders = {
    name: "orders",
    dataClassification: "confidential",
    engineVersion: "17",
    instanceClass: "db.r8g.large",
    storage: { allocated: 100, maxAllocated: 500 },
    databaseName: "orders",
    ...database,
  };
  return problemsOf({ ...goodStack(), ...(plans && { backup: { plans } }), databases: [orders] });
}

describe("backup jobs and RDS's own windows", () => {
  it("meet where a plan has no continuous backups, the hour before included", () => {
    const reason =
      "jobs of landbridge:backup.plans.bronze, which start from 06:00 UTC for an hour: AWS fails them in the hour before the window and in it; choose another window, or give the plan a continuous rule";
    const bronze = { backupPlan: "bronze" };
    assert.deepEqual(problems(bronze), []);
    for (const backupWindow of ["06:30-07:00", "05:30-06:30", "07:30-08:00"]) {
      assert.deepEqual(problems({ ...bronze, backupWindow }), [
        `landbridge:databases[0].backupWindow: "${backupWindow}" meets the daily ${reason}`,
      ]);
    }
    assert.deepEqual(problems({ ...bronze, backupWindow: "04:00-05:00" }), []);
    const maintenanceWindow = "wed:06:00-wed:07:00";
    assert.deepEqual(problems({ ...bronze, maintenanceWindow }), [
      `landbridge:databases[0].maintenanceWindow: "${maintenanceWindow}" meets the daily ${reason}`,
    ]);
  });

  it("meet on the day of weekly jobs only", () => {
    const bronze = { backupPlan: "bronze" };
    const weekly = problems({ ...bronze, maintenanceWindow: "sun:09:30-sun:10:00" });
    assert.match(weekly.join("\n"), /meets the weekly jobs of landbridge:backup\.plans\.bronze/);
    assert.deepEqual(problems({ ...bronze, maintenanceWindow: "mon:09:30-mon:10:00" }), []);
  });

  it("are AWS Backup's to plan where it makes continuous backups as well", () => {
    assert.deepEqual(problems({ backupPlan: "gold", backupWindow: "06:30-07:00" }), []);
    const hourly = { bronze: { rules: { hourly: { retentionInDays: 7 } } } };
    assert.deepEqual(problems({ backupPlan: "bronze" }, hourly), [
      'landbridge:databases[0].backupPlan: "bronze" backs up each hour without continuous backups, and AWS fails those jobs in RDS\'s windows each day; give landbridge:backup.plans.bronze.rules a continuous rule, which makes AWS Backup plan around them',
    ]);
  });

  it("start as the plans' schedules say", () => {
    assert.deepEqual(startOf("daily"), { minutes: 6 * 60, weekday: undefined });
    assert.deepEqual(startOf("weekly"), { minutes: 8 * 60, weekday: "sun" });
    assert.equal(startOf("hourly"), undefined);
    const schedules = planRules(standardBackupPlans.gold).map(({ schedule }) => schedule);
    assert.ok(schedules.includes("cron(0 6 * * ? *)"));
  });
});
