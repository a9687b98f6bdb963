import { QUOTAS } from "../../components/quotas";
import { NAMESPACE } from "../errors";
import { configKeys, type JsonSchema } from "./jsonSchema";
import { LIMIT_ROWS } from "./limitRows";

const INTRODUCTION = `<!-- Generated from config/docs/limitRows.ts and the sections of config/ by \`make docs\`: change those, not this. -->

# Limits

What each list and map of the configuration meets on AWS, by the quotas that AWS gives everybody. "Deploys" is by plans that are tested
with such numbers; "rejected" is a config error before anything is created, which says what is asked for and what to do.

Quotas that AWS raises on request are \`${NAMESPACE}:quotas\`, which plans and checks go by; \`npm run preflight\` compares them with the account's.

The whole configuration of a stack has 128 KiB on Linux, as JSON: the Pulumi CLI hands it to the program and to policy packs in one environment
variable, PULUMI_CONFIG, and says "argument list too long" past that, before anything is created
([pulumi#8680](https://github.com/pulumi/pulumi/issues/8680), [pulumi#20402](https://github.com/pulumi/pulumi/issues/20402)).
Services in files of their own (\`${NAMESPACE}:serviceFiles\`) are no part of it.`;

/** A list or a map of the configuration. */
export interface Collection {
  /** Its path, without the namespace. */
  readonly path: string;
  /** How many entries config takes at most; undefined where it says no number. */
  readonly most: number | undefined;
}

/** Every list and map that the schema has, in the order of the documents. */
export function collections(): Collection[] {
  return configKeys().flatMap(({ key, schema }) =>
    within(key.replace(`${NAMESPACE}:`, ""), schema),
  );
}

function within(path: string, schema: JsonSchema): Collection[] {
  const { items, properties, additionalProperties: others } = schema;
  return [
    ...(schema.anyOf ?? []).flatMap((form) => within(path, form)),
    ...(schema.type === "array" ? [{ path: `${path}[]`, most: schema.maxItems }] : []),
    ...(items ? within(`${path}[]`, items) : []),
    ...Object.entries(properties ?? {}).flatMap(([name, child]) =>
      within(`${path}.${name}`, child),
    ),
    ...(typeof others === "object"
      ? [{ path: `${path}.<name>`, most: undefined }, ...within(`${path}.<name>`, others)]
      : []),
  ];
}

/** docs/limits.md: every list and map of the schema, and what happens there at 10, 100 and 1,000 entries. */
export function limitsMarkdown(): string {
  const rows = collections().map(({ path, most = Infinity }) => {
    const row = LIMIT_ROWS[path];
    const cells = [10, 100, 1000].map((count, i) =>
      count > most ? `rejected: ${most} at most` : (row?.at[i] ?? ""),
    );
    return `| \`${path}\` | ${[row?.is ?? "", ...cells].join(" | ")} |`;
  });
  const quotas = Object.entries(QUOTAS).map(
    ([name, { what, service, code, default: value, most }]) =>
      `| \`${name}\` | ${what} | ${value} | ${most} | ${service}, ${code} |`,
  );
  return (
    [
      INTRODUCTION,
      [
        "| List or map | What it is on AWS | At 10 | At 100 | At 1,000 |",
        "| --- | --- | --- | --- | --- |",
        ...rows,
      ].join("\n"),
      `## ${NAMESPACE}:quotas`,
      [
        "| Key | Quota | Default | At most here | Service Quotas |",
        "| --- | --- | --- | --- | --- |",
        ...quotas,
      ].join("\n"),
    ].join("\n\n") + "\n"
  );
}
