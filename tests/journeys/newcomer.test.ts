import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { findBrowser, inBrowser } from "../support/browser";
import { copyRepository } from "../support/repositoryCopy";
import { runsInSandbox, shellLines } from "../docs/shellBlocks";

const root = path.resolve(__dirname, "../..");

/** Pages whose commands another test follows, and the test. */
const followed: Readonly<Record<string, string>> = {
  "docs/bootstrap.md": "tests/bootstrap/stacks.test.ts",
  "docs/runbooks/drill.md": "tests/journeys/runbooks.test.ts",
  "docs/runbooks/region-recovery.md": "tests/journeys/runbooks.test.ts",
  "docs/runbooks/restore-database.md": "tests/journeys/runbooks.test.ts",
};

/**
 * Somebody who has cloned the repository, has no account, and reads the README: brings up the sandbox, changes a
 * service, sees a violation caught and a change by hand found, and opens the report. Then the other pages' commands.
 */
describe("the commands of the docs, in a fresh copy of the repository", function () {
  this.timeout(300_000);
  let copy: string;
  const typed = new Set<string>();

  const told = new Set(shellLines().map(({ command }) => command));

  /** Types a command that some page has, and gives all that it prints. */
  function type(command: string, expected = 0): string {
    const { stdout, stderr } = answer(command, expected);
    return stdout + stderr;
  }

  function answer(command: string, expected = 0): { stdout: string; stderr: string } {
    assert.ok(told.has(command), `no page has: ${command}`);
    typed.add(command);
    // What make would install is there: a copy's files are newer than it, and that alone.
    const real = command.replace(/^make /, "make -o node_modules/.package-lock.json ");
    const env = { ...process.env, LANDBRIDGE_SANDBOX_DIRECTORY: undefined };
    const { status, stdout, stderr } = spawnSync(real, {
      cwd: copy,
      encoding: "utf8",
      env,
      shell: true,
    });
    assert.equal(status, expected, `${command}\n${stdout}${stderr}`);
    return { stdout, stderr };
  }

  function edit(file: string, before: string | RegExp, after: string): void {
    const name = path.join(copy, file);
    const text = fs.readFileSync(name, "utf8");
    const edited = text.replace(before, after);
    assert.notEqual(edited, text);
    fs.writeFileSync(name, edited);
  }

  before(() => {
    copy = copyRepository();
  });

  it("make sandbox: the dev stack comes up, policy pack on", () => {
    const said = type("make sandbox");
    assert.match(said, /stack dev is up, \d{3} resources/);
    assert.match(said, /Second preview {2}finds nothing to change/);
  });

  it("a changed service is previewed and updated, with nothing else", () => {
    edit("Pulumi.dev.yaml", "image: orders:1.4.2", "image: orders:1.4.3");
    const planned = type("npm run sandbox -- preview dev");
    const changed = [...planned.matchAll(/^ ?[-+~]+ +(\S+) (\S+) (\w+)/gm)].map((found) =>
      found.slice(1).join(" "),
    );
    assert.deepEqual(changed.sort(), [
      "aws:ecs:Service orders-cloud-service update",
      "aws:ecs:TaskDefinition orders-cloud-task create",
      "aws:ecs:TaskDefinition orders-cloud-task delete",
      "aws:ecs:TaskDefinition orders-cloud-task replace",
    ]);
    type("npm run sandbox -- up dev");
  });

  it("a change by hand is found", () => {
    type("npm run sandbox -- tamper dev network-vpc enableDnsSupport=false");
    assert.match(
      type("npm run sandbox -- refresh dev"),
      /drift: \S+ network-vpc changed: enableDnsSupport/,
    );
    assert.match(type("npm run sandbox -- outputs dev"), /\n {2}vpcId: vpc-/);
  });

  it("a violation of the policies is caught before anything is made, with the line to change", () => {
    const component = "components/rds/postgres.ts";
    edit(component, "publiclyAccessible: false", "publiclyAccessible: true");
    const said = type("npm run sandbox -- preview prod", 1);
    assert.match(said, /\[mandatory\].*disallow-public-database-access.*databases-orders-instance/);
    assert.match(said, /Change: publiclyAccessible/);
    edit(component, "publiclyAccessible: true", "publiclyAccessible: false");
  });

  it("scripts read what people read, as JSON on standard output alone", () => {
    const read = (command: string) =>
      JSON.parse(answer(command).stdout) as Readonly<Record<string, unknown>>;
    // What somebody changed by hand above is put right, and nothing else is planned.
    const { steps } = read("npx landbridge sandbox preview dev --json");
    const planned = (steps as { op: string; name: string; keys: string[] }[]).map(
      ({ op, name, keys }) => `${op} ${name} ${keys.join()}`,
    );
    assert.deepEqual(planned, ["update network-vpc enableDnsSupport"]);
    const report = read("npx landbridge report dev --sandbox --json");
    assert.ok((report["services"] as object[]).length > 0);
    assert.ok((report["networkPaths"] as object[]).length > 10);
    const { openings, written } = read("npx landbridge onprem dev --sandbox --json");
    assert.ok((openings as object[]).length > 0);
    assert.ok((written as string[]).every((file) => fs.existsSync(path.resolve(copy, file))));
    assert.deepEqual(Object.keys(read("npx landbridge first-run prod --json --steps")), [
      "images",
      "secrets",
    ]);
  });

  it("prod comes up as well, and its report is a page that opens", async () => {
    type("npm run sandbox -- up prod");
    type("npm run report -- prod --sandbox");
    const file = path.join(copy, "report-out/prod.html");
    const html = fs.readFileSync(file, "utf8");
    assert.match(html, /<svg [^]*landbridge[^]*<\/html>\s*$/);
    const browser = findBrowser();
    if (browser === undefined) return; // tests/tools/report says that there is none.
    await inBrowser(browser, file, async ({ evaluate, said }) => {
      assert.equal(await evaluate("document.querySelectorAll('svg').length > 0"), true);
      assert.deepEqual(said, []);
    });
  });

  it("the other pages' commands do what they say", () => {
    assert.match(type("npm run policy -- config prod"), /policy\/prod\.json/);
    assert.match(type("npm run first-run -- prod --steps"), /docker buildx build/);
    assert.match(type("npm run sandbox -- outputs prod"), /\n {2}backupRestoreRoleArn: arn:/);
    const gateway = shellLines().find(({ command }) =>
      command.startsWith("npm run sandbox -- config dr "),
    );
    type(gateway?.command ?? "");
    type("npm run sandbox -- up dr");
    for (const { command } of shellLines())
      if (/^npm run task -- dev .* --sandbox$/.test(command)) type(command);
    type("npm run sandbox -- tamper prod backup-main-vault recoveryPoints=3");
    assert.match(type("npm run sandbox -- destroy prod", 1), /protected/);
    assert.match(type("npm run sandbox -- destroy dev"), /deleted|destroyed/i);
  });

  it("are all typed here that need no account, or followed by the test of their page", () => {
    for (const test of Object.values(followed))
      assert.ok(fs.existsSync(path.join(root, test)), test);
    const forgotten = shellLines().filter(
      ({ page, command }) => runsInSandbox(command) && !typed.has(command) && !(page in followed),
    );
    assert.deepEqual(forgotten, []);
  });
});
