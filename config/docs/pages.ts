import * as fs from "node:fs";
import * as path from "node:path";
import { NAMESPACE } from "../errors";
import { rulesOfSections } from "../rules";
import { configKeys } from "./jsonSchema";
import { keyMarkdown } from "./markdown";

const GENERATED =
  "<!-- Generated from the sections of config/ by `make docs`: change those, not this. -->";

/** A page of the configuration: a section, or the few keys that are about the stack as a whole. */
interface Page {
  /** Its folder in config/, and the name of its file. */
  readonly name: string;
  readonly keys: readonly string[];
}

/** Keys without a folder of their own: config/stack/ has them. */
const OF_THE_STACK = [
  "aws:region",
  ...["environmentType", "tags", "residency", "permissionsBoundary", "deletionProtection"].map(
    (key) => `${NAMESPACE}:${key}`,
  ),
];

/** Pages that say how a section is used, beside docs/CONFIG.md. */
const MORE: Readonly<Record<string, readonly string[]>> = {
  backup: ["backup.md"],
  costs: ["cost.md"],
  connectivity: ["adopting.md"],
  jobs: ["services.md"],
  keys: ["adopting.md"],
  monitoring: ["monitoring.md"],
  network: ["adopting.md"],
  quotas: ["limits.md"],
  recovery: ["recovery.md"],
  services: ["services.md"],
};

/** Every page, in the order of the sections. */
export function configPages(): Page[] {
  const sections = configKeys()
    .map(({ key }) => key)
    .filter((key) => !OF_THE_STACK.includes(key))
    .map((key) => ({ name: key.replace(`${NAMESPACE}:`, ""), keys: [key] }));
  return [{ name: "stack", keys: OF_THE_STACK }, ...sections];
}

/** Where a page is, below docs/. */
export function pageFile({ name }: Pick<Page, "name">): string {
  return `config/${name}.md`;
}

/** A section of a stack's file as somebody may write it: all of them together are one stack, which is checked by a test. */
export function example({ name }: Pick<Page, "name">): string {
  return fs.readFileSync(path.join(__dirname, "..", name, "example.yaml"), "utf8");
}

/** docs/config/<section>.md: an example, every key with its type, default, meaning and limits, and the rules across keys. */
export function pageMarkdown(page: Page): string {
  const described = configKeys()
    .filter(({ key }) => page.keys.includes(key))
    .sort((one, other) => page.keys.indexOf(one.key) - page.keys.indexOf(other.key));
  const parts = described.map(({ key, schema, required }) => keyMarkdown(key, schema, required));
  const across = (rulesOfSections[page.name] ?? []).map(({ summary }) => `- ${summary}`).join("\n");
  const more = (MORE[page.name] ?? []).map((file) => `[${file}](../${file})`).join(", ");
  return [
    GENERATED,
    `# Configuration: ${page.name === "stack" ? "the stack" : page.name}`,
    `${more === "" ? "" : `How it is used: ${more}. `}Every section: [CONFIG.md](../CONFIG.md).`,
    `## Example\n\n\`\`\`yaml\n${example(page)}\`\`\``,
    ...parts,
    ...(across === "" ? [] : [`## Rules across keys\n\n${across}`]),
    "",
  ]
    .join("\n\n")
    .replace(/\n+$/, "\n");
}

const INTRODUCTION = `${GENERATED}

# Configuration

Everything that differs between stacks is in \`Pulumi.<stack>.yaml\`, under the keys below. All of it is checked before
anything is created, and every problem is reported at once, one line each:

\`\`\`
landbridge:network.vpcCidr: "10.20.1.0/16" has host bits set; the block that it is in is 10.20.0.0/16
landbridge:network.natGatway: is not a known key; did you mean natGateways? (known keys: ...)
\`\`\`

What is likely a mistake, such as an instance type that the project does not know, is a warning of previews and updates, and stops nothing.

Editors that speak YAML complete and check these files when their first line is
\`# yaml-language-server: $schema=docs/config.schema.json\`. Single values are set by
\`pulumi config set --path 'landbridge:network.natGateways' single\`.

Each page has a section's keys with type, default, meaning and limits, an example, and the rules across keys that are about it.
The examples together are one production stack.`;

/** docs/CONFIG.md: what configuration is, and which page has which key. */
export function configMarkdown(): string {
  const keys = Object.fromEntries(configKeys().map((each) => [each.key, each]));
  const rows = configPages().flatMap((page) =>
    page.keys.map((key) => {
      const { schema, required } = keys[key] ?? {};
      const target = `${pageFile(page)}#${key.replace(":", "").toLowerCase()}`;
      return `| [\`${key}\`](${target}) | ${required === true ? "yes" : ""} | ${schema?.description ?? ""} |`;
    }),
  );
  const table = ["| Key | Required | What it is |", "| --- | --- | --- |", ...rows].join("\n");
  return `${INTRODUCTION}\n\n${table}\n`;
}
