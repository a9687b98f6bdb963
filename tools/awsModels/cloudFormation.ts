import * as fs from "node:fs";
import * as path from "node:path";
import type { Facts } from "../../sandbox/aws/models/facts";
import type { Node } from "./model";
import { empty } from "./model";

/** A schema of CloudFormation, as far as it is read here: JSON Schema. */
interface Schema {
  readonly typeName?: string;
  readonly type?: string | readonly string[];
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly definitions?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly enumCaseInsensitive?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/**
 * Resource schemas in a folder, by type: AWS's own (CloudformationSchema.zip, a file a type), or
 * those that cfn-lint packs. Where there are several variants of a type, for Regions, a fact has to be the same in all.
 */
export class ResourceSchemas {
  private readonly files = new Map<string, Schema[]>();

  constructor(directory: string) {
    for (const name of fs.readdirSync(directory)) {
      if (!name.endsWith(".json")) continue;
      const schema = JSON.parse(fs.readFileSync(path.join(directory, name), "utf8")) as Schema;
      const type = schema.typeName ?? "";
      this.files.set(type, [...(this.files.get(type) ?? []), schema]);
    }
  }

  /** The model of a resource type. */
  node(type: string): Node {
    const variants = this.files.get(type);
    if (!variants) throw new Error(`no schema of ${type}`);
    return variants.map((schema) => read(schema, schema, [])).reduce(common);
  }
}

function read(schema: Schema, root: Schema, seen: readonly string[]): Node {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.replace("#/definitions/", "");
    const definition = root.definitions?.[name];
    return definition && !seen.includes(name) ? read(definition, root, [...seen, name]) : empty;
  }
  const properties = new Map<string, Node>();
  const parts = [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  const inner = [schema, ...parts].map((part) => (part === schema ? part : resolved(part, root)));
  for (const part of inner) {
    for (const [name, property] of Object.entries(part.properties ?? {})) {
      properties.set(name, read(property, root, seen));
    }
  }
  if (schema.items) {
    const members = read(schema.items, root, seen);
    const { minItems, maxItems } = schema;
    return {
      facts: { ...members.facts, minItems, maxItems },
      properties: members.properties,
    };
  }
  return { facts: factsOf(schema), properties };
}

function resolved(schema: Schema, root: Schema): Schema {
  const name = schema.$ref?.replace("#/definitions/", "");
  return (name !== undefined && root.definitions?.[name]) || schema;
}

function factsOf(schema: Schema): Facts {
  const { pattern, minLength, maxLength, minimum, maximum } = schema;
  return {
    pattern,
    enum: schema.enum?.map(String),
    enumAnyCase: schema.enumCaseInsensitive?.map(String),
    // Of a number the range counts, whatever the schema says of the digits.
    ...(minimum === undefined && maximum === undefined && { minLength, maxLength }),
    minimum,
    maximum,
  };
}

/** What two variants agree on, and every property that either has. */
function common(one: Node, other: Node): Node {
  const facts = Object.entries(one.facts).filter(
    ([name, value]) => JSON.stringify(value) === JSON.stringify(other.facts[name as keyof Facts]),
  );
  const names = new Set([...one.properties.keys(), ...other.properties.keys()]);
  const properties = [...names].map((name) => {
    const [first, second] = [one.properties.get(name), other.properties.get(name)];
    return [name, first && second ? common(first, second) : (first ?? second ?? empty)] as const;
  });
  return { facts: Object.fromEntries(facts), properties: new Map(properties) };
}
