import { createPolicies } from "../../policy/pack";
import type { Rule } from "../../policy/rule";
import { Declared, type PackConfig, type Violation } from "./declared";
import { ServedPack } from "./servedPack";

type Inputs = Readonly<Record<string, unknown>>;

interface Options {
  readonly config?: PackConfig;
  readonly rules?: readonly Rule[];
  readonly today?: string;
  /** `preview`: outputs are unknown, as before the first update. `up`: everything is known. */
  readonly when?: "preview" | "up";
}

/** A small program: resources that refer to each other. */
export class Program {
  readonly resources: Declared[] = [];

  add(
    type: string,
    name: string,
    inputs: Inputs = {},
    options: Declared["options"] = {},
  ): Declared {
    const declared = new Declared(type, name, inputs, options);
    this.resources.push(declared);
    return declared;
  }

  /** Runs the pack over the program as the engine does: each resource, then the stack. */
  async check(options: Options = {}): Promise<Violation[]> {
    const pack = served(options);
    const each = await pack.analyzeAll(this.resources);
    return [...each.flat(), ...(await pack.analyzeStack([...this.resources].reverse()))];
  }

  /**
   * What the pack says of the program after each of some changes, each by itself. A change is resources that take the
   * place of those with the same URN, or are added. The pack knows the rest, and is sent only what differs.
   */
  async *checkEach(
    changes: readonly (readonly Declared[])[],
    options: Options = {},
  ): AsyncGenerator<Violation[]> {
    const pack = served(options);
    const unchanged = new Map(this.resources.map((resource) => [resource.urn, resource]));
    const said = await pack.analyzeAll(this.resources);
    for (const changed of changes) {
      const urns = new Set(changed.map(({ urn }) => urn));
      const rest = said.filter((_, index) => !urns.has(this.resources[index]?.urn ?? ""));
      const own = await pack.analyzeAll(changed);
      const resources = new Map(unchanged);
      for (const resource of changed) resources.set(resource.urn, resource);
      const stack = await pack.analyzeStack([...resources.values()].reverse());
      yield [...rest.flat(), ...own.flat(), ...stack];
      await pack.analyzeAll([...urns].flatMap((urn) => unchanged.get(urn) ?? []));
    }
  }

  /** Only what one rule says. */
  async violations(rule: string, options: Options = {}): Promise<Violation[]> {
    return (await this.check(options)).filter((violation) => violation.rule === rule);
  }
}

function served({ rules, today, config, when }: Options): ServedPack {
  return new ServedPack(createPolicies(rules, clock(today)), config, when !== "up");
}

function clock(today = "2026-11-21"): () => Date {
  return () => new Date(`${today}T12:00:00Z`);
}
