import * as assert from "node:assert/strict";
import type { Violation } from "../support/declared";
import { Program } from "../support/policy";

const exemption = {
  rule: "configure-rds-multi-az",
  urn: "urn:pulumi:test::*aws:rds/instance:Instance::reports",
  reason: "nightly reports may wait for a restore",
  owner: "reporting-team",
  expires: "2027-03-31",
};

/** Two databases in one zone; otherwise as the rules want them. */
function databases(): Program {
  const program = new Program();
  for (const name of ["reports", "orders"]) {
    const inputs = {
      storageEncrypted: true,
      kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1",
      allocatedStorage: 100,
      maxAllocatedStorage: 200,
      backupRetentionPeriod: 14,
      deletionProtection: true,
      enabledCloudwatchLogsExports: ["postgresql"],
      tags: { exempt: "true", "data-classification": "internal" },
    };
    program.add("aws:rds/instance:Instance", name, inputs, { protect: true });
  }
  return program;
}

async function check(exemptions: unknown, today?: string): Promise<Violation[]> {
  const config = { "configure-policy-pack": { allowedRegions: ["eu-west-1"], exemptions } };
  return databases().check({ config, today });
}

const about = (violations: Violation[], rule: string): string[] =>
  violations.filter((each) => each.rule === rule).map(({ level, on }) => `${level} ${on}`.trim());

describe("an exemption", () => {
  it("lets through what it names and nothing else, and stays in sight", async () => {
    const violations = await check([exemption]);
    assert.deepEqual(about(violations, "configure-rds-multi-az"), [
      "advisory reports",
      "mandatory orders",
    ]);
    assert.deepEqual(
      new Set(violations.map(({ rule }) => rule)),
      new Set(["configure-rds-multi-az", "require-alarms", "require-backup-plan"]),
    );
    assert.match(
      violations.find(({ on }) => on === "reports")?.message ?? "",
      /^exempt until 2027-03-31 \(reporting-team: nightly reports may wait for a restore\): .*"reports" runs in one zone/,
    );
  });

  it("holds on its last day and not on the next", async () => {
    assert.deepEqual(about(await check([exemption], "2027-03-31"), "configure-policy-pack"), []);
    const violations = await check([exemption], "2027-04-01");
    assert.deepEqual(about(violations, "configure-policy-pack"), ["mandatory"]);
    assert.deepEqual(about(violations, "configure-rds-multi-az"), [
      "mandatory reports",
      "mandatory orders",
    ]);
  });

  it("cannot be had by a tag on the resource", async () => {
    assert.deepEqual(about(await check([]), "configure-rds-multi-az"), [
      "mandatory reports",
      "mandatory orders",
    ]);
  });

  it("that lets nothing through is reported, and blocks nothing", async () => {
    const violations = await check([{ ...exemption, urn: "urn:*::archive" }]);
    assert.deepEqual(about(violations, "require-accountable-exceptions"), ["advisory"]);
    assert.match(
      violations.at(-1)?.message ?? "",
      /exemption from configure-rds-multi-az for urn:\*::archive lets nothing through/,
    );
  });

  it("takes characters for what they are, except the star", async () => {
    const violations = await check([{ ...exemption, urn: "urn:pulumi:test::.*::reports" }]);
    assert.deepEqual(about(violations, "configure-rds-multi-az"), [
      "mandatory reports",
      "mandatory orders",
    ]);
  });

  const mistakes: [what: string, entry: unknown, says: RegExp][] = [
    ["without a reason", { ...exemption, reason: undefined }, /exemptions\[0\]: has no reason/],
    ["with a blank reason", { ...exemption, reason: "  " }, /exemptions\[0\]: has no reason/],
    ["without an owner", { ...exemption, owner: "" }, /has no owner/],
    ["without a date", { ...exemption, expires: undefined }, /has no expires/],
    ["past its date", { ...exemption, expires: "2026-11-20" }, /expired on 2026-11-20/],
    [
      "with a date that does not exist",
      { ...exemption, expires: "2027-02-30" },
      /"2027-02-30" is not a day/,
    ],
    [
      "with a date of another form",
      { ...exemption, expires: "31.3.2027" },
      /"31\.3\.2027" is not a day/,
    ],
    [
      "from a rule that does not exist",
      { ...exemption, rule: "configure-rds" },
      /there is no rule "configure-rds"/,
    ],
    ["for every resource", { ...exemption, urn: "*" }, /names every resource/],
    [
      "with a part too many",
      { ...exemption, ticket: "X-1" },
      /"ticket" is not a part of an exemption/,
    ],
    [
      "from private subnets",
      { ...exemption, rule: "require-private-database-subnets" },
      /is locked: nothing is exempt/,
    ],
    [
      "from encryption",
      { ...exemption, rule: "require-database-customer-key" },
      /is locked: nothing is exempt/,
    ],
    ["that is no object", "configure-rds-multi-az", /exemptions\[0\] is not an object/],
  ];
  for (const [what, entry, says] of mistakes) {
    it(`${what} is a mandatory violation and exempts nothing`, async () => {
      const entryWithoutGaps =
        typeof entry === "object" ? (JSON.parse(JSON.stringify(entry)) as unknown) : entry;
      const violations = await check([entryWithoutGaps]);
      assert.deepEqual(about(violations, "configure-policy-pack"), ["mandatory"]);
      assert.deepEqual(about(violations, "configure-rds-multi-az"), [
        "mandatory reports",
        "mandatory orders",
      ]);
      assert.match(violations.map(({ message }) => message).join("\n"), says);
    });
  }
});

describe("the settings of the pack", () => {
  const problems = async (settings: Record<string, unknown>): Promise<Violation[]> => {
    const violations = await new Program().check({ config: { "configure-policy-pack": settings } });
    return violations.filter(({ rule }) => rule === "configure-policy-pack");
  };

  it("may all be left out: then only the regions cannot be checked, which is said", async () => {
    const violations = await problems({});
    assert.deepEqual(
      violations.map(({ level }) => level),
      ["advisory"],
    );
    assert.match(violations[0]?.message ?? "", /allowedRegions is not set/);
  });

  it("are rejected where they are unknown or no CIDR block", async () => {
    const violations = await problems({
      allowedRegions: ["eu-west-1"],
      allowedRegion: ["eu-west-1"],
      dataCentreCidrs: ["10.100.0.0/16", "10.300.0.0/16"],
      otherCidrs: ["everything"],
    });
    assert.deepEqual(
      violations.map(({ level, message }) => `${level}: ${message}`),
      [
        'mandatory: "allowedRegion" is not a setting; the settings are allowedRegions, dataCentreCidrs, otherCidrs, tierTags, tierNames, classTags, classes, homeClasses, backupTags, minimumZones, minimumTargets, minimumDatabaseBackupDays, minimumLogRetentionDays, isolatedDataStores, sharedRepositories, allowPlain, minimumBackupRetentionDays, configKeys, exemptions.',
        'mandatory: dataCentreCidrs[1]: "10.300.0.0/16" is not a CIDR block.',
        'mandatory: otherCidrs[0]: "everything" is not a CIDR block.',
      ],
    );
  });
});
