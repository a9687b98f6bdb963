// Writes docs/POLICIES.md from the rules' own definitions; with --check only says whether it is out of date.
import * as fs from "node:fs";
import * as path from "node:path";
import { renderDocs, type PackConfig } from "../policy/docs";
import { rules } from "../policy/rules";

const root = path.resolve(__dirname, "..");
const file = "docs/POLICIES.md";

function read(name: string): string {
  const full = path.join(root, name);
  return fs.existsSync(full) ? fs.readFileSync(full, "utf8") : "";
}

/** The committed policy configurations, by environment. */
export function configs(): Record<string, PackConfig> {
  const environments = ["dev", "prod"];
  return Object.fromEntries(
    environments.map((name) => [name, JSON.parse(read(`policy/${name}.json`)) as PackConfig]),
  );
}

/** Whether docs/POLICIES.md is not what the rules say. */
export function isOutOfDate(): boolean {
  return renderDocs(rules, configs()) !== read(file);
}

function main(): void {
  const stale = isOutOfDate();
  if (!process.argv.includes("--check")) {
    fs.writeFileSync(path.join(root, file), renderDocs(rules, configs()));
    console.log(stale ? `Written: ${file}` : "Nothing has changed.");
  } else if (stale) {
    console.error(`Out of date: ${file}. Run \`make docs\` and commit the result.`);
    process.exitCode = 1;
  }
}

if (require.main === module) {
  main();
}
