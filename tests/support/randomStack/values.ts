import * as fc from "fast-check";

export type Section = Record<string, unknown>;

/** A value that is now and then there. */
export const sometimes = <T>(value: fc.Arbitrary<T>, weight = 1): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight, arbitrary: value });

export const named = (pattern: RegExp) => fc.stringMatching(pattern);

/** Names that have much in common, so that what is made of them may fall together. */
export const tricky = (longest: number) =>
  fc
    .oneof(
      named(/^[a-z][a-z0-9]{0,9}(-[a-z0-9]{1,9}){0,3}$/),
      fc.constantFrom(
        "a",
        "a-1",
        "a-ro",
        "a-ro-1",
        "a-2",
        "a-sg",
        "a-ext",
        "a-role",
        "a-old",
        "ec2",
      ),
      fc.constantFrom("load-balancer", "internal", "clients", "keys", "logs", "hosts", "network"),
      fc.constantFrom("orders", "orders-cloud", "orders-on-prem", "orders-db", "orders-api"),
    )
    .map((name) => name.slice(0, longest).replace(/-+$/, ""));

export const fixed = <T extends Section>(shape: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(shape);

export const choose = <T>(...values: readonly T[]) => fc.constantFrom(...values);
