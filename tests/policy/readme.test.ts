import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { findPulumi } from "../../tools/pulumiCli";

const root = path.resolve(__dirname, "../..");

/** Each `pulumi` command that the pack's README has people copy, as words. */
function commands(): string[][] {
  const text = fs.readFileSync(path.join(root, "policy/README.md"), "utf8");
  const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = ""]) => block);
  return blocks
    .flatMap((block) => block.split("\n"))
    .flatMap((line) => /\bpulumi .*/.exec(line.replace(/\s#.*/, ""))?.[0] ?? [])
    .map((command) => command.trim().split(/\s+/).slice(1));
}

describe("the commands in the policy pack's README", function () {
  this.timeout(60_000);
  let pulumi: string;

  before(async () => {
    pulumi = (await findPulumi()).path;
  });

  it("are ones that the CLI has, flags included", () => {
    const helps = new Map<string, string>();
    for (const words of commands()) {
      const end = words.findIndex((word) => word.startsWith("-") || /[/.\d]|acme/.test(word));
      const called = words.slice(0, end < 0 ? words.length : end);
      const key = called.filter((word) => !["production", "latest"].includes(word)).join(" ");
      const env = { ...process.env, PULUMI_DEBUG_COMMANDS: "true" };
      const help =
        helps.get(key) ??
        execFileSync(pulumi, [...key.split(" "), "--help"], { encoding: "utf8", env });
      helps.set(key, help);
      assert.match(help, new RegExp(`\\n  pulumi ${key}\\b.*\\[flags\\]`), words.join(" "));
      for (const flag of words.filter((word) => word.startsWith("--"))) {
        assert.match(help, new RegExp(`${flag}\\b`), `${flag} of pulumi ${key}`);
      }
    }
    assert.ok(helps.size > 6, [...helps.keys()].join());
  });

  it("name files of the repository that are there", () => {
    const files = commands()
      .flat()
      .filter((word) => /^policy\/.*\.json$/.test(word));
    assert.ok(files.length > 0);
    for (const file of files) assert.ok(fs.existsSync(path.join(root, file)), file);
  });
});
