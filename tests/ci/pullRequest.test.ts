import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import * as fc from "fast-check";
import { version } from "../../package.json";
import { EventLog } from "../../sandbox/events";
import { changedStacks } from "../../tools/pullRequest/changedStacks";
import { hasChanges, section } from "../../tools/pullRequest/comment";
import { costs, costsText } from "../../tools/pullRequest/costs";
import { usablePlan } from "../../tools/pullRequest/plan";
import { releaseNotes, upgradeNotes } from "../../tools/releaseNotes";

const root = path.resolve(__dirname, "../..");

const stacks = [
  { name: "dev", serviceFiles: ["services/shop.yaml"] },
  { name: "dr", follows: "prod" },
  { name: "drill", follows: "dr" },
  { name: "prod" },
];
const all = stacks.map(({ name }) => name);

describe("the stacks that a change concerns", () => {
  const cases: readonly (readonly [what: string, files: string[], expected: string[]])[] = [
    ["nobody, for what people read", ["README.md", "docs/CONFIG.md", "components/README.md"], []],
    ["nobody, for tests and the sandbox", ["tests/a.test.ts", "sandbox/engine.ts", ".ci/run"], []],
    ["the stack whose config it is", ["Pulumi.dev.yaml"], ["dev"]],
    ["the stack whose services a file has", ["services/shop.yaml"], ["dev"]],
    ["the stack whose policy levels they are", ["policy/dev.json"], ["dev"]],
    ["those that follow it, however far", ["Pulumi.prod.yaml"], ["dr", "drill", "prod"]],
    ["not the stack that is followed", ["Pulumi.dr.yaml"], ["dr", "drill"]],
    ["all, for the program", ["components/networking/vpc.ts"], all],
    ["all, for the company's exemptions", ["policy/company.json"], all],
    ["all, for another library", ["package-lock.json"], all],
    ["nobody, for a stack that is no longer there", ["Pulumi.gone.yaml"], []],
  ];
  for (const [what, files, expected] of cases) {
    it(`are ${what}`, () => assert.deepEqual(changedStacks(files, stacks), expected));
  }

  it("are no fewer when more files change", () => {
    const files = fc.subarray(cases.flatMap(([, each]) => each));
    fc.assert(
      fc.property(files, files, (some, more) => {
        const both = changedStacks([...some, ...more], stacks);
        assert.ok(changedStacks(some, stacks).every((each) => both.includes(each)));
      }),
    );
  });
});

const DATABASE = "aws:rds/instance:Instance";
const urnOf = (type: string, name: string, parent = "landbridge:rds:Databases") =>
  `urn:pulumi:prod::landbridge::${parent}$${type}::${name}`;

/** A step as the engine reports it; tests/stack/plainCli.test.ts reads a real log. */
function step(op: string, type: string, name: string, diffs?: string[]): EngineEvent {
  const metadata = { op, type, urn: urnOf(type, name), diffs, provider: "" };
  return { sequence: 1, timestamp: 1, resourcePreEvent: { metadata } } as unknown as EngineEvent;
}

function violation(policyName: string, enforcementLevel: string, message: string): EngineEvent {
  const policyEvent = {
    resourceUrn: urnOf(DATABASE, "db"),
    policyName,
    enforcementLevel,
    message,
    color: "",
    policyPackName: "landbridge",
    policyPackVersion: "1",
  };
  return { sequence: 1, timestamp: 1, policyEvent } as unknown as EngineEvent;
}

const summary = {
  sequence: 9,
  timestamp: 1,
  summaryEvent: { resourceChanges: { same: 2 } },
} as unknown as EngineEvent;

function logOf(...events: EngineEvent[]): EventLog {
  const log = new EventLog();
  events.forEach(log.add);
  return log;
}

