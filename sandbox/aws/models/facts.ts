/** What AWS's models allow for a property's value; nothing set means that they say nothing. */
export interface Facts {
  readonly pattern?: string;
  readonly enum?: readonly string[];
  /** The values in whatever case. */
  readonly enumAnyCase?: readonly string[];
  /** Characters of a string. */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Range of a number. */
  readonly minimum?: number;
  readonly maximum?: number;
  /** Members of a list or entries of a map. */
  readonly minItems?: number;
  readonly maxItems?: number;
  /** Keys and values of a map. */
  readonly keys?: Facts;
  readonly values?: Facts;
  /** The value is a document in JSON, whose members follow under its path. */
  readonly json?: true;
}

/** A type of `@pulumi/aws` and the models that say what it may hold. */
export interface TypeFacts {
  readonly models: readonly string[];
  /** Facts by path, without indexes: `targetIps.port`. A list's facts are its members' as well. */
  readonly properties: Readonly<Record<string, Facts>>;
}

/** sandbox/aws/models/constraints.json */
export interface Constraints {
  readonly source: string;
  readonly generated: string;
  /** Patterns and sets of values that were left out, and why. */
  readonly leftOut: Readonly<Record<string, number>>;
  readonly types: Readonly<Record<string, TypeFacts>>;
}
