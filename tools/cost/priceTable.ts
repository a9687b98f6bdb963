import * as fs from "node:fs";
import { z } from "zod";
import { UserError } from "../../components/userError";
import table from "./data/prices.json";

/** A price of AWS: of which unit, in which Region, and who says so. */
export interface Price {
  readonly usd: number;
  readonly unit: Unit;
  readonly source: Source;
}

export const units = ["hour", "month", "GB-month"] as const;
export type Unit = (typeof units)[number];

const sourceSchema = z.strictObject({
  what: z.string().min(1),
  copy: z.string().min(1).optional(),
  date: z.iso.date(),
});

export type Source = z.infer<typeof sourceSchema>;

/** Prices by what is priced and by Region; `*` where it is the same in every Region. */
const pricesSchema = z.record(z.string(), z.record(z.string(), z.number().positive()));

const fileSchema = z
  .strictObject({
    currency: z.literal("USD"),
    hoursInMonth: z.literal(730),
    sources: z.record(z.string(), sourceSchema),
    tables: z.array(
      z.strictObject({
        of: z.string().min(1),
        unit: z.enum(units),
        source: z.string(),
        prices: pricesSchema,
      }),
    ),
  })
  .refine(({ sources, tables }) => tables.every(({ source }) => source in sources), {
    error: "a table names a source that is not among the sources",
  });

type PriceFile = z.infer<typeof fileSchema>;

/** As AWS's own price pages and calculator count it. */
export const HOURS_IN_MONTH = 730;

/** The prices that are known. */
export class Prices {
  private constructor(private readonly files: readonly PriceFile[]) {}

  /** Those that come with the project. */
  static committed(): Prices {
    return new Prices([fileSchema.parse(table)]);
  }

  /**
   * These, and a company's own before them: what it has agreed with AWS, or what the project has no source of.
   *
   * @throws UserError for a file that is not there or is no such table.
   */
  with(file: string): Prices {
    if (!fs.existsSync(file)) throw new UserError(`there is no ${file}`);
    return new Prices([ownPrices(file), ...this.files]);
  }

  /** The price of a thing in a Region; undefined where no source gives it. */
  find(of: string, key: string, region: string): Price | undefined {
    for (const { sources, tables } of this.files) {
      for (const { unit, source, prices } of tables.filter((each) => each.of === of)) {
        const usd = prices[key]?.[region] ?? prices[key]?.["*"];
        const found = sources[source];
        if (usd !== undefined && found) return { usd, unit, source: found };
      }
    }
    return undefined;
  }
}

function ownPrices(file: string): PriceFile {
  try {
    return fileSchema.parse(JSON.parse(fs.readFileSync(file, "utf8")));
  } catch (error) {
    const problems =
      error instanceof z.ZodError
        ? error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`)
        : [(error as Error).message];
    throw new UserError(
      [`${file} is no table of prices (docs/cost.md):`, ...problems].join("\n  "),
    );
  }
}
