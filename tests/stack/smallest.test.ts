import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { explain, openSandbox } from "../support/engine";

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
