import * as fs from "node:fs";
import * as path from "node:path";

/** What AWS knows of a service's permissions. A `*` in ARNs and keys stands for anything. */
export interface ServiceReference {
  /** Types of resources: the form of their ARNs, then the condition keys that go with them. */
  readonly resources: Readonly<Record<string, readonly string[]>>;
  /** Actions of the same kind: their names, the types that they are made on, and condition keys. */
  readonly actions: readonly (readonly [string, readonly string[], readonly string[]])[];
}

/** policy/data/iamReference.json, which tools/iamReference.ts writes. */
export interface IamReference {
  readonly source: string;
  /** Day of the reference. */
  readonly updated: string;
  /** Condition keys that a request can have whatever it asks for. */
  readonly globalKeys: readonly string[];
  readonly services: Readonly<Record<string, ServiceReference>>;
}

/** An action, and what it is made on. */
export interface Action {
  /** `ecs:Poll`, as AWS spells it. */
  readonly name: string;
  /** Forms of the ARNs of what it is made on; none where AWS takes `*` only. */
  readonly arns: readonly string[];
  /** Condition keys that it knows besides the global ones, in lower case. */
  readonly keys: readonly string[];
}

/** The file is a line for each service: a document needs a few of them, and no start-up any. */
class Reference {
  readonly updated: string;
  readonly globalKeys: readonly string[];
  private readonly lines: ReadonlyMap<string, string>;
  private readonly read = new Map<string, readonly Action[]>();

  constructor(text: string) {
    const [head = "", ...lines] = text.split("\n");
    const { updated, globalKeys } = JSON.parse(`${head}}}`) as IamReference;
    this.updated = updated;
    this.globalKeys = globalKeys.map((key) => key.toLowerCase());
    this.lines = new Map(
      lines.filter((line) => line.startsWith('"')).map((line) => [line.split('"')[1] ?? "", line]),
    );
  }

  /** The actions of a service, by its prefix; undefined where there is no such service. */
  actionsOf(service: string): readonly Action[] | undefined {
    const known = this.read.get(service);
    const line = this.lines.get(service);
    if (known || line === undefined) return known;
    const [its] = Object.values(
      JSON.parse(`{${line.replace(/,$/, "")}}`) as IamReference["services"],
    );
    const actions = its ? flatten(service, its) : [];
    this.read.set(service, actions);
    return actions;
  }
}

function flatten(service: string, { resources, actions }: ServiceReference): Action[] {
  return actions.flatMap(([names, types, own]) => {
    const made = types.flatMap((type) => resources[type] ?? []);
    const isArn = (text: string): boolean => text.startsWith("arn:");
    const keys = [...own, ...made.filter((text) => !isArn(text))].map((key) => key.toLowerCase());
    const arns = made.filter(isArn);
    return names.split(" ").map((name) => ({ name: `${service}:${name}`, arns, keys }));
  });
}

let reference: Reference | undefined;

/** AWS's Service Authorization Reference, read when the first document is. */
export function iamReference(): Reference {
  // The pack runs from policy/bin, tests from policy itself.
  const home = path.resolve(__dirname, "..");
  const root = path.basename(home) === "bin" ? path.dirname(home) : home;
  const file = path.join(root, "data", "iamReference.json");
  reference ??= new Reference(fs.readFileSync(file, "utf8"));
  return reference;
}
