// Writes sandbox/aws/models/constraints.json: what AWS's published models allow for the arguments of
// the types in tools/awsModels. Run it when a type is added or to take over newer models.
import * as fs from "node:fs";
import * as path from "node:path";
import type { Constraints, Facts, TypeFacts } from "../sandbox/aws/models/facts";
import { ServiceModels } from "./awsModels/api";
import { ResourceSchemas } from "./awsModels/cloudFormation";
import type { Mapping } from "./awsModels/mapping";
import { mappings } from "./awsModels/mappings";
import { at, checkable, LeftOut, propertyOf, type Node } from "./awsModels/model";
import { commandLine, run } from "./commandLine";
import { PulumiArguments, type Argument } from "./awsModels/pulumiArguments";

const file = path.resolve(__dirname, "../sandbox/aws/models/constraints.json");

interface Options {
  readonly schemas: string;
  readonly apis: string;
  readonly source: string;
}

/** Follows one type's arguments through its models and keeps what these say. */
class Walk {
  readonly properties: Record<string, Facts> = {};

  constructor(
    private readonly mapping: Mapping,
    private readonly roots: readonly Node[],
    private readonly leftOut: LeftOut,
  ) {}

  arguments(all: readonly Argument[], parents: readonly Node[], prefix: string): void {
    for (const argument of all) {
      // The provider turns a switch into whatever AWS calls it.
      if (argument.isBoolean) continue;
      const path = prefix + argument.name;
      const nodes = this.find(argument.name, path, parents);
      if (this.mapping.json?.includes(path)) this.document(nodes, path);
      else this.keep(path, nodes, argument.isMap);
      this.arguments(argument.blocks, nodes, `${path}.`);
    }
  }

  private find(name: string, path: string, parents: readonly Node[]): Node[] {
    const rename = this.mapping.renames?.[path];
    if (rename === null) return [];
    if (rename !== undefined) return this.roots.flatMap((root) => at(root, rename) ?? []);
    return parents.flatMap((parent) => propertyOf(parent, name) ?? []);
  }

  private keep(path: string, nodes: readonly Node[], isMap: boolean): void {
    const merged = nodes.map((node) => (isMap ? mapFacts(node) : node.facts)).map(given);
    const facts = checkable(Object.assign({}, ...merged.reverse()) as Facts, this.leftOut);
    if (Object.keys(facts).length > 0) this.properties[path] = facts;
  }

  /** A document in JSON, whose members AWS spells in camel case. */
  private document(nodes: readonly Node[], path: string): void {
    this.properties[path] = { json: true };
    const members = (parents: readonly Node[], prefix: string) => {
      const names = new Set(parents.flatMap(({ properties }) => [...properties.keys()]));
      const camel = new Set([...names].map((name) => name.charAt(0).toLowerCase() + name.slice(1)));
      for (const name of camel) {
        const inner = parents.flatMap((parent) => propertyOf(parent, name) ?? []);
        this.keep(prefix + name, inner, false);
        members(inner, `${prefix}${name}.`);
      }
    };
    members(nodes, `${path}.`);
  }
}

/** Pulumi's maps of tags are lists of pairs in most models. */
function mapFacts({ facts, properties }: Node): Facts {
  const [keys, values] = ["Key", "Value"].map((name) => properties.get(name)?.facts);
  return { ...facts, ...(keys && { keys: given(keys) }), ...(values && { values: given(values) }) };
}

function given(facts: Facts): Facts {
  const entries = Object.entries(facts).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name,
      name === "keys" || name === "values" ? given(value as Facts) : (value as unknown),
    ]),
  );
}

function generate({ schemas, apis, source }: Options): Constraints {
  const resources = new ResourceSchemas(schemas);
  const services = new ServiceModels(apis);
  const pulumi = new PulumiArguments();
  const leftOut = new LeftOut();
  const types: Record<string, TypeFacts> = {};
  for (const [type, mapping] of Object.entries(mappings).sort()) {
    if ("none" in mapping) continue;
    const roots = mapping.models.map((model) => {
      const [name = "", ...steps] = model.split("/");
      const [service = "", operation = ""] = name.split(":");
      const whole = name.startsWith("AWS::")
        ? resources.node(name)
        : services.node(service, operation);
      const node = steps.length > 0 ? at(whole, steps.join(".")) : whole;
      if (!node) throw new Error(`${type}: there is no ${model}`);
      return node;
    });
    for (const [path, rename] of Object.entries(mapping.renames ?? {})) {
      const found = rename === null || roots.some((root) => at(root, rename));
      if (!found) throw new Error(`${type}: no model has ${rename}, for ${path}`);
    }
    const walk = new Walk(mapping, roots, leftOut);
    walk.arguments(pulumi.of(type), roots, "");
    types[type] = { models: mapping.models, properties: walk.properties };
  }
  const generated = new Date().toISOString().slice(0, 10);
  return { source, generated, leftOut: leftOut.counts, types };
}

/** JSON with a line for each property. */
function render({ types, ...about }: Constraints): string {
  const blocks = Object.entries(types).map(([type, { models, properties }]) => {
    const lines = Object.entries(properties).map(
      ([name, facts]) => `        ${JSON.stringify(name)}: ${JSON.stringify(facts)}`,
    );
    const inner = lines.length > 0 ? `{\n${lines.join(",\n")}\n      }` : "{}";
    return `    ${JSON.stringify(type)}: {\n      "models": ${JSON.stringify(models)},\n      "properties": ${inner}\n    }`;
  });
  const head = JSON.stringify(about, null, 2).replace(/\n\}$/, "");
  return `${head},\n  "types": {\n${blocks.join(",\n")}\n  }\n}\n`;
}

const constraintsCommand = commandLine(
  "node -r ./sandbox/register.js tools/generateAwsConstraints.ts",
)
  .description("Writes sandbox/aws/models/constraints.json from AWS's published models.")
  .requiredOption("--schemas <dir>", "CloudFormation's resource schemas, a JSON file a type")
  .requiredOption("--apis <dir>", "botocore's data folder: AWS's service models")
  .requiredOption("--source <text>", "where both are from, with versions")
  .action(write);

void run(constraintsCommand);

function write(options: Options): void {
  const constraints = generate(options);
  fs.writeFileSync(file, render(constraints));
  const facts = Object.values(constraints.types).map((type) => Object.keys(type.properties).length);
  console.log(
    `${facts.length} types, ${facts.reduce((sum, n) => sum + n, 0)} properties`,
    constraints.leftOut,
  );
}
