/** One preview of one case of cases.ts, on an empty state; prints how many resources it planned. */
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Sandbox } from "../sandbox/engine";
import { cases } from "./cases";

async function main(): Promise<void> {
  const chosen = cases.find((one) => one.name === process.argv[2]);
  if (chosen === undefined) {
    throw new Error(`${process.argv[2]} is not one of ${cases.map((one) => one.name).join(", ")}`);
  }
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
      throw new Error(result.stdout + result.stderr);
    }
    console.log(result.resources);
  } finally {
    fs.rmSync(workDir, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
