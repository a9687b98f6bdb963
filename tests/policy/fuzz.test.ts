import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import * as fc from "fast-check";
import { types } from "../../policy/types";
import { Program } from "../support/policy";

const policy = path.resolve(__dirname, "../../policy");

/** Every word that rules may read a property by: what stands in quotes in their sources. */
function words(): string[] {
  const sources = ["rules", "reading"].flatMap((folder) =>
    fs
      .readdirSync(path.join(policy, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => fs.readFileSync(path.join(policy, folder, file), "utf8")),
  );
  const found = sources.join().matchAll(/"([A-Za-z][\w-]*)"/g);
  return [...new Set([...found].map(([, word = ""]) => word))];
}

/** What the engine sends for a string, a list and an object that a preview cannot know. */
const unknown = [
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
];

describe("rules on any property bag", function () {
  this.timeout(60_000);

  const leaf = fc.oneof(
    fc.constantFrom(...words(), ...unknown, "0.0.0.0/0", "{", '{"Statement":[{"Effect":1}]}', "*"),
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
  );
  const { bag } = fc.letrec<{ bag: Record<string, unknown>; value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      leaf,
      fc.array(tie("value"), { maxLength: 3 }),
      tie("bag"),
    ),
    bag: fc.dictionary(fc.constantFrom(...words()), tie("value"), { maxKeys: 12 }),
  }));
  const resource = fc.record({
    type: fc.constantFrom(...new Set(Object.values(types).flat())),
    props: bag,
  });

  it("never throw", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(resource, { minLength: 5, maxLength: 30 }), async (resources) => {
        const program = new Program();
        resources.forEach(({ type, props }, index) => program.add(type, `r${index}`, props));
        const broken = (await program.check()).filter(({ message }) =>
          message.includes("this rule itself failed"),
        );
        assert.deepEqual(broken, []);
      }),
      { numRuns: 40 },
    );
  });
});
