import { z } from "zod";
import { show } from "../phrases";
import { text } from "./leaves";

/** A list of things that each have a name, no two the same. */
export function namedList<Item extends z.ZodType>(item: Item) {
  return z.array(item).superRefine(
    (list: readonly unknown[], context) => {
      const names = list.map(nameOf);
      names.forEach((name, index) => {
        const first = names.indexOf(name);
        if (name !== undefined && first !== index) {
          const message = `${show(name)} is the name of [${first}] already`;
          context.addIssue({ code: "custom", path: [index, "name"], message });
        }
      });
    },
    // Also when another key is wrong: every mistake is reported at once.
    { when: ({ value }) => Array.isArray(value) },
  );
}

/** A name that ends up in AWS's identifiers: lower-case letters, digits and single hyphens. */
export function resourceName(longest: number) {
  return text((value) => {
    if (value.length > longest) {
      return `has ${value.length} characters; ${longest} at most, as AWS's names are made of it`;
    }
    return /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(value)
      ? undefined
      : "is not a name of lower-case letters, digits and single hyphens that begins with a letter";
  }).meta({
    allowed: `lower-case letters, digits and single hyphens, ${longest} characters at most`,
    pattern: "^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
    maxLength: longest,
  });
}

function nameOf(value: unknown): string | undefined {
  const name = typeof value === "object" && value !== null && "name" in value && value.name;
  return typeof name === "string" ? name : undefined;
}
