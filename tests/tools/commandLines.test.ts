import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as path from "node:path";
import { scripts, bin } from "../../package.json";
import { commands } from "../../tools/commands";

const root = path.resolve(__dirname, "../..");
const typeScript = ["-r", "./sandbox/register.js"];

const given = (options: readonly string[]) => options.map((option) => `--${option}=none`);
const needed = given(["schemas", "apis", "source"]);
const neededOfActions = given(["schemas", "pike", "source"]);

/** Every command line of the project: its file, words of its help, and what it can't be run without. */
const commandLines: readonly [file: string, help: RegExp, needed?: readonly string[]][] = [
  ["sandbox/cli.ts", /^Usage: npm run sandbox -- .*\n[^]*\n {2}demo .*<stack> [^]*\n {2}outage /],
  ["tools/policy.ts", /^Usage: npm run policy -- [^]*\n {2}config .*<stack> [^]*\n {2}report /],
  ["onprem/cli.ts", /^Usage: npm run onprem -- [^]*--show-secrets[^]*--out <folder>/],
  ["tools/preflight.ts", /^Usage: npm run preflight -- [^]*--json[^]*--account <file>/],
  ["tools/recovery.ts", /^Usage: npm run recovery -- [^]*\n {2}fail-back \[options\] <stack> /],
  [
    "tools/report.ts",
    /^Usage: npm run report -- [^]*--sandbox[^]*--event-log <file>[^]*--out <file>/,
  ],
  ["tools/cost.ts", /^Usage: npm run cost -- [^]*--against <file or revision>[^]*--json/],
  ["tools/task.ts", /^Usage: npm run task -- [^]*--sandbox[^]*--exit-code <number>/],
  ["tools/status.ts", /^Usage: npm run status -- [^]*\[service\][^]*--json[^]*--sandbox/],
  [
    "tools/logs.ts",
    /^Usage: npm run logs -- [^]*--since <time>[^]*--follow[^]*--json[^]*--sandbox/,
  ],
  ["tools/exec.ts", /^Usage: npm run exec -- [^]*--side <side>[^]*--task <id>[^]*--sandbox/],
  [
    "tools/shift.ts",
    /^Usage: npm run shift -- [^]*<percent>[^]*--step <percent>[^]*--print-only[^]*--no-up/,
  ],
  ["tools/firstRun.ts", /^Usage: npm run first-run -- [^]*--steps/],
  ["tools/init.ts", /^Usage: npm run init -- [^]*--force[^]*--size <size> /, ["new"]],
  [
    "tools/pullRequest.ts",
    /^Usage: npm run pull-request -- [^]*\n {2}comment \[options\] <stack> <event-log> /,
    ["stacks"],
  ],
  ["tools/release.ts", /^Usage: npm run release -- [^]*<tag>/, ["v1.0.0"]],
  ["tools/generateDocs.ts", /--check/],
  ["tools/generateAwsConstraints.ts", /--schemas <dir>/, needed],
  ["tools/generateDeployActions.ts", /--schemas <dir>[^]*--pike <dir>/, neededOfActions],
  ["bench/preview.ts", /--rounds <number>[^]*--full[^]*--write[^]*--check/],
  ["bench/up.ts", /First updates of prod/],
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

describe("npx landbridge", function () {
  this.timeout(60_000);
  const landbridge = (...args: readonly string[]) => node(bin.landbridge, ...args);

  it("has every command that npm runs, by the same file", () => {
    const run = Object.entries(scripts).filter(([name]) => name !== "prepare");
    assert.deepEqual(
      run.map(([name, script]) => [name, script]).sort(),
      Object.entries(commands)
        .map(([name, [file]]) => [name, `node ${file}`])
        .sort(),
    );
  });

  it("is started by npx", () => {
    const { status, stdout } = spawnSync("npx", ["--no-install", "landbridge", "--help"], {
      cwd: root,
      encoding: "utf8",
    });
    assert.equal(status, 0);
    assert.match(stdout, /^Usage: npx landbridge <command> \[arguments\]\n/);
  });

  it("lists each command on a line of its own", () => {
    const { status, stdout } = landbridge("--help");
    assert.equal(status, 0);
    for (const [name, [, summary]] of Object.entries(commands)) {
      assert.match(stdout, new RegExp(`^  ${name} +${summary}$`, "m"));
    }
  });

  for (const name of Object.keys(commands)) {
    it(`has the help of ${name}, by its own name`, () => {
      const { status, stdout, stderr } = landbridge(name, "--help");
      assert.equal(status, 0, stderr);
      assert.match(stdout, new RegExp(`^Usage: npx landbridge ${name} `));
    });
  }

  it("has JSON for scripts in every command, except where scripts have it otherwise", () => {
    const subcommands: Partial<Record<string, string>> = {
      sandbox: "preview",
      policy: "report",
      recovery: "points",
    };
    // The workflows' own: its output is JSON, Markdown or one word already.
    const otherwise = ["pull-request"];
    const without = Object.keys(commands).filter((name) => {
      const subcommand = subcommands[name];
      const args = [name, ...(subcommand === undefined ? [] : [subcommand]), "--help"];
      return !/^ +--json /m.test(landbridge(...args).stdout);
    });
    assert.deepEqual(without, otherwise);
  });

  it("has help of a command as people ask for it elsewhere", () => {
    const { stdout } = landbridge("help", "recovery");
    assert.match(stdout, /^Usage: npx landbridge recovery /);
  });

  it("passes arguments, output and exit codes through", () => {
    const good = landbridge("pull-request", "stacks");
    assert.equal(good.status, 0, good.stderr);
    assert.deepEqual(JSON.parse(good.stdout), ["dev", "dr", "prod"]);
    const failed = landbridge("report", "dev", "--event-log", "no-such-file");
    assert.deepEqual([failed.status, failed.stderr], [1, "error: there is no no-such-file\n"]);
    const wrong = landbridge("sandbox", "up", "prd");
    assert.equal(wrong.status, 2);
    assert.match(wrong.stderr, /\(npx landbridge sandbox --help shows how it is used\)\n$/);
  });

  it("writes all that it has to say, to a reader that takes its time as well", () => {
    const program = `const { commandLine, run } = require("./tools/commandLine.ts");
      void run(commandLine("any").action(() => console.log("x".repeat(999_999))));`;
    const args = [process.execPath, ...typeScript, "-e", program];
    const slowly = ["-c", '"$@" | (sleep 1; wc -c)', "sh", ...args];
    const { stdout } = spawnSync("/bin/sh", slowly, { cwd: root, encoding: "utf8" });
    assert.equal(Number(stdout), 1_000_000);
  });

  it("suggests the command that was meant, and lists all where none is named", () => {
    const { status, stderr } = landbridge("sandbx");
    assert.equal(status, 2);
    assert.match(stderr, /unknown command 'sandbx'\n\(Did you mean sandbox\?\)/);
    const alone = landbridge();
    assert.equal(alone.status, 2);
    assert.match(alone.stderr, /^Usage: npx landbridge <command>/);
  });
});
