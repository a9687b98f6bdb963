import * as fs from "node:fs";
import * as path from "node:path";

/** An argument of a resource type of `@pulumi/aws`. */
export interface Argument {
  readonly name: string;
  readonly isMap: boolean;
  readonly isBoolean: boolean;
  /** The arguments of each block, when it is one. */
  readonly blocks: readonly Argument[];
}

const root = path.dirname(require.resolve("@pulumi/aws/package.json"));
const property = /^\s+(\w+)\??: (.+);$/gm;

/** Reads the arguments of resource types from the declarations that `@pulumi/aws` packs. */
export class PulumiArguments {
  /** Bodies of interfaces, by `namespace.Name`. */
  private readonly interfaces = new Map<string, string>();

  constructor() {
    const text = withoutMaps(fs.readFileSync(path.join(root, "types/input.d.ts"), "utf8"));
    for (const part of text.split(/^export declare namespace /m).slice(1)) {
      const namespace = /^\w+/.exec(part)?.[0] ?? "";
      for (const [, name = "", body = ""] of part.matchAll(
        /^ {4}interface (\w+) \{\n([\s\S]*?)^ {4}\}/gm,
      )) {
        this.interfaces.set(`${namespace}.${name}`, body);
      }
    }
  }

  /** The arguments of a type. */
  of(type: string): Argument[] {
    const [, module = "", className = ""] = /^aws:([\w/]+):(\w+)$/.exec(type) ?? [];
    const text = withoutMaps(fs.readFileSync(path.join(root, `${module}.d.ts`), "utf8"));
    const from = text.indexOf(`export interface ${className}Args {`);
    if (from < 0) throw new Error(`@pulumi/aws declares no arguments of ${type}`);
    return this.read(text.slice(from, text.indexOf("\n}", from)), []);
  }

  private read(body: string, seen: readonly string[]): Argument[] {
    return [...body.matchAll(property)].map(([, name = "", declared = ""]) => {
      const block = /inputs\.([\w.]+)/.exec(declared)?.[1];
      const inner = block && !seen.includes(block) ? this.interfaces.get(block) : undefined;
      return {
        name,
        isMap: declared.includes("StringMap"),
        isBoolean: /\bboolean\b/.test(declared),
        blocks: inner === undefined ? [] : this.read(inner, [...seen, block ?? ""]),
      };
    });
  }
}

function withoutMaps(text: string): string {
  return text
    .replace(/\/\*\*[\s\S]*?\*\//g, "")
    .replace(/\{\s*\[key: string\]: [^;]+;\s*\}/g, "StringMap");
}
