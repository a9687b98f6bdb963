import * as fs from "node:fs";
import * as path from "node:path";
import { gunzipSync } from "node:zlib";
import type { Facts } from "../../sandbox/aws/models/facts";
import type { Node } from "./model";
import { empty } from "./model";

/** A shape in a service model of botocore. */
interface Shape {
  readonly type: string;
  readonly members?: Readonly<Record<string, Reference>>;
  readonly member?: Reference;
  readonly key?: Reference;
  readonly value?: Reference;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly min?: number;
  readonly max?: number;
}

interface Reference {
  readonly shape: string;
}

interface ServiceModel {
  readonly operations: Readonly<Record<string, { readonly input: Reference }>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

/** The service models that botocore packs: what the APIs check of each operation's input. */
export class ServiceModels {
  private readonly models = new Map<string, ServiceModel>();

  constructor(private readonly directory: string) {}

  /** The model of an operation's input. */
  node(service: string, operation: string): Node {
    const model = this.models.get(service) ?? this.load(service);
    this.models.set(service, model);
    const input = model.operations[operation]?.input;
    if (!input) throw new Error(`${service} has no operation ${operation}`);
    return read(input.shape, model, []);
  }

  private load(service: string): ServiceModel {
    const folder = path.join(this.directory, service);
    const latest = fs.readdirSync(folder).sort().pop() ?? "";
    const file = path.join(folder, latest, "service-2.json");
    const text = fs.existsSync(file)
      ? fs.readFileSync(file)
      : gunzipSync(fs.readFileSync(`${file}.gz`));
    return JSON.parse(text.toString("utf8")) as ServiceModel;
  }
}

function read(name: string, model: ServiceModel, seen: readonly string[]): Node {
  const shape = model.shapes[name];
  if (!shape || seen.includes(name)) return empty;
  const inside = (reference: Reference | undefined) =>
    reference ? read(reference.shape, model, [...seen, name]) : empty;
  const { min, max } = shape;
  switch (shape.type) {
    case "structure": {
      const members = Object.entries(shape.members ?? {});
      return {
        facts: {},
        properties: new Map(members.map(([member, reference]) => [member, inside(reference)])),
      };
    }
    case "list": {
      const { facts, properties } = inside(shape.member);
      return { facts: { ...facts, minItems: min, maxItems: max }, properties };
    }
    case "map": {
      const [keys, values] = [inside(shape.key), inside(shape.value)];
      const facts = { minItems: min, maxItems: max, keys: keys.facts, values: values.facts };
      return { facts: facts, properties: values.properties };
    }
    case "string":
      return { facts: stringFacts(shape), properties: new Map() };
    case "integer":
    case "long":
    case "float":
    case "double":
      return { facts: { minimum: min, maximum: max }, properties: new Map() };
    default:
      return empty;
  }
}

function stringFacts({ enum: values, pattern, min, max }: Shape): Facts {
  // The APIs match the whole value, whether or not the pattern says so.
  const whole = pattern === undefined ? undefined : `^(?:${pattern})$`;
  return { enum: values, pattern: whole, minLength: min, maxLength: max };
}
