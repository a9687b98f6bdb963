import * as fs from "node:fs";
import * as path from "node:path";
import { stackFileSchema } from "../config/docs/jsonSchema";
import { limitsMarkdown } from "../config/docs/limits";
import { configMarkdown, configPages, pageFile, pageMarkdown } from "../config/docs/pages";
import { withConfigKeys } from "../config/docs/projectFile";
import { renderDocs } from "../policy/docs";
import { rules } from "../policy/rules";
import { changesMarkdown } from "./changes/markdown";
import { stacksIn } from "./commandLine";
import { iamReference } from "./iamReference";
import { instanceTypesData } from "./instanceTypes";
import { committedConfig, configFile, serialized } from "./policy/files";
import { sets } from "./policy/sets";

const root = path.resolve(__dirname, "..");

/** What makes each generated file, by its path in the repository, from the text that is there. */
const generated: Readonly<Record<string, (current: string) => string | Promise<string>>> = {
  "docs/CONFIG.md": configMarkdown,
  ...sectionPages(),
  "docs/limits.md": limitsMarkdown,
  "docs/config.schema.json": () => `${JSON.stringify(stackFileSchema(), null, 2)}\n`,
  "Pulumi.yaml": withConfigKeys,
  "docs/POLICIES.md": () => renderDocs(rules, sets),
  "config/data/instanceTypes.json": instanceTypesData,
  "docs/changes.md": changesMarkdown,
  "policy/data/iamReference.json": iamReference,
  ...packConfigs(),
};

/** Their paths in the repository. */
export function generatedFiles(): string[] {
  return Object.keys(generated);
}

/** The text that each generated file should have, where it has another. */
export async function outOfDate(
  files: readonly string[] = generatedFiles(),
): Promise<ReadonlyMap<string, string>> {
  const changed = new Map<string, string>();
  for (const file of files) {
    const current = read(file);
    const text = (await generated[file]?.(current)) ?? current;
    if (text !== current) changed.set(file, text);
  }
  return changed;
}

/** A page for each section of the configuration. */
function sectionPages(): Record<string, () => string> {
  return Object.fromEntries(
    configPages().map((page) => [`docs/${pageFile(page)}`, () => pageMarkdown(page)]),
  );
}

/** The pack's configuration of each committed stack. */
function packConfigs(): Record<string, () => string> {
  const files = stacksIn(root).map(
    (stack) => [configFile(stack), () => serialized(committedConfig(root, stack))] as const,
  );
  return Object.fromEntries(files);
}

function read(file: string): string {
  const full = path.join(root, file);
  return fs.existsSync(full) ? fs.readFileSync(full, "utf8") : "";
}
