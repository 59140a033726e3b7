/** The tariff as its keepers look at it: what counts in one month, and what is recorded for months ahead. */
import { addMonths, type IuranMonth } from "~/calendar/iuran-month";
import type { NewTariffRow } from "./new-tariff-row";
import { withRow } from "./new-tariff-row";
import { monthlyPremium } from "./tariff";
import {
  type Bracket,
  bracketsOf,
  type Discount,
  discountFor,
  PROGRAMMES,
  type Programme,
  type Rate,
  rateFor,
  type Sector,
  type TariffTables,
} from "./tariff-tables";

/** A change that is recorded for a month ahead: a row begins to count, or a discount's last month is over. */
export type UpcomingRow = {
  /** The first month that is different. */
  readonly inMonth: IuranMonth;
  readonly change: "begins" | "ends";
} & NewTariffRow;

export type TariffOn = {
  readonly rates: readonly Rate[];
  readonly discounts: readonly Discount[];
  readonly brackets: readonly Bracket[];
  /** What changes after `thisMonth`, the nearest first. */
  readonly upcoming: readonly UpcomingRow[];
};

const SECTORS: readonly Sector[] = ["other", "transport"];

/** What counts in `month`; a discount of 0 % counts as none. */
export function tariffOn(tables: TariffTables, month: IuranMonth, thisMonth: IuranMonth): TariffOn {
  return {
    rates: PROGRAMMES.flatMap((programme) => rateFor(programme, month, tables) ?? []),
    discounts: SECTORS.flatMap((sector) =>
      PROGRAMMES.flatMap((programme) => {
        const discount = discountFor(programme, sector, month, tables);
        return discount && discount.percent > 0 ? [discount] : [];
      }),
    ),
    brackets: bracketsOf(month, tables),
    upcoming: changesOf(tables)
      .filter(({ inMonth }) => inMonth > thisMonth)
      .sort((a, b) => (a.inMonth < b.inMonth ? -1 : 1)),
  };
}

function changesOf(tables: TariffTables): UpcomingRow[] {
  const rows: NewTariffRow[] = [
    ...tables.brackets.map((row) => ({ table: "bracket" as const, row })),
    ...tables.rates.map((row) => ({ table: "rate" as const, row })),
    ...tables.discounts.map((row) => ({ table: "discount" as const, row })),
  ];
  return [
    ...rows.map((row): UpcomingRow => ({ ...row, inMonth: row.row.fromMonth, change: "begins" })),
    ...tables.discounts.flatMap((row): UpcomingRow[] =>
      row.toMonth ? [{ table: "discount", row, inMonth: addMonths(row.toMonth, 1), change: "ends" }] : [],
    ),
  ];
}

export type PriceExample = {
  readonly sector: Sector;
  readonly incomeRupiah: number;
  readonly programmes: readonly Programme[];
  /** Rupiah a month; undefined when the tables have no price. */
  readonly beforeRupiah: number | undefined;
  readonly afterRupiah: number | undefined;
};

const INCOMES = [1_000_000, 2_000_000, 3_500_000] as const;
const CHOICES: readonly (readonly Programme[])[] = [
  ["jkk", "jkm"],
  ["jkk", "jkm", "jht"],
];

/** What some workers' month costs with the tables as they are, and once the row is in: in the row's first month. */
export function previewRow(tables: TariffTables, added: NewTariffRow): readonly PriceExample[] {
  const after = withRow(tables, added);
  const month = added.row.fromMonth;
  const own = added.table === "bracket" ? [added.row.incomeFrom] : [];
  return SECTORS.flatMap((sector) =>
    CHOICES.flatMap((programmes) =>
      [...new Set([...INCOMES, ...own])].map((income) => ({
        sector,
        incomeRupiah: income,
        programmes,
        beforeRupiah: priceOf({ sector, programmes, income, month }, tables),
        afterRupiah: priceOf({ sector, programmes, income, month }, after),
      })),
    ),
  );
}

type Asked = {
  readonly sector: Sector;
  readonly programmes: readonly Programme[];
  readonly income: number;
  readonly month: IuranMonth;
};

function priceOf(asked: Asked, tables: TariffTables): number | undefined {
  const premium = monthlyPremium(asked, tables);
  return premium.kind === "premium" ? premium.total : undefined;
}
