import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";
import { stackFileSchema } from "../../config/docs/jsonSchema";
import { configPages, example, pageFile, pageMarkdown } from "../../config/docs/pages";
import { withConfigKeys } from "../../config/docs/projectFile";
import { sections } from "../../config/sections";
import { rules } from "../../config/rules";
import { committedStacks, readStackFile } from "../support/stackFile";
import { parseYaml } from "../support/yaml";
import { generatedFiles, outOfDate } from "../../tools/generatedFiles";
import { warningsOf } from "../../config/warnings";
import { parse, problemsOf } from "./stack";

const root = path.resolve(__dirname, "../..");
const projectFile = fs.readFileSync(path.join(root, "Pulumi.yaml"), "utf8");

interface Project {
  runtime: { name: string; options: Record<string, unknown> };
  config: Record<string, { type: string; description: string; default?: unknown }>;
}

describe("generated documents of the configuration", () => {
  it("are what the schema says (make docs writes them anew)", async () => {
    const pages = fs
      .readdirSync(path.join(root, "docs/config"))
      .map((name) => `docs/config/${name}`);
    const files = ["docs/CONFIG.md", "docs/limits.md", "docs/config.schema.json", "Pulumi.yaml"];
    assert.deepEqual(
      pages.filter((page) => !generatedFiles().includes(page)),
      [],
      "pages of sections that are no more",
    );
    assert.deepEqual(await outOfDate([...files, ...pages]), new Map());
  });

  it("describe every key, in words", () => {
    const undescribed = Object.entries(sections).flatMap(([key, schema]) =>
      missingDescriptions(schema, key),
    );
    assert.deepEqual(undescribed, []);
  });

  it("have a row for each key and a line for each rule", () => {
    const text = configPages().map(pageMarkdown).join("");
    for (const key of ["network.vpcCidr", "network.flowLogs.retentionInDays", "tags.owner"]) {
      assert.ok(text.includes(`| \`landbridge:${key}\` |`), key);
    }
    for (const { summary } of rules) {
      assert.ok(text.includes(`\n- ${summary}`), summary);
    }
  });
});

describe("the examples of the configuration", () => {
  const ofPage = (page: { name: string }) =>
    parseYaml(example(page)) as Record<string, Record<string, unknown>>;

  for (const page of configPages()) {
    it(`are on ${pageFile(page)}, and say something of each of its keys and of no other`, () => {
      assert.deepEqual(Object.keys(ofPage(page)).sort(), [...page.keys].sort());
    });
  }

  it("are one stack together, with nothing wrong and nothing to be warned of", () => {
    const whole = Object.assign({}, ...configPages().map(ofPage)) as Record<string, unknown>;
    const { "aws:region": region, ...own } = whole;
    const raw = Object.fromEntries(
      Object.entries(own).map(([key, value]) => [key.replace("landbridge:", ""), value]),
    );
    assert.deepEqual(problemsOf(raw, region), []);
    assert.deepEqual(warningsOf(parse(raw, region)), []);
  });
});

describe("Pulumi.yaml", () => {
  const project = parseYaml(projectFile) as Project;

  it("declares every key with its type and description, and no other", () => {
    assert.deepEqual(
      Object.keys(project.config),
      Object.keys(sections).map((key) => `landbridge:${key}`),
    );
    for (const [key, schema] of Object.entries(sections)) {
      const declared = project.config[`landbridge:${key}`];
      assert.equal(declared?.description, schema.meta()?.description);
      assert.match(declared?.type ?? "", /^(string|boolean|object|array)$/);
    }
  });

  it("leaves nothing to the engine that the program tells better: each key has a default", () => {
    const defaults = Object.values(project.config).map((declared) => declared.default);
    assert.ok(defaults.every((value) => value !== undefined));
    assert.equal(project.config["landbridge:environmentType"]?.default, "production");
    assert.equal(project.config["landbridge:permissionsBoundary"]?.default, "");
  });

  it("loses a key or a changed description only until it is generated again", () => {
    const broken = projectFile.replace(/^ {2}landbridge:tags:\n(?: {4}.*\n)+/m, "");
    assert.notEqual(broken, projectFile);
    assert.equal(withConfigKeys(broken), projectFile);
    assert.equal(withConfigKeys(projectFile.replace("The VPC and", "A VPC and")), projectFile);
  });

  it("runs TypeScript by the project's own loader, which is there", () => {
    const { name, options } = project.runtime;
    assert.equal(name, "nodejs");
    assert.equal(options["typescript"], false);
    const [, loader = ""] = /--require (\S+)/.exec(String(options["nodeargs"])) ?? [];
    assert.ok(fs.existsSync(path.join(root, loader)), loader);
  });
});

describe("the editors' schema of stack files", () => {
  const schema = z.fromJSONSchema(stackFileSchema() as Parameters<typeof z.fromJSONSchema>[0]);

  function accepts(config: Record<string, unknown>, rest: object = {}): boolean {
    return schema.safeParse({ config, ...rest }).success;
  }

  for (const stack of committedStacks) {
    it(`accepts Pulumi.${stack}.yaml, which points to it`, () => {
      assert.ok(schema.safeParse(readStackFile(stack)).success);
      const text = fs.readFileSync(path.join(root, `Pulumi.${stack}.yaml`), "utf8");
      assert.match(text, /^# yaml-language-server: \$schema=docs\/config\.schema\.json\n/);
    });
  }

  it("accepts what Pulumi itself writes into stack files, and other namespaces", () => {
    const { config } = readStackFile("dev");
    assert.ok(accepts({ ...config, "aws:profile": "x" }, { encryptionsalt: "v1:x" }));
  });

  it("rejects unknown keys, wrong types and values that aren't allowed", () => {
    const { config } = readStackFile("dev");
    const network = config["landbridge:network"] as object;
    assert.ok(!accepts({ ...config, "landbridge:netwrok": {} }));
    assert.ok(!accepts({ ...config, network: {} }));
    assert.ok(!accepts({ ...config, "landbridge:environmentType": "prod" }));
    assert.ok(!accepts({ ...config, "landbridge:network": { ...network, vpcCidr: 5 } }));
    assert.ok(!accepts({ ...config, "landbridge:network": { ...network, natGatway: "none" } }));
    assert.ok(!accepts(config, { unknown: true }));
  });

  it("has none of our own words", () => {
    assert.doesNotMatch(JSON.stringify(stackFileSchema()), /"(allowed|unit)":/);
  });
});

function missingDescriptions(schema: z.ZodType, name: string): string[] {
  const json = z.toJSONSchema(schema, { io: "input" });
  const own = json.description === undefined ? [name] : [];
  const inner = Object.entries(json.properties ?? {}).flatMap(([key, child]) =>
    typeof child === "object" && child.description === undefined ? [`${name}.${key}`] : [],
  );
  return [...own, ...inner];
}
