/** One preview of one case of cases.ts, on an empty state; prints how many resources it planned. */
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Sandbox } from "../sandbox/engine";
import { Argument } from "commander";
import { commandLine, run, RunFailed } from "../tools/commandLine";
import { cases, floor } from "./cases";

const preview = commandLine("node -r ./sandbox/register.js bench/onePreview.ts")
  .addArgument(new Argument("<case>", "of bench/cases.ts").choices(cases.map(({ name }) => name)))
  .action(one);

void run(preview);

async function one(name: string): Promise<void> {
  const chosen = cases.find((each) => each.name === name) ?? floor;
  const workDir = fs.mkdtempSync(path.join(os.tmpdir(), "landbridge-bench-"));
  try {
    const sandbox = await Sandbox.open({
      stack: chosen.stack,
      workDir,
      policyPack: chosen.policyPack,
      ...(chosen.program === "empty" ? { program: () => Promise.resolve({}) } : {}),
    });
    const result = await sandbox.preview();
    if (!result.succeeded) {
      throw new RunFailed(result.stdout + result.stderr);
    }
    console.log(result.resources);
  } finally {
    fs.rmSync(workDir, { recursive: true, force: true });
  }
}
