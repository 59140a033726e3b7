/** The tariff as every installation begins with it, read from db/reference. */
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import type { Bracket, Discount, Programme, Rate, Sector, TariffTables } from "~/tariff/tariff";

type Row = Readonly<Record<string, string>>;

export function referenceRows(file: string): Row[] {
  return parse(readFileSync(new URL(`../../db/reference/${file}`, import.meta.url)), { columns: true });
}

export function referenceTables(): TariffTables {
  return {
    brackets: referenceRows("bpu-brackets.csv").map(toBracket),
    rates: referenceRows("contribution-rates.csv").map(toRate),
    discounts: referenceRows("contribution-discounts.csv").map(toDiscount),
  };
}

function toBracket(row: Row): Bracket {
  return {
    fromMonth: "2015-07",
    number: Number(row.no),
    incomeFrom: Number(row.income_min),
    base: Number(row.base),
    legalSource: "PP 44/2015 Lampiran II",
  };
}

function toRate(row: Row): Rate {
  const common = {
    programme: row.programme as Programme,
    fromMonth: row.from_month!,
    legalSource: row.legal_source!,
  };
  if (row.basis === "flat") return { ...common, basis: "flat", amount: Number(row.flat_amount) };
  return {
    ...common,
    basis: "percent_of_base",
    basisPoints: Number(row.basis_points),
    minimum: row.minimum ? Number(row.minimum) : null,
    maximum: row.maximum ? Number(row.maximum) : null,
  };
}

function toDiscount(row: Row): Discount {
  return {
    programme: row.programme as Programme,
    sector: row.sector as Sector,
    fromMonth: row.from_month!,
    toMonth: row.to_month || null,
    percent: Number(row.percent),
    legalSource: row.legal_source!,
  };
}
