import * as fs from "node:fs";
import * as path from "node:path";

/** What a property holds, as far as the stand-in needs to know. */
export type Kind = "string" | "number" | "boolean" | "array" | "object";

/** What `@pulumi/aws` declares about a resource type. */
export interface Shape {
  /** Arguments, and whether each must be given. */
  readonly inputs: ReadonlyMap<string, { readonly kind: Kind; readonly required: boolean }>;
  /**
   * Properties that AWS fills in when the program does not: every output that is always present
   * (TypeScript's `Output<string>`, not `Output<string | undefined>`).
   */
  readonly computed: ReadonlyMap<string, Kind>;
  readonly outputs: ReadonlySet<string>;
  /** Arguments whose documentation says that a change forces a new resource. */
  readonly immutable: ReadonlySet<string>;
}

const shapes = new Map<string, Shape | undefined>();

/**
 * The shape of a type, read from the declarations of the `@pulumi/aws` package itself, so that the
 * stand-in knows every type there is. `undefined` when the package has no such type.
 */
export function shapeOf(type: string): Shape | undefined {
  if (!shapes.has(type)) shapes.set(type, read(type));
  return shapes.get(type);
}

function read(type: string): Shape | undefined {
  const match = /^aws:([\w/]+):(\w+)$/.exec(type);
  if (!match) return undefined;
  const [, modulePath = "", className = ""] = match;
  const root = path.dirname(require.resolve("@pulumi/aws/package.json"));
  const file = path.join(root, `${modulePath.replace(/^index\//, "")}.d.ts`);
  if (!fs.existsSync(file)) return undefined;
  const text = fs.readFileSync(file, "utf8").replace(/\{\s*\[key: string\]: [^;]+;\s*\}/g, "Map");

  const outputs = new Set<string>();
  const computed = new Map<string, Kind>();
  const body = between(text, `export declare class ${className} extends`, "\n    constructor(");
  for (const [, name = "", declared = ""] of body.matchAll(
    /readonly (\w+): pulumi\.Output<(.+)>;/g,
  )) {
    outputs.add(name);
    if (!declared.endsWith("| undefined")) computed.set(name, kind(declared));
  }

  const inputs = new Map<string, { kind: Kind; required: boolean }>();
  const immutable = new Set<string>();
  const args = between(text, `export interface ${className}Args {`, "\n}");
  // Not every argument has a comment.
  const property = /^ {4}(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s+)?(\w+)(\??): (.+);$/gm;
  for (const [, comment = "", name = "", optional, declared = ""] of args.matchAll(property)) {
    inputs.set(name, { kind: kind(declared), required: !optional });
    if (/forces? (a |the creation of a )?(new|replacement|re-?creation)/i.test(comment)) {
      immutable.add(name);
    }
  }
  return { inputs, computed, outputs, immutable };
}

function between(text: string, start: string, end: string): string {
  const from = text.indexOf(start);
  return from < 0 ? "" : text.slice(from, text.indexOf(end, from));
}

function kind(declared: string): Kind {
  const type = declared.replaceAll("pulumi.Input<", "");
  if (/\[\](>| \| undefined)*$/.test(type)) return "array";
  const scalar = /^(string|number|boolean)\b/.exec(type);
  if (scalar) return scalar[1] as Kind;
  return /^(enums\.|ARN\b)/.test(type) ? "string" : "object";
}
