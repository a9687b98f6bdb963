import type { Facts } from "./facts";

/** One file for the data centre. */
export interface OnPremFile {
  /** Path below the output folder. */
  readonly path: string;
  readonly text: string;
  /** Whether it can be run. */
  readonly executable?: boolean;
}

/** Traffic that the data centre's firewalls have to let through. */
export interface Opening {
  readonly from: string;
  readonly to: string;
  readonly protocol: "TCP" | "UDP" | "TCP and UDP" | "ESP (50)";
  /** Ports, or "-" where the protocol has none. */
  readonly ports: string;
  readonly purpose: string;
}

/** One part of what the data centre has to do: files of its own, and firewall openings. */
export interface Concern {
  readonly files: (facts: Facts) => OnPremFile[];
  readonly openings: (facts: Facts) => Opening[];
}

/** A table in Markdown. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** The first lines of every file: where it comes from, and that it is written anew. */
export function provenance(facts: Facts): string[] {
  const secrets = facts.secrets ? "holds secrets: keep it from others" : "without secrets";
  return [
    `Stack ${facts.stack} (${facts.source}), ${secrets}.`,
    `Written by \`npm run onprem -- ${facts.stack}\`: change the stack, not this file.`,
  ];
}

/** The same as comments of a configuration language. */
export function commented(mark: string, facts: Facts): string {
  return provenance(facts)
    .map((line) => `${mark} ${line.replaceAll("`", "")}`)
    .join("\n");
}
