import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { UserError } from "../../components/userError";
import { configPages, pageMarkdown } from "../../config/docs/pages";
import { createPolicies } from "../../policy/pack";
import { rules } from "../../policy/rules";
import { configKeys } from "../../tools/policy/configKeys";
import { packConfig, type CompanyFile } from "../../tools/policy/derive";
import { committedConfig } from "../../tools/policy/files";
import { sets } from "../../tools/policy/sets";
import { temporaryDirectory } from "../support/engine";
import type { PackConfig } from "../support/declared";
import { Program } from "../support/policy";
import { readStackFile, committedStacks } from "../support/stackFile";
import { policy } from "../support/policyCommand";
import { parse, goodStack } from "../config/stack";

const root = path.resolve(__dirname, "../..");

interface Settings {
  readonly allowedRegions: readonly string[];
  readonly minimumBackupRetentionDays: Readonly<Record<string, number>>;
  readonly exemptions: readonly unknown[];
}

const settingsOf = (config: Readonly<Record<string, unknown>>): Settings =>
  config["configure-policy-pack"] as Settings;

describe("ready sets of levels", () => {
  const known = [...createPolicies().map(({ name }) => name), "all"];

  for (const [name, set] of Object.entries(sets)) {
    it(`${name} names only policies that exist, and relaxes no locked one`, () => {
      for (const policy of Object.keys(set)) assert.ok(known.includes(policy), policy);
      const relaxed = rules.filter(({ locked, name }) => locked && name in set);
      assert.deepEqual(relaxed, []);
    });
  }

  it("strict relaxes nothing", () => {
    assert.deepEqual(sets["strict"], { all: "mandatory" });
  });

  it("starter rejects what is public, in one zone or not encrypted, and advises of the rest", async () => {
    const program = new Program();
    program.add("aws:rds/instance:Instance", "db", { publiclyAccessible: true, multiAz: false });
    program.add("aws:ec2/securityGroup:SecurityGroup", "open", {
      ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] }],
    });
    program.add("aws:s3/bucket:Bucket", "bucket");
    const found = await program.check({ config: sets["starter"] as PackConfig });
    const mandatory = new Set(
      found.filter(({ level }) => level === "mandatory").map(({ rule }) => rule),
    );
    for (const rule of [
      "disallow-public-database-access",
      "disallow-public-ingress",
      "configure-rds-multi-az",
      "require-database-customer-key",
      "require-s3-kms-encryption",
    ]) {
      assert.ok(mandatory.has(rule), rule);
    }
    const advice = found.filter(({ level }) => level === "advisory").map(({ rule }) => rule);
    for (const rule of ["require-data-classification", "require-protect", "require-backup-plan"]) {
      assert.ok(advice.includes(rule), rule);
      assert.ok(!mandatory.has(rule), rule);
    }
  });
});

describe("the pack's configuration of a stack", () => {
  const development = parse(goodStack());

  for (const stack of committedStacks) {
    it(`of ${stack} says what its own file says, and is accepted by the pack`, async () => {
      const config = committedConfig(root, stack);
      const { config: file } = readStackFile(stack);
      const { allowedRegions } = file["landbridge:residency"] as { allowedRegions: string[] };
      assert.deepEqual(settingsOf(config).allowedRegions, allowedRegions);
      assert.deepEqual(await new Program().check({ config: config as PackConfig }), []);
    });
  }

  it("has levels by what the stack is for: a new development stack is no production stack", () => {
    const config = packConfig("new", development, {});
    assert.equal(config["configure-rds-multi-az"], "advisory");
    const production = packConfig("new", { ...development, environmentType: "production" }, {});
    assert.equal(production["configure-rds-multi-az"], undefined);
    assert.equal(production["all"], "mandatory");
  });

  it("has the shortest retention that each class of backups promises, copies among them", () => {
    const plans = {
      weekly: { rules: { weekly: { retentionInDays: 60, copyRetentionInDays: 40 } } },
    };
    const stack = parse({ ...goodStack(), backup: { plans } });
    const { minimumBackupRetentionDays } = settingsOf(packConfig("new", stack, {}));
    assert.deepEqual(minimumBackupRetentionDays, { weekly: 40 });
  });

  it("has the variables that services say are no secrets, with their reasons", () => {
    const allowPlain = { TOKEN_URL: "where tokens are, none itself" };
    const config = packConfig("new", { services: [{ allowPlain }, {}] }, {});
    const { allowPlain: taken } = settingsOf(config) as unknown as { allowPlain: unknown };
    assert.deepEqual(taken, allowPlain);
  });

  it("asks for no copies in another Region where residency allows none, and says so as advice", () => {
    const residency = { allowedRegions: ["eu-west-1"] };
    const production = { ...development, environmentType: "production", residency } as const;
    const config = packConfig("new", production, {});
    assert.equal(config["require-cross-region-backup-copies"], "advisory");
  });

  it("has on top what the company means to have otherwise, for all stacks and for one", () => {
    const exemption = (rule: string) => ({ rule, urn: "*x", reason: "r", owner: "o" });
    const company: CompanyFile = {
      "*": {
        "configure-policy-pack": {
          exemptions: [exemption("a")],
          minimumBackupRetentionDays: { gold: 30 },
        },
        "require-protect": "advisory",
      },
      new: { set: "strict", "configure-policy-pack": { exemptions: [exemption("b")] } },
      other: { "require-protect": "mandatory" },
    };
    const config = packConfig("new", development, company);
    assert.equal(config["all"], "mandatory");
    assert.equal(config["configure-rds-multi-az"], undefined);
    assert.equal(config["require-protect"], "advisory");
    const { minimumBackupRetentionDays, exemptions } = settingsOf(config);
    assert.deepEqual(minimumBackupRetentionDays, { gold: 30, silver: 14, bronze: 14 });
    assert.deepEqual(exemptions, [exemption("a"), exemption("b")]);
  });

  it("says every mistake of the company's file at once", () => {
    const company: CompanyFile = {
      "*": { set: "lax", "require-protct": "advisory", "require-protect": "off" },
      prod: {
        "require-tls-listeners": "advisory",
        "configure-policy-pack": { allowedRegion: ["eu-west-1"] },
      },
    };
    assert.throws(
      () => packConfig("prod", development, company),
      (error: Error) => {
        assert.ok(error instanceof UserError);
        const [first, ...problems] = error.message.split("\n  ");
        assert.equal(first, "policy/company.json has mistakes:");
        assert.deepEqual(problems.slice(0, 4), [
          '*.set: "lax" is not one of starter, standard, strict',
          "*.require-protct: there is no such rule; did you mean require-protect?",
          '*.require-protect: "off" is not one of advisory, mandatory, disabled',
          "prod.require-tls-listeners: the rule is locked; nothing relaxes it",
        ]);
        assert.match(problems[4] ?? "", /prod\.configure-policy-pack\.allowedRegion: is not/);
        assert.equal(problems.length, 5);
        return true;
      },
    );
  });
});

