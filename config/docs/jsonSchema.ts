import { z } from "zod";
import { NAMESPACE } from "../errors";
import { regionSchema, sections } from "../sections";

/** As much of JSON Schema as the generated documents read. */
export interface JsonSchema {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema;
  default?: unknown;
  description?: string;
  examples?: unknown[];
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  /** Ours: the allowed values in words, where the keywords above don't say them. */
  allowed?: string;
  /** Ours: the unit of a number. */
  unit?: string;
}

/** The keys that a stack's configuration has, in the order of the documents. */
export function configKeys(): { key: string; schema: JsonSchema; required: boolean }[] {
  const own = Object.entries(sections).map(([name, schema]) => ({
    key: `${NAMESPACE}:${name}`,
    schema: toJsonSchema(schema),
    required: !schema.safeParse(undefined).success,
  }));
  return [...own, { key: "aws:region", schema: toJsonSchema(regionSchema), required: true }];
}

/** The schema of a whole `Pulumi.<stack>.yaml`, for editors. */
export function stackFileSchema(): object {
  const keys = configKeys();
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "A stack of landbridge: Pulumi.<stack>.yaml",
    type: "object",
    properties: {
      config: {
        description: "The stack's configuration. docs/CONFIG.md describes every key.",
        type: "object",
        properties: Object.fromEntries(keys.map(({ key, schema }) => [key, forEditors(schema)])),
        // Other namespaces belong to providers and to Pulumi itself.
        patternProperties: { [`^(?!${NAMESPACE}:)[^:]+:.+$`]: {} },
        additionalProperties: false,
        required: keys.filter(({ required }) => required).map(({ key }) => key),
      },
      environment: { description: "Pulumi ESC environments that the stack takes values from." },
      secretsprovider: { description: "What encrypts the stack's secrets.", type: "string" },
      encryptedkey: { description: "The stack's data key, encrypted.", type: "string" },
      encryptionsalt: { description: "The salt of the stack's passphrase.", type: "string" },
    },
    required: ["config"],
    additionalProperties: false,
  };
}

function toJsonSchema(schema: z.ZodType): JsonSchema {
  const json = z.toJSONSchema(schema, { io: "input", target: "draft-07" });
  return without(json, "$schema");
}

/** The same schema without the words that are ours and not JSON Schema's. */
function forEditors(schema: JsonSchema): unknown {
  const translate = (_key: string, value: unknown): unknown => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      return value;
    }
    const { unit, description } = value as JsonSchema;
    const plain = without(value, "allowed", "unit");
    return unit === undefined
      ? plain
      : { ...plain, description: `${description ?? ""} In ${unit}.` };
  };
  return JSON.parse(JSON.stringify(schema, translate)) as unknown;
}

function without(object: object, ...keys: string[]): object {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}
