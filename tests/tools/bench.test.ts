import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { type Case, cases, floorOf } from "../../bench/cases";
import { longestChain } from "../../bench/longestChain";
import { measured, type Measurement } from "../../bench/measured";
import { moreServices, withRoomFor } from "../../bench/project";
import { lastRatios, rowsOf, table, worse } from "../../bench/results";
import { parseConfig } from "../../config";
import { readStackFile } from "../support/stackFile";

const root = path.resolve(__dirname, "../..");

function called(name: string): Case {
  const found = cases.find((one) => one.name === name);
  assert.ok(found, name);
  return found;
}

const took = (cpuSeconds: number, resources = 1): Measurement => ({
  resources,
  cpuSeconds,
  seconds: 2 * cpuSeconds,
  megabytes: 100 * cpuSeconds,
});

/** Three rounds, in the second of which the machine was twice as slow. */
const rounds = new Map([
  [called("cli empty"), [took(1), took(2), took(1)]],
  [called("cli prod"), [took(6, 500), took(12, 500), took(6.5, 500)]],
]);

describe("the bench", () => {
  it("divides by the empty program of the same round and way, so that a slow moment changes nothing", () => {
    const [, prod] = rowsOf(rounds);
    assert.equal(prod?.timesEmpty, 6);
    assert.equal(prod.perResource, (1000 * 5.5) / 500);
    assert.equal(prod.megabytes, 1200);
  });

  it("finds in a file what it wrote last, and what has become a fifth worse since", () => {
    const text = `# Results\n\n## 2026-01-01\n\n| cli prod | 1 | 1 | 99.00 |\n\n## 2026-02-01\n\n${table(rowsOf(rounds))}\n`;
    const before = lastRatios(text);
    assert.deepEqual([...before].sort(), [
      ["cli empty", 1],
      ["cli prod", 6],
    ]);
    const [empty, prod] = rowsOf(rounds);
    assert.ok(empty && prod);
    assert.deepEqual(worse([empty, { ...prod, timesEmpty: 7.1 }], before), []);
    assert.deepEqual(worse([empty, { ...prod, timesEmpty: 7.3 }], before), [
      "cli prod: 7.30 x the empty program, and it was 6",
    ]);
  });

  it("has a floor for each case, ahead of it", () => {
    for (const one of cases) {
      const floor = floorOf(one);
      assert.ok(floor && cases.indexOf(floor) <= cases.indexOf(one), one.name);
    }
  });

  it("finds what waits for each other longest, through the parts of components", () => {
    const aws = (name: string, ...dependencies: string[]) => ({
      urn: `urn::${name}`,
      type: `aws:${name}`,
      parent: name === "replica" ? "urn::database" : "",
      dependencies: dependencies.map((each) => `urn::${each}`),
    });
    const chain = longestChain(
      [
        aws("subnet"),
        { urn: "urn::database", type: "landbridge:rds:Postgres", dependencies: ["urn::nothing"] },
        aws("instance", "subnet"),
        aws("replica", "instance"),
        aws("record", "database"),
        aws("gateway", "subnet"),
      ],
      (type) => ({ "aws:instance": 12, "aws:replica": 10, "aws:gateway": 20 })[type] ?? 0.5,
    );
    assert.deepEqual(chain, { minutes: 23, names: ["instance", "replica"] });
  });

  it("has committed results of its cases to compare with", () => {
    const text = fs.readFileSync(path.join(root, "bench/RESULTS.md"), "utf8");
    const known = lastRatios(text);
    for (const { name } of cases.filter(({ short }) => short)) assert.ok(known.has(name), name);
  });

  it("adds services that config accepts", () => {
    for (const services of new Set(cases.map((one) => one.services))) {
      const config = withRoomFor(readStackFile("prod").config, services);
      const own = Object.entries(config).filter(([key]) => key.startsWith("landbridge:"));
      const raw = Object.fromEntries(
        own.map(([key, value]): [string, unknown] => [key.replace("landbridge:", ""), value]),
      );
      raw["services"] = [...(raw["services"] as object[]), ...moreServices(services)];
      parseConfig(raw, { stack: "prod", region: "eu-west-1" });
    }
  });

  it("adds up CPU time of what a command starts, and fails with it", async () => {
    const env = { PATH: process.env["PATH"] };
    const script = (code: number): string[] => [
      "-c",
      `"${process.execPath}" -e "const end = process.cpuUsage().user + 3e5; while (process.cpuUsage().user < end);"; echo "+ 12 to create"; exit ${code}`,
    ];
    const run = { program: "/bin/sh", cwd: root, env };
    const { cpuSeconds, resources } = await measured({ ...run, args: script(0) });
    assert.ok(cpuSeconds >= 0.3 && cpuSeconds < 30, String(cpuSeconds));
    assert.equal(resources, 12);
    await assert.rejects(measured({ ...run, args: script(3) }), /12 to create/);
  });
});
