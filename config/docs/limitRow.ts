/** What a list or a map of the configuration meets on AWS. */
export interface LimitRow {
  /** What its entries are there. */
  readonly is: string;
  /** What happens at 10, 100 and 1,000 entries; where config takes fewer, that is said by itself. */
  readonly at: readonly [ten: string, hundred: string, thousand: string];
}

export const FINE = "deploys";
/** Lists of values that are counted: no more entries than there are. */
export const CHOICES: LimitRow["at"] = ["rejected: each value once", "rejected", "rejected"];
