import type { AccountFacts } from "./facts";

/** A call's parameters: as JSON, or of the query protocols, all text. */
export type Input = Readonly<Record<string, unknown>>;

/** An error of AWS's own. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** What answers a call. */
export type Operation = (input: Input, facts: AccountFacts, region: string) => object;
