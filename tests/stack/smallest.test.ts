import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { explain, openSandbox, temporaryDirectory } from "../support/engine";
import { copyCommitted, linkDependencies, plainCli } from "../support/plainCli";

/** The block in README.md that a newcomer copies. */
function fromReadme(): string {
  const readme = fs.readFileSync(path.join(__dirname, "../../README.md"), "utf8");
  return /```yaml\n(config:\n[^`]+)```/.exec(readme)?.[1] ?? "";
}

describe("the smallest stack", function () {
  this.timeout(300_000);

  it("comes up with the policies on, says what it does without, and stays as it is", async () => {
    const text = fromReadme();
    assert.ok(text.trimEnd().split("\n").length <= 12, text);
    const { config } = parse(text) as { config: Readonly<Record<string, unknown>> };
    const sandbox = await openSandbox({ stack: "small", config });
    const up = await sandbox.up();
    assert.ok(up.succeeded, explain(up));
    assert.ok(up.policies.includes("require-heard-alarms"));
    const said = up.diagnostics.map(({ message }) => message).join("\n");
    for (const key of ["connectivity", "monitoring.alarmEmails", "recovery"]) {
      assert.match(said, new RegExp(`^ {2}landbridge:${key}: `, "m"));
    }
    const again = await sandbox.preview();
    assert.deepEqual(
      again.steps.filter(({ op }) => op !== "same"),
      [],
      explain(again),
    );
  });
});

describe("pulumi new from this repository, and npm run init", function () {
  this.timeout(600_000);

  it("make a project whose preview passes the policies", async () => {
    const cli = await plainCli();
    const template = temporaryDirectory();
    copyCommitted(template);
    linkDependencies(cli); // Its one entry: --force is for that.
    const options = ["--stack", "small", "--force", "--yes", "--offline"];
    const made = await cli.pulumi("new", template, ...options);
    assert.match(made, /npm run init -- <stack>/);
    const settings = ["--size", "trial", "--owner", "team", "--cost-center", "CC-1"];
    const init = await cli.tool("init.js", "small", ...settings);
    const command = / {2}pulumi (preview .*)\n$/.exec(init)?.[1] ?? "";
    const planned = await cli.pulumi(...command.split(" "));
    assert.match(planned, /\+ \d{3} to create/);
    assert.match(planned, /landbridge@v\S+ \(local: policy\)/);
  });
});
