import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { committedStacks, readStackFile } from "../support/stackFile";
import { plainCli, type PlainCli } from "../support/plainCli";
import { configKeys, type JsonSchema } from "../../config/docs/jsonSchema";
import { plain } from "../../config/docs/markdown";
import { goodStack, problemsOf } from "./stack";

const root = path.resolve(__dirname, "../..");

/** What the CLI makes of a stack's file: its own parser decides, and no other. */
async function read(cli: PlainCli, text: string): Promise<Record<string, unknown>> {
  const file = path.join(cli.project, "read.yaml");
  fs.writeFileSync(file, text);
  const printed = await cli.pulumi("config", "--json", "--stack", "dev", "--config-file", file);
  const values = JSON.parse(printed) as Record<string, { value: string; objectValue?: unknown }>;
  const own = Object.entries(values).map(([key, entry]) => {
    return [key, "objectValue" in entry ? entry.objectValue : entry.value] as const;
  });
  return Object.fromEntries(own);
}

/** Every example and default that docs/CONFIG.md shows, below a schema too. */
function shownOf(schema: JsonSchema): unknown[] {
  const { properties = {}, items, anyOf = [], additionalProperties: rest } = schema;
  const inner = [
    ...Object.values(properties),
    ...anyOf,
    items,
    typeof rest === "object" ? rest : undefined,
  ];
  const isShown = schema.type !== "object" && schema.default !== undefined;
  return [
    ...(schema.examples ?? []).slice(0, 1),
    ...(isShown ? [schema.default] : []),
    ...inner.flatMap((each) => (each ? shownOf(each) : [])),
  ];
}

describe("stack files as the pulumi command line reads them", function () {
  this.timeout(120_000);
  let cli: PlainCli;

  before(async () => {
    cli = await plainCli();
    fs.writeFileSync(path.join(cli.project, "Pulumi.yaml"), "name: landbridge\nruntime: nodejs\n");
    await cli.pulumi("stack", "init", "dev");
  });

  const tags = async (yaml: string): Promise<readonly string[]> => {
    const { "landbridge:tags": written } = await read(cli, `config:\n  landbridge:tags: ${yaml}\n`);
    return problemsOf({ ...goodStack(), tags: written });
  };

  it("are the committed ones: no value changes on the way", async () => {
    for (const stack of committedStacks) {
      const text = fs.readFileSync(path.join(root, `Pulumi.${stack}.yaml`), "utf8");
      const { config } = readStackFile(stack);
      const expected = Object.entries(config).map(([key, value]) => {
        return [
          key,
          typeof value === "object" || typeof value === "string" ? value : JSON.stringify(value),
        ] as const;
      });
      assert.deepEqual(await read(cli, text), Object.fromEntries(expected), stack);
    }
  });

  it("are the examples of the docs: every block of YAML that is a stack's config", async () => {
    const pages = fs
      .readdirSync(path.join(root, "docs"), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".md"))
      .map((name) => path.join("docs", name));
    let blocks = 0;
    for (const page of ["README.md", ...pages]) {
      const text = fs.readFileSync(path.join(root, page), "utf8");
      for (const [, indent = "", block = ""] of text.matchAll(
        /^( *)```ya?ml\n([\s\S]*?)^ *```/gm,
      )) {
        const yaml = block.replace(new RegExp(`^${indent}`, "gm"), "");
        if (!/^( *)landbridge:\w+:/m.test(yaml)) continue;
        const whole = /^config:/m.test(yaml) ? yaml : `config:\n${yaml.replace(/^(?=.)/gm, "  ")}`;
        const values = await read(cli, whole).catch((error: unknown) => {
          assert.fail(`${page}:\n${whole}\n${String(error)}`);
        });
        const mangled = JSON.stringify(values).match(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+0000 UTC/g);
        assert.equal(mangled, null, `${page}: a date without quotes`);
        blocks++;
      }
    }
    assert.ok(blocks > 0, "no block found");
  });

  it("are what docs/CONFIG.md has as examples and defaults: each of them arrives as it is meant", async () => {
    const values = configKeys().flatMap(({ schema }) => shownOf(schema));
    const lines = values.map((value, index) => `    v${index}: { it: ${plain(value)} }`);
    const text = ["config:", "  landbridge:x:", ...lines, ""].join("\n");
    const { "landbridge:x": arrived } = await read(cli, text);
    const meant = values.map((value, index) => [`v${index}`, { it: value }] as const);
    assert.deepEqual(arrived, Object.fromEntries(meant));
    assert.ok(values.includes("cron(0 7 ? * MON-FRI *)") && values.includes("2026-11-21"));
  });

  it("say to put dates in quotes, in free text as well, by value and by key", async () => {
    const owner = "owner: o, costCenter: c";
    assert.deepEqual(await tags(`{ ${owner}, release: 2026-11-21 }`), [
      'landbridge:tags.release: "2026-11-21 00:00:00 +0000 UTC" is what YAML makes of a date without quotes; put it in quotes (such as "2026-11-21")',
    ]);
    assert.match(
      (await tags(`{ ${owner}, at: 2026-11-21T10:30:00Z }`))[0] ?? "",
      /put it in quotes$/,
    );
    assert.match((await tags(`{ ${owner}, 2026-11-21: x }`))[0] ?? "", /put it in quotes/);
    assert.deepEqual(await tags(`{ ${owner}, release: "2026-11-21" }`), []);
  });

  it("say to put in quotes what becomes a number or a truth", async () => {
    const owner = "owner: o, costCenter: c";
    for (const [written, arrives] of [
      ["0660", "432"],
      ["1e3", "1000"],
      ["1.50", "1.5"],
      ["True", "true"],
    ]) {
      const type = written === "True" ? "boolean" : "number";
      assert.deepEqual(await tags(`{ ${owner}, x: ${written ?? ""} }`), [
        `landbridge:tags.x: ${arrives ?? ""} is a ${type}, not a string; put it in quotes`,
      ]);
    }
  });

  it("keep yes, no, on, off and times of day as they are written", async () => {
    const { "landbridge:x": list } = await read(
      cli,
      "config:\n  landbridge:x: [yes, no, on, off, y, n, 12:30, 12:30:45]\n",
    );
    assert.deepEqual(list, ["yes", "no", "on", "off", "y", "n", "12:30", "12:30:45"]);
  });

  it("are rejected where a plain text ends at a question mark", async () => {
    const text = "config:\n  landbridge:x: { schedule: cron(0 7 ? * MON-FRI *) }\n";
    await assert.rejects(read(cli, text), /did not find expected alphabetic or numeric character/);
  });
});
