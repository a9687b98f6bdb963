import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";
import { bootstrapSchema } from "../../bootstrap/config/schema";

const page = fs.readFileSync(path.join(__dirname, "../../docs/bootstrap.md"), "utf8");

/** Keys that hold a value, with their path: `environments[].stack`. */
function keys(schema: z.core.$ZodType, at: string): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return keys(schema.unwrap(), at);
  if (schema instanceof z.ZodArray) {
    const inner = keys(schema.element, `${at}[]`);
    return inner.length === 1 && inner[0] === `${at}[]` ? [at] : inner;
  }
  if (!(schema instanceof z.ZodObject)) return [at];
  const shape = schema.shape as Readonly<Record<string, z.core.$ZodType>>;
  return Object.entries(shape).flatMap(([key, part]) =>
    keys(part, at === "" ? key : `${at}.${key}`),
  );
}

describe("docs/bootstrap.md", () => {
  it("has a row for every key", () => {
    const rows = page.split("\n").filter((line) => line.startsWith("| `"));
    const all = keys(bootstrapSchema, "");
    assert.ok(all.length > 15);
    for (const key of all.filter((each) => each !== "repositoryIds.repository"))
      assert.ok(
        rows.some((row) => row.includes(`:${key}\``)),
        key,
      );
  });

  it("names the files that there are", () => {
    for (const [, file = ""] of page.matchAll(/\]\((\.\.\/bootstrap\/[^)]*)\)/g))
      assert.ok(fs.existsSync(path.join(__dirname, "../../docs", file)), file);
  });
});
