import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { createPolicies } from "../../policy/pack";
import { rules } from "../../policy/rules";
import type { Rule } from "../../policy/rule";
import { generatedFiles, outOfDate } from "../../tools/generatedFiles";
import { Program } from "../support/policy";
import { SmallNetwork } from "./network";

const policyDirectory = path.resolve(__dirname, "../../policy");

/** One resource for each of four rules: two of them locked, one of each kind on the whole stack. */
function wrong(): Program {
  const program = new Program();
  program.add("aws:rds/instance:Instance", "db", {
    storageEncrypted: false,
    publiclyAccessible: true,
    multiAz: true,
  });
  const network = new SmallNetwork(program);
  network.publicSubnet("private", { tags: { tier: "private" } });
  program.add("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "closed", {
    vpcId: network.vpc.id,
  });
  return program;
}

const levelsOf = async (program: Program, config = {}): Promise<Record<string, string>> =>
  Object.fromEntries((await program.check({ config })).map(({ rule, level }) => [rule, level]));

const byNumber = (one: string, other: string): number => parseInt(one) - parseInt(other);

describe("the rules of the pack", () => {
  it("are these, by number and name; locked ones are marked", () => {
    assert.deepEqual(
      rules.map(({ number, name, locked }) => `${number} ${name}${locked ? " (locked)" : ""}`),
      [
        "1 disallow-public-database-access",
        "2 disallow-public-ingress",
        "3 disallow-public-addresses-in-private-subnets (locked)",
        "4 disallow-public-addresses",
        "5 require-closed-default-security-group",
        "6 disallow-public-load-balancers (locked)",
        "7 require-private-database-subnets (locked)",
        "8 disallow-isolated-default-route (locked)",
        "9 require-private-compute-subnets (locked)",
        "10 disallow-outside-paths-to-data-stores",
        "11 require-private-endpoints",
        "12 require-disjoint-cidrs",
        "13 configure-rds-multi-az",
        "14 require-database-subnet-zones",
        "15 configure-nat-gateway-per-zone",
        "16 require-load-balancing-zones",
        "17 require-links-on-one-gateway",
        "18 require-resolver-endpoint-zones",
        "19 require-database-customer-key (locked)",
        "20 require-s3-kms-encryption (locked)",
        "21 require-ebs-encryption (locked)",
        "22 require-ecr-customer-key",
        "23 require-customer-keys-for-what-is-said",
        "24 require-backup-vault-customer-key (locked)",
        "25 require-share-kms-encryption (locked)",
        "26 require-tls-listeners (locked)",
        "27 require-tls-only-policies",
        "28 require-tls-to-databases (locked)",
        "34 configure-ecs-tasks",
        "29 disallow-wildcard-permissions",
        "30 disallow-long-lived-credentials",
        "31 disallow-public-trust (locked)",
        "32 require-kms-rotation-and-closed-policy",
        "33 require-imdsv2",
        "35 require-database-backups",
        "36 require-backup-plan",
        "37 require-cross-region-backup-copies",
        "38 require-bucket-safeguards (locked)",
        "39 require-protect",
        "40 enable-vpc-flow-logs",
        "41 enable-logs-with-retention",
        "42 require-heard-alarms",
        "43 require-allowed-region",
        "44 require-data-classification",
        "45 disallow-internet-route-from-private-subnets (locked)",
        "46 require-strong-vpn-tunnels",
        "47 configure-allowed-prefixes",
        "48 require-second-path",
        "49 require-alarms",
        "50 require-pinned-images",
        "51 disallow-cloud-twin-of-sensitive-services (locked)",
        "52 require-target-health-checks",
        "53 configure-service-capacity",
        "54 disallow-default-route-of-data-stores",
        "61 enable-database-deletion-protection",
        "62 enable-storage-autoscaling",
        "63 require-data-centre-share-clients",
        "64 disallow-archive-tiers-of-shares",
        "65 require-private-gateway-endpoints",
        "66 enable-bucket-access-logs",
        "71 require-backup-retention",
        "72 require-backup-vault-lock",
        "73 require-recovery-pieces",
        "81 require-effective-iam-statements",
        "82 disallow-public-administration (locked)",
        "83 require-data-service-encryption",
        "84 disallow-public-data-services",
        "85 configure-data-service-zones",
        "86 require-data-service-backups",
        "87 require-schedule-dead-letter-queue",
      ].sort(byNumber),
    );
  });

  it("have a verb, a number of their own, and everything that the CLI and Pulumi Cloud show", () => {
    const policies = createPolicies();
    assert.equal(new Set(rules.map(({ number }) => number)).size, rules.length);
    assert.equal(new Set(policies.map(({ name }) => name)).size, policies.length);
    for (const policy of policies) {
      assert.match(policy.name, /^(disallow|enable|configure|require)-[a-z0-9-]+$/);
      assert.match(policy.description, /\.$/);
      assert.ok(policy.severity && policy.remediationSteps && policy.tags?.length);
      assert.equal(policy.enforcementLevel, "mandatory");
    }
    for (const { name, framework, url, why, check, checkStack, types } of rules) {
      for (const text of [
        framework.name,
        framework.version,
        framework.reference,
        framework.specification,
      ]) {
        assert.ok(text, name);
      }
      assert.match(url, /^https:\/\/docs\.aws\.amazon\.com\//);
      assert.ok(why, name);
      assert.ok(check ?? checkStack, name);
      assert.equal(
        check === undefined,
        types === undefined,
        `${name} has types for its check, or neither`,
      );
    }
  });

  it("are documented in docs/POLICIES.md as they are, as is each stack's configuration (make docs writes them anew)", async () => {
    const ofPolicies = generatedFiles().filter((file) =>
      /^docs\/POLICIES|^policy\/\w+\.json/.test(file),
    );
    assert.ok(ofPolicies.length >= 4, ofPolicies.join(", "));
    assert.deepEqual(await outOfDate(ofPolicies), new Map());
  });

  it("run without the AWS SDK of Pulumi, whose loading takes longer than all rules together", () => {
    const compiled = fs.readdirSync(path.join(policyDirectory, "bin"), {
      recursive: true,
      encoding: "utf8",
    });
    for (const file of compiled.filter((name) => name.endsWith(".js"))) {
      const text = fs.readFileSync(path.join(policyDirectory, "bin", file), "utf8");
      assert.doesNotMatch(text, /require\("@pulumi\/aws/, file);
    }
  });
});

describe("enforcement levels", () => {
  const all = [
    "disallow-public-database-access",
    "require-database-customer-key",
    "disallow-internet-route-from-private-subnets",
    "enable-vpc-flow-logs",
  ];

  it("are mandatory where nobody has said anything", async () => {
    const levels = await levelsOf(wrong());
    for (const rule of all) assert.equal(levels[rule], "mandatory", rule);
  });

  it("follow the configuration, for rules on one resource and on the whole stack", async () => {
    const levels = await levelsOf(wrong(), {
      "disallow-public-database-access": "advisory",
      "enable-vpc-flow-logs": { enforcementLevel: "advisory" },
    });
    assert.equal(levels["disallow-public-database-access"], "advisory");
    assert.equal(levels["enable-vpc-flow-logs"], "advisory");
  });

  it("disable a rule that is not locked", async () => {
    const levels = await levelsOf(wrong(), {
      "disallow-public-database-access": "disabled",
      "enable-vpc-flow-logs": "disabled",
    });
    assert.equal(levels["disallow-public-database-access"], undefined);
    assert.equal(levels["enable-vpc-flow-logs"], undefined);
    assert.equal(levels["require-accountable-exceptions"], undefined);
  });

  it("never relax private subnets and encryption to advisory", async () => {
    const levels = await levelsOf(wrong(), { all: "advisory" });
    assert.equal(levels["require-database-customer-key"], "mandatory");
    assert.equal(levels["disallow-internet-route-from-private-subnets"], "mandatory");
    assert.equal(levels["enable-vpc-flow-logs"], "advisory");
  });

  for (const rule of ["require-database-customer-key", "require-private-database-subnets"]) {
    it(`refuse to disable ${rule}, even in a stack that it has nothing to say about`, async () => {
      const program = new Program();
      program.add("aws:sns/topicSubscription:TopicSubscription", "subscription", {});
      const config = {
        [rule]: "disabled",
        "configure-policy-pack": { allowedRegions: ["eu-west-1"] },
      };
      const violations = await program.check({ config });
      assert.deepEqual(
        violations.map(({ rule: name, level }) => [name, level]),
        [["require-accountable-exceptions", "mandatory"]],
      );
      assert.match(violations[0]?.message ?? "", new RegExp(`take "${rule}": "disabled" out`));
    });
  }

  it("hold even without the pack's first policy, which makes the others fast", async () => {
    const levels = await levelsOf(wrong(), { "configure-policy-pack": "disabled" });
    for (const rule of all) assert.equal(levels[rule], "mandatory", rule);
  });
});

describe("a rule that breaks", () => {
  const broken: Rule = {
    ...(rules[0] as Rule),
    name: "require-something",
    types: ["aws:sqs/queue:Queue"],
    check: () => {
      throw new Error("cannot parse that");
    },
  };

  it("is a violation of its own, and discards nothing that others found", async () => {
    const program = wrong();
    program.add("aws:sqs/queue:Queue", "queue", {});
    const violations = await program.check({ rules: [broken, ...rules] });
    const own = violations.filter(({ rule }) => rule === "require-something");
    assert.deepEqual(
      own.map(({ on, level }) => [on, level]),
      [["queue", "mandatory"]],
    );
    assert.match(own[0]?.message ?? "", /this rule itself failed: cannot parse that/);
    assert.ok(violations.some(({ rule }) => rule === "disallow-public-database-access"));
    assert.ok(
      violations.some(({ rule }) => rule === "disallow-internet-route-from-private-subnets"),
    );
  });
});

describe("a pack under load", () => {
  it("misses nothing while the engine sends resources faster than they are checked", async () => {
    const program = new Program();
    for (let index = 0; index < 50; index++) {
      program.add("aws:sqs/queue:Queue", `queue-${index}`, {});
      program.add("aws:rds/instance:Instance", `db-${index}`, { publiclyAccessible: true });
      program.add("aws:ebs/volume:Volume", `volume-${index}`, {});
    }
    assert.equal((await program.violations("disallow-public-database-access")).length, 50);
    assert.equal((await program.violations("require-ebs-encryption")).length, 50);
  });
});
