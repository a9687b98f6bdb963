import * as assert from "node:assert/strict";
import type { PackConfig } from "../support/declared";
import { Program } from "../support/policy";
import { SmallNetwork } from "./network";

const settings = (own: Readonly<Record<string, unknown>>): PackConfig => ({
  "configure-policy-pack": { allowedRegions: ["eu-west-1"], ...own },
});

async function said(
  program: Program,
  rule: string,
  own: Readonly<Record<string, unknown>> = {},
): Promise<string[]> {
  const found = await program.violations(rule, { config: settings(own) });
  return found.map(({ on, message }) => `${on}: ${message}`);
}

describe("a company's own words for what rules read", () => {
  it("name the class of data, and the classes", async () => {
    const rule = "require-data-classification";
    const own = { classTags: ["Sensitivity"], classes: ["green"], homeClasses: ["red"] };
    const program = new Program();
    program.add("aws:rds/instance:Instance", "green", { tags: { Sensitivity: "green" } });
    program.add("aws:rds/instance:Instance", "red", { tags: { Sensitivity: "red" } });
    const [only, ...more] = await said(program, rule, own);
    assert.match(only ?? "", /^red: .*keeps data in AWS that is classed red/);
    assert.deepEqual(more, []);
    assert.equal((await said(program, rule)).length, 2);
  });

  it("name a service's class of data that stays in the data centre", async () => {
    const program = new Program();
    program.add("aws:ecs/service:Service", "patients", { tags: { Sensitivity: "red" } });
    const rule = "disallow-cloud-twin-of-sensitive-services";
    const own = { classTags: ["Sensitivity"], homeClasses: ["red"] };
    assert.match((await said(program, rule, own)).join(), /"patients" handles data classed red/);
    assert.deepEqual(await said(program, rule), []);
  });

  it("name the backup plan: for what is selected, and how long it is kept", async () => {
    const program = new Program();
    const plan = program.add("aws:backup/plan:Plan", "plan", {
      rules: [{ ruleName: "daily", lifecycle: { deleteAfter: 5 } }],
    });
    program.add("aws:backup/selection:Selection", "selection", {
      planId: plan.id,
      selectionTags: [{ type: "STRINGEQUALS", key: "Backup", value: "A" }],
    });
    program.add("aws:rds/instance:Instance", "untagged");
    const own = { backupTags: ["Backup"], minimumBackupRetentionDays: { A: 14 } };
    assert.match(
      (await said(program, "require-backup-plan", own)).join(),
      /tags\["Backup"\] of .*: one of A/,
    );
    assert.match((await said(program, "require-backup-retention", own)).join(), /14 at least/);
  });

  it("name the tiers of subnets", async () => {
    const program = new Program();
    new SmallNetwork(program).publicSubnet("app", { tags: { Zone: "Inside" } });
    const rule = "disallow-internet-route-from-private-subnets";
    const own = { tierTags: ["zone"], tierNames: { private: ["Inside"] } };
    assert.equal((await said(program, rule, own)).length, 1);
    assert.deepEqual(await said(program, rule, { tierTags: ["zone"] }), []);
  });
});

describe("the depth of rules", () => {
  const depths: readonly (readonly [
    setting: string,
    value: number,
    rule: string,
    says: RegExp,
    add: (program: Program) => unknown,
  ])[] = [
    [
      "minimumZones",
      3,
      "require-database-subnet-zones",
      /"group" spans 2 zones only, eu-west-1a and eu-west-1b/,
      (program) => {
        const subnetIds = ["a", "b"].map(
          (zone) =>
            program.add("aws:ec2/subnet:Subnet", zone, { availabilityZone: `eu-west-1${zone}` }).id,
        );
        program.add("aws:rds/subnetGroup:SubnetGroup", "group", { subnetIds });
      },
    ],
    [
      "minimumDatabaseBackupDays",
      30,
      "require-database-backups",
      /backupRetentionPeriod: 30 or more/,
      (program) =>
        program.add("aws:rds/instance:Instance", "db", {
          backupRetentionPeriod: 14,
          finalSnapshotIdentifier: "final",
        }),
    ],
    [
      "minimumLogRetentionDays",
      365,
      "enable-logs-with-retention",
      /keeps its events for 30 days only.*\n.*365 or more/,
      (program) => program.add("aws:cloudwatch/logGroup:LogGroup", "log", { retentionInDays: 30 }),
    ],
    [
      "minimumTargets",
      3,
      "configure-service-capacity",
      /leads to 2 targets at the lowest.*\n.*: 3$/,
      (program) => {
        const group = program.add("aws:lb/targetGroup:TargetGroup", "group").arn;
        program.add("aws:lb/listener:Listener", "listener", {
          defaultActions: [{ type: "forward", targetGroupArn: group }],
        });
        program.add("aws:ecs/service:Service", "service", {
          desiredCount: 2,
          loadBalancers: [{ targetGroupArn: group }],
        });
      },
    ],
  ];

  for (const [setting, value, rule, says, add] of depths) {
    it(`is a setting: ${setting} of ${rule}`, async () => {
      const program = new Program();
      add(program);
      assert.deepEqual(await said(program, rule), []);
      assert.match((await said(program, rule, { [setting]: value })).join(), says);
    });
  }

  it("is never less than what the rule is for", async () => {
    const found = await new Program().check({ config: settings({ minimumZones: 1 }) });
    assert.deepEqual(
      found.map(({ level, message }) => [level, message]),
      [["mandatory", "minimumZones: 1 is not a number of 2 or more."]],
    );
  });
});
