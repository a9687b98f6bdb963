import * as pulumi from "@pulumi/pulumi";
import { pulumiType } from "./check";
import { NAMESPACE } from "./errors";
import { sections } from "./sections";

const textKeys = new Set(
  Object.entries(sections).flatMap(([key, schema]) =>
    pulumiType(schema) === "string" ? [key] : [],
  ),
);

const mayBeAbsent = new Set(
  Object.entries(sections).flatMap(([key, schema]) => {
    const parsed = schema.safeParse(undefined);
    return parsed.success && parsed.data === undefined ? [key] : [];
  }),
);

function isEmpty(value: unknown): boolean {
  if (value === "") return true;
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

/** Every key that the stack has in the project's namespace, known or not. */
export function readNamespace(): Record<string, unknown> {
  const prefix = `${NAMESPACE}:`;
  const entries = Object.entries(pulumi.runtime.allConfig())
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, value]) => [key.slice(prefix.length), value] as const)
    .map(([key, value]) => [key, textKeys.has(key) ? value : decode(value)] as [string, unknown])
    // Pulumi.yaml gives every object the default {}, and every text "": for what may be left out, that is left out.
    .filter(([key, value]) => !(mayBeAbsent.has(key) && isEmpty(value)));
  return Object.fromEntries(entries);
}

/** Pulumi hands over objects, arrays, numbers and booleans as JSON, and strings as they are. */
function decode(value: string): unknown {
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}
