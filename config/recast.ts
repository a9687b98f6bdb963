import type { Problem } from "./errors";

/**
 * How a date without quotes arrives: Pulumi's CLI reads YAML by go-yaml, which makes a time of it, and that is printed by
 * Go's `time.Time.String` (https://pkg.go.dev/time#Time.String).
 */
const TIME = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d+)? [+-]\d{4} (UTC|[+-]\d{4})$/;

/** Every date that has lost its form on the way, as a value or as a key; in free text as well, where anything is allowed. */
export function recastProblems(value: unknown, path: readonly PropertyKey[] = []): Problem[] {
  if (typeof value === "string") return recast(value, path);
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => recastProblems(item, [...path, index]));
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...recast(key, [...path, key]),
    ...recastProblems(inner, [...path, key]),
  ]);
}

function recast(text: string, path: readonly PropertyKey[]): Problem[] {
  const [, date = "", time = ""] = TIME.exec(text) ?? [];
  if (date === "") return [];
  const meant = time === "00:00:00" ? ` (such as "${date}")` : "";
  return [
    {
      path,
      text: `${JSON.stringify(text)} is what YAML makes of a date without quotes; put it in quotes${meant}`,
    },
  ];
}
