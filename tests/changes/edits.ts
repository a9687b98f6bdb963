import { setAt } from "../../sandbox/objectPath";
import type { RawStack } from "../../tools/deployment/rawStack";
import { readStackConfig } from "../support/stackFile";

const { raw, region } = readStackConfig("prod");

/** The committed prod stack. */
export const prod: RawStack = { stack: "prod", raw, region: String(region) };

/** Values by their path in the stack file, such as `databases[0].readReplicas`; null or undefined takes one away. */
export type Edits = Readonly<Record<string, unknown>>;

/** The committed prod stack with another value at each path. */
export function edited(edits: Edits, of: RawStack = prod): RawStack {
  const copy = structuredClone(of.raw) as Record<string, unknown>;
  for (const [path, value] of Object.entries(edits)) {
    setAt(copy, path.replace(/\[(\d+)\]/g, ".$1").split("."), value ?? null);
    const [, list = "", index = ""] = /^(\w+)\[(\d+)\]$/.exec(path) ?? [];
    // Taken out of a list, an entry leaves no hole.
    if (list !== "" && (value ?? null) === null) (copy[list] as unknown[]).splice(Number(index), 1);
  }
  return { ...of, raw: copy };
}