describe("the comment on a pull request", () => {
  it("has first what holds data and would be lost, then the changes by subsystem", () => {
    const text = section(
      "prod",
      logOf(
        step("create", "landbridge:rds:Databases", "databases"),
        step("create", "aws:rds/subnetGroup:SubnetGroup", "subnets"),
        step("update", "aws:ec2/vpc:Vpc", "vpc", ["tags"]),
        step("update", DATABASE, "orders", ["tags"]),
        step("create-replacement", DATABASE, "db", ["engine"]),
        step("replace", DATABASE, "db", ["engine"]),
        step("delete-replaced", DATABASE, "db"),
        step("delete", "aws:s3/bucket:Bucket", "files"),
        step("delete", "aws:ec2/route:Route", "route"),
        step("same", "aws:kms/key:Key", "key"),
        summary,
      ),
    );
    assert.match(
      text,
      /^### prod: 1 replaced, 2 deleted, 2 updated, 1 created\n\n> \[!CAUTION\]\n/,
    );
    const [caution = ""] = /(?:^>.*\n)+/m.exec(text) ?? [];
    assert.match(caution, /replaced `db` \(`aws:rds\/instance:Instance`\): `engine`\n/);
    assert.match(caution, /deleted `files`/);
    assert.doesNotMatch(caution, /route|vpc|orders/);
    assert.match(text, /\| subsystem \| replaced \| deleted \| updated \| created \|\n/);
    assert.match(text, /\| rds \| 1 \| 2 \| 2 \| 1 \|\n/);
    assert.match(text, /6 changes, one by one/);
    assert.match(text, /\*\*Policies\*\*: no violations\n$/);
  });

  it("draws the changes by subsystem, what loses data in red and by its name", () => {
    const text = section(
      "prod",
      logOf(
        step("update", "aws:ec2/vpc:Vpc", "vpc"),
        step("replace", DATABASE, 'db"]:::made', ["engine"]),
        {
          sequence: 1,
          timestamp: 1,
          resourcePreEvent: {
            metadata: {
              op: "create",
              type: "aws:kms/key:Key",
              urn: urnOf("aws:kms/key:Key", "key", "landbridge:kms:CustomerKeys"),
              provider: "",
            },
          },
        } as unknown as EngineEvent,
        summary,
      ),
    );
    const [, drawn = ""] = /```mermaid\n([^]*?)\n```/.exec(text) ?? [];
    const lines = drawn.split("\n").map((line) => line.trim());
    assert.deepEqual(lines.slice(0, 5), [
      "flowchart LR",
      'stack(["prod"])',
      'stack --> s0["rds<br>1 replaced, 1 updated"]:::lost',
      'stack --> s1["kms<br>1 created"]:::made',
      's0 --> d0[("db_____made<br>replaced")]:::lost',
    ]);
    for (const [, used = ""] of drawn.matchAll(/:::(\w+)$/gm))
      assert.match(drawn, new RegExp(`classDef ${used} `));
    assert.doesNotMatch(section("prod", logOf(summary)), /mermaid/);
  });

  it("has what the policies say, mandatory violations first, as text that a page can't take for its own", () => {
    const text = section(
      "prod",
      logOf(
        violation("advised", "advisory", "could be better"),
        violation("forbidden", "mandatory", "```\n@everyone <script>"),
        summary,
      ),
    );
    assert.match(text, /^### prod: no changes\n/);
    assert.match(text, /\*\*Policies\*\*: 1 mandatory, 1 of advice/);
    assert.ok(text.indexOf("`forbidden` on `db`") < text.indexOf("`advised` on `db`"));
    assert.match(text, /\n {2}```text\n {2}'''\n {2}@everyone <script>\n {2}```\n/);
  });

  it("says that a preview failed before its end, and why", () => {
    const error = { severity: "error", message: "no such stack", color: "", ephemeral: false };
    const text = section(
      "prod",
      logOf({ sequence: 1, timestamp: 1, diagnosticEvent: error } as unknown as EngineEvent),
    );
    assert.match(text, /^### prod: failed before its end/);
    assert.match(text, /\*\*Errors\*\*\n {2}```text\n {2}no such stack\n/);
  });

  it("has room in a comment beside two other stacks, however much changes", () => {
    const long = "x".repeat(5000);
    const events = Array.from({ length: 500 }, (_, index) => [
      step("delete", DATABASE, `a-database-with-a-long-name-${index}`, ["engine", "engineVersion"]),
      violation("a-policy-with-a-long-name", "mandatory", long),
    ]);
    const text = section("prod", logOf(...events.flat(), summary));
    assert.ok(text.length < 65_000 / 3, String(text.length));
    assert.match(text, /and 460 more/);
    assert.match(text, /and 480 more/);
  });

  it("finds drift where a refresh would change or lose a resource", () => {
    assert.equal(hasChanges(logOf(step("refresh", "aws:ec2/vpc:Vpc", "vpc"), summary)), false);
    const found = { op: "update", type: "aws:ec2/vpc:Vpc", urn: urnOf("aws:ec2/vpc:Vpc", "vpc") };
    const result = { sequence: 2, timestamp: 1, resOutputsEvent: { metadata: found } };
    const log = logOf(
      step("refresh", found.type, "vpc"),
      result as unknown as EngineEvent,
      summary,
    );
    assert.equal(hasChanges(log), true);
  });
});

describe("a plan that an update can follow", () => {
  const SIGNATURE = "4dabf18193072939515e22adb298388d";
  const reference = (id: string) => ({
    [SIGNATURE]: "5cf8f73096256a8f31e491e813e4eb8e",
    id,
    urn: "urn",
  });
  const secret = { [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:..." };

  it("leaves open what resources will be that are not there yet, and nothing else", () => {
    const planned = (inner: unknown) => ({
      resourcePlans: {
        urn: { goal: { outputDiff: { adds: inner } }, steps: ["create"], seed: "s" },
      },
    });
    const known = { number: 1, none: null, list: ["a", secret], there: reference("vpc-1") };
    const plan = planned({ ...known, group: { rules: [reference("")], id: "sg" } });
    assert.deepEqual(
      usablePlan(plan),
      planned({ ...known, group: { rules: ["04da6b54-80e4-46f7-96ec-b56ff0331ba9"], id: "sg" } }),
    );
  });
});

describe("the costs in the comment", function () {
  this.timeout(120_000);

  const change = (part: string, usd: number | undefined) => ({
    subsystem: "network",
    component: "network",
    part,
    region: "eu-west-1",
    before: 1,
    after: 3,
    usd,
  });

  it("are the sum, and the dearest parts first", () => {
    const text = costsText({
      changes: [change("a NAT gateway", 70.08), change("traffic", undefined), change("a VPN", -90)],
      before: 100,
      after: 80.08,
      usd: -19.92,
    });
    assert.match(
      text,
      /^<details><summary>Costs: -19\.92 USD a month, of what has a fixed price \(100\.00 before, 80\.08 after\)<\/summary>\n\n/,
    );
    assert.match(
      text,
      /\n\| network, a VPN \| 1 \| 3 \| -90\.00 \|\n\| network, a NAT gateway \| 1 \| 3 \| \+70\.08 \|\n\| network, traffic \| 1 \| 3 \| not priced \|\n\n<\/details>$/,
    );
    const many = Array.from({ length: 20 }, (_, i) => change(`part ${i}`, i));
    const bounded = costsText({ changes: many, before: 0, after: 0, usd: 0 });
    assert.match(bounded, /\n\nand 5 more\n\n<\/details>$/);
    assert.doesNotMatch(bounded, /part 4 /);
    const none = { changes: [], before: 5, after: 5, usd: 0 };
    assert.match(costsText(none), /^\*\*Costs\*\*: \+0\.00 USD/);
  });

  it("are compared with the revision that is asked for, by the workflow of pull requests too", async () => {
    assert.match(await costs(root, "dev", "HEAD"), /Costs.*USD a month/);
    assert.match(
      await costs(root, "dev", "no-such-revision"),
      /^\*\*Costs\*\*: not compared \(--against no-such-revision: there is no such file/,
    );
    const workflow = fs.readFileSync(path.join(root, ".github/workflows/preview.yml"), "utf8");
    assert.match(workflow, /comment "\$STACK" events\.json --against HEAD\^1 > comment\.md/);
    assert.equal(workflow.match(/fetch-depth: 2 /g)?.length, 2);
  });
});

describe("the notes of a release", () => {
  const changelog = [
    "# Changelog\n",
    "## [Unreleased]\n\n### Added\n\n- later",
    "\n## [1.1.0] - 2026-11-01\n\n### Added\n\n- something\n",
    "## [1.0.0]\n\n- no date\n",
    "[1.1.0]: https://example.com\n",
  ].join("\n");

  it("are its section of the changelog", () => {
    assert.equal(releaseNotes(changelog, "1.1.0"), "### Added\n\n- something");
  });

  it("say how to upgrade, in the words of docs/upgrading.md", () => {
    const page =
      "# Upgrading\n\n## The steps\n\n1. Read.\n\n## To 1.1.0\n\n- Do it.\n\n## To 1.0.0\n\n";
    assert.equal(upgradeNotes(page, "1.1.0"), "- Do it.");
    assert.equal(upgradeNotes(page, "1.0.0"), undefined);
    assert.equal(upgradeNotes(page, "1.1"), undefined);
  });

  it("wait until docs/upgrading.md says what the next version asks for, even if that is nothing", () => {
    const page = fs.readFileSync(path.join(root, "docs/upgrading.md"), "utf8");
    assert.ok(upgradeNotes(page, "the next version") ?? upgradeNotes(page, version));
    const { status, stderr } = spawnSync(process.execPath, ["tools/release.js", "v9.9.9"], {
      cwd: root,
      encoding: "utf8",
    });
    assert.equal(status, 2);
    assert.match(stderr, /; docs\/upgrading\.md has no section "## To 9\.9\.9"/);
  });

  it("are none where the version is unknown, has no date, or is unreleased", () => {
    for (const version of ["1.1", "2.0.0", "1.0.0", "Unreleased"]) {
      assert.equal(releaseNotes(changelog, version), undefined, version);
    }
  });
});
