import { spawnSync } from "node:child_process";
import * as path from "node:path";

const root = path.resolve(__dirname, "../..");

/** `npm run policy --` with a project of a test's own. */
export function policy(directory: string, ...args: readonly string[]) {
  const program = `
    const { run } = require("./tools/commandLine.ts");
    const { policyCommand } = require("./tools/policy/cli.ts");
    void run(policyCommand(${JSON.stringify(directory)}));`;
  const command = ["-r", "./sandbox/register.js", "-e", program, "--", ...args];
  return spawnSync(process.execPath, command, { cwd: root, encoding: "utf8" });
}
