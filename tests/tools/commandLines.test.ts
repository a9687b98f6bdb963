import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as path from "node:path";

const root = path.resolve(__dirname, "../..");
const typeScript = ["-r", "./sandbox/register.js"];

const needed = ["schemas", "apis", "source"].map((option) => `--${option}=none`);

/** Every command line of the project: its file, words of its help, and what it can't be run without. */
const commandLines: readonly [file: string, help: RegExp, needed?: readonly string[]][] = [
  ["sandbox/cli.ts", /^Usage: npm run sandbox -- .*\n[^]*\n {2}demo .*<stack> [^]*\n {2}outage /],
  ["onprem/cli.ts", /^Usage: npm run onprem -- [^]*--show-secrets[^]*--out <folder>/],
  ["tools/preflight.ts", /^Usage: npm run preflight -- [^]*--json[^]*--account <file>/],
  ["tools/recovery.ts", /^Usage: npm run recovery -- [^]*\n {2}fail-back \[options\] <stack> /],
  [
    "tools/report.ts",
    /^Usage: npm run report -- [^]*--sandbox[^]*--event-log <file>[^]*--out <file>/,
  ],
  ["tools/firstRun.ts", /^Usage: npm run first-run -- [^]*--steps/],
  ["tools/init.ts", /^Usage: npm run init -- [^]*--force[^]*--size <size> /, ["new"]],
  [
    "tools/pullRequest.ts",
    /^Usage: npm run pull-request -- [^]*\n {2}comment <stack> <event-log> /,
    ["stacks"],
  ],
  ["tools/release.ts", /^Usage: npm run release -- [^]*<tag>/, ["v1.0.0"]],
  ["tools/generateDocs.ts", /--check/],
  ["tools/generateAwsConstraints.ts", /--schemas <dir>/, needed],
  ["bench/preview.ts", /--rounds <number>[^]*--full[^]*--write[^]*--check/],
  ["bench/onePreview.ts", /"inline empty"/],
];

function node(...args: readonly string[]) {
  return spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
}

describe("a command line", function () {
  this.timeout(60_000);

  for (const [file, help, options = []] of commandLines) {
    it(`${file} has help`, () => {
      const { status, stdout, stderr } = node(...typeScript, file, "--help");
      assert.equal(status, 0, stderr);
      assert.match(stdout, help);
      assert.match(stdout, /\nExit code: 0 when all went well, 1 when the run failed, 2 /);
      assert.equal(stderr, "");
    });

    it(`${file} rejects an option that it does not have`, () => {
      const { status, stdout, stderr } = node(...typeScript, file, ...options, "--nonsense");
      assert.equal(status, 2, stderr);
      assert.match(
        stderr,
        /^error: unknown option '--nonsense'\n.* --help shows how it is used\)\n$/,
      );
      assert.equal(stdout, "");
    });
  }

  it("has a message alone where a run fails, and lines of TypeScript where the program is wrong", () => {
    const program = (thrown: string) =>
      node(
        ...typeScript,
        "-e",
        `const { commandLine, run, RunFailed } = require("./tools/commandLine.ts");
        void run(commandLine("x").action(() => { ${thrown} }));`,
      );
    const failed = program('throw new RunFailed("no room")');
    assert.deepEqual([failed.status, failed.stderr], [1, "error: no room\n"]);
    const wrong = program("(void 0).name");
    assert.equal(wrong.status, 1);
    assert.match(wrong.stderr, /^TypeError: [^]*\n\s+at run \(.*tools\/commandLine\.ts:\d+/m);
  });

  it("ends with 1 where an action says so, even if something keeps the process busy", () => {
    const { status } = node(
      ...typeScript,
      "-e",
      `const { commandLine, run } = require("./tools/commandLine.ts");
      setInterval(() => undefined, 1000);
      void run(commandLine("x").action(() => { process.exitCode = 1; }));`,
    );
    assert.equal(status, 1);
  });
});
