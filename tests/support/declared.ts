type Inputs = Readonly<Record<string, unknown>>;

/** An output of a resource: unknown in a preview, its value afterwards. */
export class Output {
  constructor(
    readonly of: Declared,
    readonly value: string,
  ) {}
}

/** A resource of a test's own small program. */
export class Declared {
  readonly urn: string;
  /** What the provider answers, or a component registers, besides the inputs. */
  readonly outputs: Record<string, unknown>;
  readonly id: Output;
  readonly arn: Output;

  constructor(
    readonly type: string,
    readonly name: string,
    readonly inputs: Inputs,
    readonly options: {
      parent?: Pick<Declared, "urn">;
      outputs?: Inputs;
      provider?: Declared;
      protect?: boolean;
      /** As the engine made it; else it is made from type and name. */
      urn?: string;
      /** URNs of what each property was made from, where inputs hold no {@link Output}. */
      sources?: Readonly<Record<string, readonly string[]>>;
    } = {},
  ) {
    const parents = options.parent ? `${options.parent.urn.split("::")[2] ?? ""}$` : "";
    this.urn = options.urn ?? `urn:pulumi:test::app::${parents}${type}::${name}`;
    this.outputs = { ...options.outputs };
    this.id = this.output("id");
    this.arn = this.output("arn");
  }

  output(property: string): Output {
    return new Output(this, property === "id" ? `${this.name}-id` : `${this.name}-${property}`);
  }
}

/** A violation as the engine receives it. */
export interface Violation {
  readonly rule: string;
  readonly level: "advisory" | "mandatory";
  /** Name of the resource. */
  readonly on: string;
  readonly message: string;
}

/** Enforcement levels and settings, as in the file for `--policy-pack-config`. */
export type PackConfig = Readonly<Record<string, string | Readonly<Record<string, unknown>>>>;
