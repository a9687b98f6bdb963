import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { copyRepository } from "../support/repositoryCopy";

const root = path.resolve(__dirname, "../..");

/** The examples of the page: what `git apply` takes, by the title that they stand under. */
function examples(): [title: string, diff: string][] {
  const page = fs.readFileSync(path.join(root, "docs/examples.md"), "utf8");
  return page.split(/^## /m).flatMap((section) => {
    const diff = /```diff\n([\s\S]*?)```/.exec(section)?.[1];
    return diff === undefined ? [] : [[section.split("\n")[0] ?? "", diff] as [string, string]];
  });
}

describe("the worked examples of docs/examples.md", function () {
  this.timeout(240_000);

  it("are one of each thing that people add", () => {
    assert.deepEqual(
      examples().map(([title]) => title),
      [
        "A key of the stack file",
        "A rule of the policy pack",
        "A component",
        "A type of the stand-in",
      ],
    );
  });

  it("apply to the repository, have sound types, and pass their own tests", () => {
    const copy = copyRepository();
    const run = (command: string, args: string[], input = ""): void => {
      try {
        execFileSync(command, args, { cwd: copy, input, encoding: "utf8", stdio: "pipe" });
      } catch (error) {
        const { stdout, stderr } = error as { stdout: string; stderr: string };
        assert.fail(`${command} ${args.join(" ")}\n${stdout}${stderr}`);
      }
    };
    const files = examples().flatMap(([, diff]) => {
      run("git", ["apply", "--recount", "-"], diff);
      return [...diff.matchAll(/^\+\+\+ b\/(.*)$/gm)].map(([, file = ""]) => file);
    });
    const settings = { extends: "./tsconfig.json", include: [], files };
    fs.writeFileSync(path.join(copy, "tsconfig.examples.json"), JSON.stringify(settings));
    const program = (name: string) => path.join("node_modules", ".bin", name);
    run(program("tsc"), ["-p", "tsconfig.examples.json"]);
    const tests = files.filter((file) => file.endsWith(".test.ts"));
    assert.equal(tests.length, 4);
    run(program("mocha"), ["--no-config", "-r", "sandbox/register.js", "--exit", ...tests]);
  });
});
