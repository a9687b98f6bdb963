import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import * as fc from "fast-check";
import { parse } from "yaml";
import { ConfigError, parseConfig } from "../../config";
import { converse } from "../../tools/init/conversation";
import { questions, type Answers } from "../../tools/init/questions";
import { stackConfig } from "../../tools/init/stackConfig";
import { stackFile } from "../../tools/init/stackFile";
import { temporaryDirectory } from "../support/engine";

type Section = Readonly<Record<string, unknown>>;

const surroundings = { takenBlocks: [] };
const required = ["--region", "eu-west-1", "--owner", "team", "--cost-center", "CC-1"];
const trial = { region: "eu-west-1", owner: "team", costCenter: "CC-1" };

function parsed(config: Section) {
  const { "aws:region": region, ...rest } = config;
  const raw = Object.entries(rest).map(([key, value]) => [key.replace("landbridge:", ""), value]);
  return parseConfig(Object.fromEntries(raw) as Section, { stack: "new", region });
}

/** The same without a key at each of its depths, and the key's path. */
function withoutEach(value: Section, at = ""): [path: string, Section][] {
  return Object.entries(value).flatMap(([key, each]): [string, Section][] => {
    const rest = Object.fromEntries(Object.entries(value).filter(([other]) => other !== key));
    const isObject = typeof each === "object" && each !== null && !Array.isArray(each);
    const deeper = isObject ? withoutEach(each as Section, `${at}.${key}`) : [];
    return [
      [`${at}.${key}`, rest],
      ...deeper.map(([path, inner]): [string, Section] => [path, { ...value, [key]: inner }]),
    ];
  });
}

function defaultsIn(config: Section): string[] {
  const whole = JSON.stringify(parsed(config));
  return withoutEach(config).flatMap(([path, rest]) => {
    try {
      return JSON.stringify(parsed(rest)) === whole ? [path] : [];
    } catch (error) {
      if (error instanceof ConfigError) return [];
      throw error;
    }
  });
}

/** Lines of keys that no comment stands over, apart from those that an earlier entry of the list has. */
function unexplained(text: string): string[] {
  const lines = text.split("\n");
  const isKey = (line: string) => /^ +(- )?[\w:-]+:( |$)/.test(line);
  const explained = new Set<string>();
  return lines.flatMap((line, i) => {
    if (!isKey(line)) return [];
    const key = `${line.search(/\w/)} ${line.trim().replace(/^- /, "").split(" ")[0] ?? ""}`;
    if (lines[i - 1]?.trim().startsWith("#")) explained.add(key);
    return explained.has(key) ? [] : [line];
  });
}

