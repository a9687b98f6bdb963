import { pulumiItemType, pulumiType } from "../check";
import { NAMESPACE } from "../errors";
import { sections } from "../sections";

const HEADING = `# The keys of this project's namespace, generated from config/sections.ts by \`make docs\`. docs/CONFIG.md says the rest.
# A required object has the default {} here, so that what is missing in it is reported by the program, together with
# everything else that is wrong, instead of by the engine alone.
config:
`;

/** Pulumi.yaml with its last part, the declaration of the configuration's keys, as the schema has it. */
export function withConfigKeys(projectFile: string): string {
  const start = projectFile.search(/^(# The keys of this project's namespace|config:)/m);
  const kept = start === -1 ? projectFile : projectFile.slice(0, start);
  return `${kept.trimEnd()}\n\n${HEADING}${declarations()}`;
}

function declarations(): string {
  return Object.entries(sections)
    .map(([name, schema]) => {
      const type = pulumiType(schema);
      const items = pulumiItemType(schema);
      const parsed = schema.safeParse(undefined);
      const isScalar = type === "string" || type === "boolean";
      const empty = type === "array" ? [] : {};
      return [
        `  ${NAMESPACE}:${name}:`,
        `    type: ${type}`,
        ...(items === undefined ? [] : [`    items: { type: ${items} }`]),
        `    description: ${JSON.stringify(schema.meta()?.description ?? "")}`,
        ...(isScalar && !parsed.success
          ? []
          : [`    default: ${JSON.stringify(isScalar ? (parsed.data ?? "") : empty)}`]),
      ]
        .map((line) => `${line}\n`)
        .join("");
    })
    .join("");
}
