import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { factsOf } from "../../sandbox/aws/models/check";
import type { Facts } from "../../sandbox/aws/models/facts";
import { mappings } from "../../tools/awsModels/mappings";
import type { Props } from "../../sandbox/provider/store";

/** A resource as a stack's state has it. */
export interface StateResource {
  readonly type: string;
  readonly inputs?: Props;
}

/** How the engine marks a secret in a state: sdk/go/common/resource/sig/sig.go of pulumi/pulumi. */
const SECRET = "4dabf18193072939515e22adb298388d";

/** What is one value though it looks like several: a map of tags, and a secret's envelope. */
function isWhole(at: string, value: object): boolean {
  return /(^|\.)(tags|recoveryPointTags|options)$/.test(at) || SECRET in value;
}

/** Arguments with a value, and those of them that AWS's models hold, each once: "type path". */
class Used {
  readonly all = new Set<string>();
  readonly held = new Set<string>();

  add({ type, inputs = {} }: StateResource): void {
    const properties = factsOf(type)?.properties ?? {};
    for (const [name, value] of Object.entries(inputs)) {
      // The provider's own, and its sum of tags.
      if (name.startsWith("__") || name === "tagsAll") continue;
      this.value(value, name, type, properties);
    }
  }

  private value(
    value: unknown,
    at: string,
    type: string,
    properties: Readonly<Record<string, Facts>>,
  ): void {
    if (value === null || value === "" || typeof value === "boolean") return;
    const facts = properties[at];
    if (Array.isArray(value)) {
      value.forEach((each) => {
        this.value(each, at, type, properties);
      });
    } else if (typeof value === "object" && !isWhole(at, value) && !facts?.keys && !facts?.values) {
      for (const [name, inner] of Object.entries(value)) {
        this.value(inner, `${at}.${name}`, type, properties);
      }
    } else if (facts?.json && typeof value === "string") {
      this.value(JSON.parse(value), at, type, properties);
    } else {
      this.all.add(`${type} ${at}`);
      if (facts) this.held.add(`${type} ${at}`);
    }
  }
}

/** That every type has its models, or the reason why none, and docs/sandbox.md the share of arguments. */
export function modelsOf(resources: () => readonly StateResource[]): void {
  const ofAws = () => resources().filter(({ type }) => /^aws:\w+\/\w+:\w+$/.test(type));

  it("has a model of AWS's for each type, or the reason why there is none", () => {
    const types = new Set(ofAws().map(({ type }) => type));
    assert.ok(types.size > 80, `${types.size} types`);
    assert.deepEqual(
      [...types].filter((type) => !(type in mappings)),
      [],
      "see docs/sandbox.md, What AWS's models check",
    );
  });

  it("has the share of arguments that AWS's models check in docs/sandbox.md", () => {
    const used = new Used();
    ofAws().forEach((resource) => {
      used.add(resource);
    });
    const share = Math.round((100 * used.held.size) / used.all.size);
    const sentence = `Of ${used.all.size} arguments that dev, prod and dr give a value to, ${used.held.size} are so checked (${share} %).`;
    const text = fs.readFileSync(path.join(__dirname, "../../docs/sandbox.md"), "utf8");
    assert.ok(
      text.replace(/\s+/g, " ").includes(sentence),
      `docs/sandbox.md has to say: ${sentence}`,
    );
  });
}