const text = fc.oneof(
  fc.constantFrom("yes", "y", "12:30", "0660", "1e3", "2026-11-26", "null", "CC-1 @ north"),
  fc.stringMatching(/^[A-Za-z0-9 _.:/=+@-]{1,20}$/).filter((each) => each.trim() === each),
);
const some = (...values: string[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
const flags = fc.record({
  region: fc.constantFrom("eu-west-1", "us-gov-west-1"),
  size: some("trial", "team", "company"),
  owner: text,
  costCenter: text,
  zones: some("a,b", "b, c ,a"),
  vpcCidr: fc.constantFrom("10.20.0.0/16", "172.20.0.0/18"),
  existingVpc: some("vpc-0a1b2c3d4e5f60718"),
  alarmEmails: fc.constant("one@example.com,two@example.com"),
  recoveryRegion: some("eu-central-1"),
  dataCentre: some("10.100.0.0/16, 192.168.0.0/20"),
  path: some("vpn", "direct-connect", "both", "none"),
  asn: some("65010"),
  vpnDevices: fc.constant("203.0.113.10, 203.0.113.20"),
  dxLocations: fc.constant("EqDC2,EqDA2"),
}) as fc.Arbitrary<Answers>;

describe("npm run init", () => {
  it("makes a file that says what was answered, explains every line and has no default in it", async () => {
    await fc.assert(
      fc.asyncProperty(flags, async (given) => {
        const config = stackConfig(await converse(given, surroundings));
        const file = stackFile(config, undefined);
        assert.deepEqual((parse(file, { version: "1.1" }) as { config: Section }).config, config);
        assert.deepEqual(unexplained(file), []);
        assert.deepEqual(defaultsIn(config), []);
      }),
      { numRuns: 12 },
    );
  });

  it("asks only what applies, takes the defaults of empty answers, and asks again what config rejects", async () => {
    const asked: string[] = [];
    const said: string[] = [];
    const typed = [
      "eu-west-1",
      "",
      "team",
      "CC-1",
      "a",
      "a,b",
      "",
      "10.100.0.0/16",
      "",
      "10.100.0.0/16",
    ];
    const answers = await converse({ path: "vpn", vpnDevices: "203.0.113.10" }, surroundings, {
      question: (question) => {
        asked.push(question);
        return Promise.resolve(typed.shift() ?? "");
      },
      say: (line) => said.push(line),
    });
    assert.deepEqual(answers, {
      ...trial,
      size: "trial",
      zones: "a,b",
      existingVpc: "",
      vpcCidr: "10.100.0.0/16",
      alarmEmails: "",
      dataCentre: "",
    });
    assert.match(
      said[0] ?? "",
      /^ {2}--zones: landbridge:network\.availabilityZones: \["a"\] has one/,
    );
    assert.match(said[1] ?? "", /^ {2}--data-centre: landbridge:network\.vpcCidr: .* overlaps /);
    assert.equal(said.length, 2);
    assert.ok(
      asked.includes(
        "Block of the VPC, which no other network of the company has [10.20.0.0/16]: ",
      ),
    );
  });

  it("names the subnets of a VPC that is there already, by ids or by their tier", async () => {
    const ids = "subnet-0a1b2c3d4e5f60718, subnet-0a1b2c3d4e5f60719";
    const given = { ...trial, existingVpc: "vpc-0a1b2c3d4e5f60718", privateSubnets: ids };
    await assert.rejects(converse(given, surroundings), /--vpc-cidr is missing/);
    const config = stackConfig(await converse({ ...given, vpcCidr: "10.60.0.0/16" }, surroundings));
    assert.deepEqual(config["landbridge:network"], {
      vpcCidr: "10.60.0.0/16",
      availabilityZones: ["a", "b"],
      existing: {
        vpcId: "vpc-0a1b2c3d4e5f60718",
        subnets: { private: ids.split(", "), isolated: { tags: { tier: "isolated" } } },
      },
    });
    await assert.rejects(
      converse({ ...given, vpcCidr: "10.60.0.0/16", zones: "a,b,c" }, surroundings),
      /--private-subnets: landbridge:network\.existing\.subnets\.private: has 2 subnets for 3 zones/,
    );
  });

  it("takes a block that no other stack has", async () => {
    const takenBlocks = ["10.20.0.0/16", "10.21.128.0/17"];
    assert.equal((await converse(trial, { takenBlocks })).vpcCidr, "10.22.0.0/16");
  });

  it("reports everything at once where nobody can be asked", async () => {
    await assert.rejects(converse({ region: "eu", size: "huge", asn: "x" }, surroundings), {
      message: new RegExp(
        [
          "^--region: aws:region: .*",
          "--region: landbridge:residency.*",
          '--size: "huge" is not one of trial, team, company',
          "--owner is missing: .*",
          "--cost-center is missing: .*",
          "--alarm-emails is missing: .*$",
        ].join("\n"),
      ),
    });
  });

  it("has a flag for every question, by its name", () => {
    for (const { key, flag } of questions) {
      const name = key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      assert.ok(flag.startsWith(`--${name} <`), flag);
    }
  });
});

describe("npm run init, as it is run", function () {
  this.timeout(60_000);
  const directory = temporaryDirectory();
  const init = (...args: readonly string[]) =>
    spawnSync(
      process.execPath,
      [path.join(__dirname, "../../tools/init.js"), ...args, "--directory", directory],
      { encoding: "utf8", input: "" },
    );
  const file = path.join(directory, "Pulumi.small.yaml");

  it("writes the stack's file and the pack's configuration, and ends with the preview command", () => {
    fs.writeFileSync(file, "encryptionsalt: v1:salt\nconfig:\n  aws:region: eu-central-1\n");
    const { status, stdout, stderr } = init("small", ...required.slice(2));
    assert.equal(status, 0, stderr);
    assert.match(
      stdout,
      /\n {2}pulumi preview --stack small --policy-pack policy --policy-pack-config policy\/small\.json\n$/,
    );
    const text = fs.readFileSync(file, "utf8");
    // What `pulumi new` has written stays: the Region, and the salt of the passphrase.
    assert.match(text, /\n {2}aws:region: eu-central-1\n[^]*\nencryptionsalt: v1:salt\n$/);
    assert.match(text, /\n# {3}landbridge:connectivity: there is no path to a data centre/);
    const pack = fs.readFileSync(path.join(directory, "policy/small.json"), "utf8");
    assert.match(pack, /"allowedRegions": \[\n\s+"eu-central-1"\n/);
  });

  it("says as JSON what it has written and what the stack does without, and nothing else", () => {
    const { status, stdout, stderr } = init("scripted", "--json", ...required);
    assert.equal(status, 0, stderr);
    const { written, leftOut } = JSON.parse(stdout) as { written: string[]; leftOut: string };
    assert.deepEqual(written, [
      path.join(directory, "Pulumi.scripted.yaml"),
      path.join(directory, "policy/scripted.json"),
    ]);
    assert.ok(written.every((each) => fs.existsSync(each)));
    assert.match(leftOut, /landbridge:connectivity: there is no path/);
  });

  it("writes no file over another one, unless it is told to", () => {
    const { status, stderr } = init("small", ...required);
    assert.equal(status, 2);
    assert.match(stderr, /Pulumi\.small\.yaml is there already; --force writes it anew/);
    assert.match(fs.readFileSync(file, "utf8"), /aws:region: eu-central-1\n/);
    assert.equal(init("small", "--force", ...required).status, 0);
    assert.match(fs.readFileSync(file, "utf8"), /aws:region: eu-west-1\n/);
  });
});
