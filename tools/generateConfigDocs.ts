// Writes what is generated from the configuration's schema; with --check only says what is out of date.
import * as fs from "node:fs";
import * as path from "node:path";
import { stackFileSchema } from "../config/docs/jsonSchema";
import { configMarkdown } from "../config/docs/markdown";
import { withConfigKeys } from "../config/docs/projectFile";

const root = path.resolve(__dirname, "..");

/** Each generated file: its path in the repository, and its text made from the text that is there. */
export const generated: readonly { file: string; render: (current: string) => string }[] = [
  { file: "docs/CONFIG.md", render: configMarkdown },
  {
    file: "docs/config.schema.json",
    render: () => `${JSON.stringify(stackFileSchema(), null, 2)}\n`,
  },
  { file: "Pulumi.yaml", render: withConfigKeys },
];

/** The generated files whose text is not what the schema says. */
export function outOfDate(): string[] {
  return generated
    .filter(({ file, render }) => render(read(file)) !== read(file))
    .map(({ file }) => file);
}

function read(file: string): string {
  const full = path.join(root, file);
  return fs.existsSync(full) ? fs.readFileSync(full, "utf8") : "";
}

function main(): void {
  const stale = outOfDate();
  if (!process.argv.includes("--check")) {
    for (const { file, render } of generated) {
      fs.writeFileSync(path.join(root, file), render(read(file)));
    }
    console.log(stale.length === 0 ? "Nothing has changed." : `Written: ${stale.join(", ")}`);
  } else if (stale.length > 0) {
    console.error(`Out of date: ${stale.join(", ")}. Run \`make docs\` and commit the result.`);
    process.exitCode = 1;
  }
}

if (require.main === module) {
  main();
}
