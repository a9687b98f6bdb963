/** A stack as its file has it: keys without the namespace, and the Region. */
export interface RawStack {
  readonly stack: string;
  readonly raw: Readonly<Record<string, unknown>>;
  readonly region: string;
}
