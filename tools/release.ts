// npm run release -- v1.2.3: what .github/workflows/release.yml asks before it makes a release.
import * as fs from "node:fs";
import * as path from "node:path";
import { UserError } from "../components/userError";
import { commandLine, run } from "./commandLine";
import { releaseNotes, upgradeNotes } from "./releaseNotes";

const root = path.resolve(__dirname, "..");
const packages = ["package.json", "policy/package.json"];

const command = commandLine("npm run release --")
  .description(
    "Checks that a tag is the version that is here, and writes its notes: its sections of CHANGELOG.md and of docs/upgrading.md.",
  )
  .argument("<tag>", "v and the version, such as v1.2.3")
  .option("--json", "writes the version and the notes as JSON")
  .action((tag: string, { json }: { json?: true }) => {
    const text = notes(tag);
    console.log(json ? JSON.stringify({ version: tag.slice(1), notes: text }, undefined, 2) : text);
  });

void run(command);

function notes(tag: string): string {
  const version = tag.replace(/^v/, "");
  const others = packages.flatMap((file) => {
    const found = (JSON.parse(read(file)) as { version: string }).version;
    return `v${found}` === tag ? [] : [`${file} has version ${found}`];
  });
  const text = releaseNotes(read("CHANGELOG.md"), version);
  if (text === undefined)
    others.push(`CHANGELOG.md has no section "## [${version}] - <date>" with a line in it`);
  const upgrade = upgradeNotes(read("docs/upgrading.md"), version);
  if (upgrade === undefined)
    others.push(
      `docs/upgrading.md has no section "## To ${version}": what to do by hand, or that there is nothing`,
    );
  if (text === undefined || upgrade === undefined || others.length > 0)
    throw new UserError(`${tag} is not ready: ${others.join("; ")}`);
  return `${text}\n\n### Upgrading\n\n${upgrade}`;
}

function read(file: string): string {
  return fs.readFileSync(path.join(root, file), "utf8");
}