describe("the key of the configuration that a violation names", () => {
  it("is one that docs/CONFIG.md describes, of a rule that exists", () => {
    const described = configPages().map(pageMarkdown).join("");
    for (const [rule, keys] of Object.entries(configKeys)) {
      assert.ok(
        rules.some(({ name }) => name === rule),
        rule,
      );
      for (const key of keys.split(", ")) {
        assert.ok(described.includes(`| \`${key}\` |`) || described.includes(`## ${key}\n`), key);
      }
    }
  });

  it("is named on what the program's own components made, and on nothing else", async () => {
    const program = new Program();
    const platform = program.add("landbridge:rds:Databases", "databases");
    program.add("aws:rds/instance:Instance", "ours", {}, { parent: platform });
    program.add("aws:rds/instance:Instance", "theirs");
    const config = { "configure-policy-pack": { configKeys } };
    const found = await program.violations("configure-rds-multi-az", { config });
    const lines = Object.fromEntries(found.map(({ on, message }) => [on, message.split("\n")]));
    assert.equal(lines["ours"]?.at(-1), "Config: landbridge:databases[].deployment");
    assert.match(lines["theirs"]?.at(-1) ?? "", /^Change: /);
  });
});

describe("npm run policy -- config", function () {
  this.timeout(60_000);

  /** A project with a stack of its own, of which nobody has committed a pack configuration. */
  function project(): string {
    const directory = temporaryDirectory();
    fs.mkdirSync(path.join(directory, "policy"));
    const text = fs.readFileSync(path.join(root, "Pulumi.dev.yaml"), "utf8");
    fs.writeFileSync(path.join(directory, "Pulumi.staging.yaml"), text);
    return directory;
  }

  it("writes the file of a new stack and says its path; --check says when that is out of date", () => {
    const directory = project();
    const before = policy(directory, "config", "staging", "--check");
    assert.deepEqual([before.status, before.stdout], [1, ""]);
    assert.match(before.stderr, /^error: out of date: policy\/staging\.json\./);
    const { status, stdout } = policy(directory, "config", "staging");
    assert.deepEqual([status, stdout], [0, "policy/staging.json\n"]);
    const written: unknown = JSON.parse(
      fs.readFileSync(path.join(directory, "policy/staging.json"), "utf8"),
    );
    assert.deepEqual(written, committedConfig(root, "dev"));
    const after = policy(directory, "config", "staging", "--check");
    assert.deepEqual([after.status, after.stdout], [0, ""]);
    assert.deepEqual(JSON.parse(policy(directory, "config", "staging", "--print").stdout), written);
  });

  it("ends with 2 for a stack that is not there, and names those that are", () => {
    const { status, stderr } = policy(project(), "config", "stagin");
    assert.equal(status, 2);
    assert.match(stderr, /no Pulumi\.stagin\.yaml \(there are: staging\)/);
  });
});
