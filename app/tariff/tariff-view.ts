/** The tariff as its keepers look at it: what counts in one month, and what is recorded for months ahead. */
import type { IuranMonth } from "~/calendar/iuran-month";
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

/** A row as recorded, with which table it is in. */
export type UpcomingRow =
  | { readonly table: "bracket"; readonly row: Bracket }
  | { readonly table: "rate"; readonly row: Rate }
  | { readonly table: "discount"; readonly row: Discount };

export type TariffOn = {
  readonly rates: readonly Rate[];
  readonly discounts: readonly Discount[];
  readonly brackets: readonly Bracket[];
  /** Rows that begin after `thisMonth`, the nearest first. */
  readonly upcoming: readonly UpcomingRow[];
};

const SECTORS: readonly Sector[] = ["other", "transport"];

/** What counts in `month`; a discount of 0 % counts as none. */
export function tariffOn(tables: TariffTables, month: IuranMonth, thisMonth: IuranMonth): TariffOn {
  const upcoming: UpcomingRow[] = [
    ...tables.brackets.map((row) => ({ table: "bracket" as const, row })),
    ...tables.rates.map((row) => ({ table: "rate" as const, row })),
    ...tables.discounts.map((row) => ({ table: "discount" as const, row })),
  ];
  return {
    rates: PROGRAMMES.flatMap((programme) => rateFor(programme, month, tables) ?? []),
    discounts: SECTORS.flatMap((sector) =>
      PROGRAMMES.flatMap((programme) => {
        const discount = discountFor(programme, sector, month, tables);
        return discount && discount.percent > 0 ? [discount] : [];
      }),
    ),
    brackets: bracketsOf(month, tables),
    upcoming: upcoming
      .filter(({ row }) => row.fromMonth > thisMonth)
      .sort((a, b) => (a.row.fromMonth < b.row.fromMonth ? -1 : 1)),
  };
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
