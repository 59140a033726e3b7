/**
 * The dated rows a price is made of, and which of them answers for a month. No figure is fixed in code:
 * brackets, rates and discounts each name the month they begin and the law they come from (PP 44/2015,
 * PP 46/2015, PP 50/2025). Of rows that answer for the same month, the one that begins later counts; among
 * equals the one recorded later. Rows are handed over in the order they were recorded.
 */
import type { IuranMonth } from "~/calendar/iuran-month";
import type { Rupiah } from "~/rupiah/rupiah";

/** JKK work accident, JKM death, JHT old age. For BPU the first two go together, JHT may be added. */
export type Programme = "jkk" | "jkm" | "jht";
export const PROGRAMMES: readonly Programme[] = ["jkk", "jkm", "jht"];

export type Sector = "transport" | "other";

export type Bracket = {
  readonly fromMonth: IuranMonth;
  /** The bracket's number in PP 44/2015 Lampiran II; a later row of the same number replaces it. */
  readonly number: number;
  /** Lowest monthly income of the bracket; it reaches up to the next bracket's, without a gap. */
  readonly incomeFrom: Rupiah;
  /** Dasar penghasilan: the monthly income the contributions and benefits are counted from. */
  readonly base: Rupiah;
  readonly legalSource: string;
};

type RateRow = {
  readonly programme: Programme;
  readonly fromMonth: IuranMonth;
  readonly legalSource: string;
};
export type Rate = RateRow &
  (
    | {
        readonly basis: "percent_of_base";
        readonly basisPoints: number;
        readonly minimum: Rupiah | null;
        readonly maximum: Rupiah | null;
      }
    | { readonly basis: "flat"; readonly amount: Rupiah }
  );

export type Discount = {
  readonly programme: Programme;
  readonly sector: Sector;
  readonly fromMonth: IuranMonth;
  /** The last month it holds for; null while no end is set. */
  readonly toMonth: IuranMonth | null;
  /** Whole percent taken off; 0 ends an earlier discount for these months. */
  readonly percent: number;
  readonly legalSource: string;
};

/** Every dated row, each list in the order it was recorded. */
export type TariffTables = {
  readonly brackets: readonly Bracket[];
  readonly rates: readonly Rate[];
  readonly discounts: readonly Discount[];
};

/**
 * The bracket an income falls into: the highest one that begins at or below it, so that 1.099.500, which
 * the legal table leaves out between 1.099.000 and 1.100.000, is in the first. An income below the first
 * bracket is in the first. `undefined` when no table is in force in that month; throws below 0.
 */
export function bracketFor(income: Rupiah, month: IuranMonth, tables: TariffTables): Bracket | undefined {
  if (!(income >= 0))
    throw new RangeError(`An income of ${income} rupiah has no bracket: it must be 0 or more`);
  const [first, ...others] = bracketsOf(month, tables);
  return others.findLast((bracket) => bracket.incomeFrom <= income) ?? first;
}

/** The brackets in force in a month, lowest income first. */
export function bracketsOf(month: IuranMonth, tables: TariffTables): Bracket[] {
  const inForce = new Map<number, Bracket>();
  for (const row of tables.brackets) {
    const other = inForce.get(row.number);
    if (row.fromMonth <= month && (!other || row.fromMonth >= other.fromMonth)) inForce.set(row.number, row);
  }
  return [...inForce.values()].sort((a, b) => a.incomeFrom - b.incomeFrom);
}

/** The discount of a programme in a month; the row recorded last decides, also when it says 0 %. */
export function discountFor(
  programme: Programme,
  sector: Sector,
  month: IuranMonth,
  tables: TariffTables,
): Discount | undefined {
  return tables.discounts.findLast(
    (row) =>
      row.programme === programme &&
      row.sector === sector &&
      row.fromMonth <= month &&
      (row.toMonth === null || month <= row.toMonth),
  );
}

/** The rate of a programme in a month: of the rows begun by then the latest, among equals the one recorded last. */
export function rateFor(programme: Programme, month: IuranMonth, tables: TariffTables): Rate | undefined {
  return tables.rates
    .filter((row) => row.programme === programme && row.fromMonth <= month)
    .reduce<Rate | undefined>(
      (best, row) => (best && best.fromMonth > row.fromMonth ? best : row),
      undefined,
    );
}
