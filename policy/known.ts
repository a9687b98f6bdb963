/**
 * The values that the engine sends in place of what a preview cannot know yet, one for each kind
 * of value. `@pulumi/policy` throws when a rule reads one through its proxy; a thrown error ends
 * the rule, and its violations become a note that blocks nothing. So rules read properties only
 * through {@link Properties}, which looks at property descriptors: these pass the proxy by.
 */
const sentinels: ReadonlySet<unknown> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9", // string
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // array
  "030794c1-ac77-496b-92df-f27374a8bd58", // asset
  "e48ece36-62e2-4504-bad9-02848725956a", // archive
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
]);

function own(object: object, key: string | number): unknown {
  return Object.getOwnPropertyDescriptor(object, key)?.value;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** Null, undefined and the empty string: the program says nothing here. */
function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}

/**
 * A resource's properties, readable in any preview: nothing here throws, and a value that is not
 * known yet is never mistaken for one that is unset.
 */
export class Properties {
  readonly #layers: readonly object[];

  /** @param layers Property bags; the first one that has a known value for a key wins. */
  constructor(...layers: object[]) {
    this.#layers = layers;
  }

  /** The value behind `key`: the first known one, else an unknown one, else undefined. */
  #raw(key: string): unknown {
    let found: unknown;
    for (const layer of this.#layers) {
      const value = own(layer, key);
      if (isNothing(value)) continue;
      if (!sentinels.has(value)) return value;
      found = value;
    }
    return found;
  }

  #elements(key: string): unknown[] {
    const value = this.#raw(key);
    if (value === undefined || sentinels.has(value)) return [];
    if (!Array.isArray(value)) return [value];
    return Array.from({ length: value.length }, (_, index) => own(value, index));
  }

  /** Whether anything is there, known or not. */
  isSet(key: string): boolean {
    return this.#raw(key) !== undefined;
  }

  /** Whether `key` has a value that a preview cannot know, as a whole. */
  isUnknown(key: string): boolean {
    return sentinels.has(this.#raw(key));
  }

  /** The names of the properties that are set. */
  keys(): string[] {
    const keys = new Set(this.#layers.flatMap((layer) => Object.keys(layer)));
    return [...keys].filter((key) => this.isSet(key));
  }

  string(key: string): string | undefined {
    const value = this.#raw(key);
    return typeof value === "string" && !sentinels.has(value) ? value : undefined;
  }

  number(key: string): number | undefined {
    const value = this.#raw(key);
    return typeof value === "number" ? value : undefined;
  }

  /** A boolean, also where AWS wants it as the string "true" or "false" (launch templates). */
  boolean(key: string): boolean | undefined {
    const value = this.#raw(key);
    if (value === "true" || value === "false") return value === "true";
    return typeof value === "boolean" ? value : undefined;
  }

  /** The known strings of a list; a single string counts as a list of one. */
  strings(key: string): string[] {
    return this.#elements(key).filter(
      (element): element is string => typeof element === "string" && !sentinels.has(element),
    );
  }

  /** The known strings, numbers and booleans of a list, as text; a single one counts as a list of one. */
  scalars(key: string): string[] {
    return this.#elements(key)
      .filter((element) => ["string", "number", "boolean"].includes(typeof element))
      .filter((element) => !sentinels.has(element))
      .map(String);
  }

  /** The objects of a list; a single object counts as a list of one. */
  objects(key: string): Properties[] {
    return this.#elements(key)
      .filter(isObject)
      .map((element) => new Properties(element));
  }

  /** The object behind `key`, or the first of a list. */
  object(key: string): Properties | undefined {
    return this.objects(key)[0];
  }

  /** How many elements of a list are not known yet: Infinity when not even their number is. */
  unknowns(key: string): number {
    if (this.isUnknown(key)) return Infinity;
    return this.#elements(key).filter((element) => sentinels.has(element)).length;
  }
}
