// make docs, make docs-check: what is generated from the schema, the policies and AWS's reference of IAM.
import * as fs from "node:fs";
import * as path from "node:path";
import { commandLine, run, RunFailed } from "./commandLine";
import { outOfDate } from "./generatedFiles";

const docs = commandLine("node -r ./sandbox/register.js tools/generateDocs.ts")
  .description("Writes the generated files anew.")
  .option("--check", "writes nothing, and fails where one is out of date")
  .action(async ({ check }: { check?: true }) => {
    const changed = await outOfDate();
    const names = [...changed.keys()].join(", ");
    if (check && changed.size > 0) {
      throw new RunFailed(`out of date: ${names}. Run \`make docs\` and commit the result.`);
    }
    for (const [file, text] of changed) fs.writeFileSync(path.join(__dirname, "..", file), text);
    if (!check) console.log(changed.size > 0 ? `Written: ${names}` : "Nothing has changed.");
  });

void run(docs);
