/**
 * What one worker's protection costs, month by month.
 *
 *   income ──▶ bracket ──▶ base ──▶ rate of each programme ──▶ discount of that month ──▶ premium
 *
 * Every figure is a dated row of `tariff-tables.ts`. The official bill of BPJS Ketenagakerjaan decides; this is
 * the price that is shown, and frozen in an order.
 */
import { type IuranMonth, monthsFrom } from "~/calendar/iuran-month";
import { addRupiah, portionOfRupiah, type Rupiah } from "~/rupiah/rupiah";
import {
  type Bracket,
  bracketFor,
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

export * from "./tariff-tables";

/** Who pays: a sponsor or worker, or the state budget (APBN or APBD). */
export type Funding = "private" | "government";

/** The worker's income: as rupiah a month (0 or more), or as the number of a bracket. */
export type Income = { readonly income: Rupiah } | { readonly bracket: number };

/** What is to be priced. `funding` is private unless told otherwise. */
export type Protection = {
  readonly sector: Sector;
  readonly programmes: readonly Programme[];
  readonly funding?: Funding;
} & Income;

export type PremiumLine = {
  readonly programme: Programme;
  /** Before the discount. */
  readonly full: Rupiah;
  readonly discountPercent: number;
  readonly amount: Rupiah;
  /** The discount's law when there is one, else the rate's. */
  readonly legalSource: string;
};

export type MonthlyPremium = {
  readonly kind: "premium";
  readonly month: IuranMonth;
  readonly bracket: Bracket;
  readonly jkk: Rupiah;
  readonly jkm: Rupiah;
  readonly jht: Rupiah;
  readonly total: Rupiah;
  /** The law that decides this month's price: the discount's when one applies, else the first rate's. */
  readonly source: string;
  readonly lines: readonly PremiumLine[];
};

/** No row answers for that month: an admin has to record the tariff before it can be sold. */
export type TariffGap = {
  readonly kind: "no_tariff";
  readonly month: IuranMonth;
  readonly missing: "bracket" | Programme;
};

export type Quote = {
  readonly kind: "quote";
  readonly total: Rupiah;
  /** What the same months cost without discounts. */
  readonly full: Rupiah;
  readonly months: readonly MonthlyPremium[];
};

export type QuoteGap = { readonly kind: "no_tariff"; readonly gaps: readonly TariffGap[] };

/** The price of `months` months from `start`, each by its own month's tariff: never one price times n. */
export function quote(
  protection: Protection & { readonly start: IuranMonth; readonly months: number },
  tables: TariffTables,
): Quote | QuoteGap {
  return quoteMonths(protection, monthsFrom(protection.start, protection.months), tables);
}

/** The price of any months, also when others lie between them. */
export function quoteMonths(
  protection: Protection,
  wanted: readonly IuranMonth[],
  tables: TariffTables,
): Quote | QuoteGap {
  const answers = wanted.map((month) => monthlyPremium({ ...protection, month }, tables));
  const gaps = answers.filter((answer) => answer.kind === "no_tariff");
  if (gaps.length > 0) return { kind: "no_tariff", gaps };
  const months = answers.filter((answer) => answer.kind === "premium");
  return {
    kind: "quote",
    total: addRupiah(...months.map((month) => month.total)),
    full: addRupiah(...months.flatMap((month) => month.lines.map((line) => line.full))),
    months,
  };
}

/** What one month costs. The programmes are priced each on its own, in the order JKK, JKM, JHT. */
export function monthlyPremium(
  protection: Protection & { readonly month: IuranMonth },
  tables: TariffTables,
): MonthlyPremium | TariffGap {
  const { month, programmes, sector } = protection;
  // PP 50/2025 leaves out contributions paid by APBN or APBD; they are charged in full.
  const discounted = protection.funding !== "government";
  const bracket = bracketOf(protection, month, tables);
  if (!bracket) return { kind: "no_tariff", month, missing: "bracket" };

  const lines: PremiumLine[] = [];
  for (const programme of PROGRAMMES.filter((each) => programmes.includes(each))) {
    const rate = rateFor(programme, month, tables);
    if (!rate) return { kind: "no_tariff", month, missing: programme };
    lines.push(
      priceLine(rate, bracket, discounted ? discountFor(programme, sector, month, tables) : undefined),
    );
  }
  const amountOf = (programme: Programme) => lines.find((line) => line.programme === programme)?.amount ?? 0;
  const deciding = lines.find((line) => line.discountPercent > 0) ?? lines[0];
  if (!deciding) throw new RangeError("A premium needs at least one programme");
  return {
    kind: "premium",
    month,
    bracket,
    jkk: amountOf("jkk"),
    jkm: amountOf("jkm"),
    jht: amountOf("jht"),
    total: addRupiah(...lines.map((line) => line.amount)),
    source: deciding.legalSource,
    lines,
  };
}

function bracketOf(worker: Income, month: IuranMonth, tables: TariffTables): Bracket | undefined {
  if ("income" in worker) return bracketFor(worker.income, month, tables);
  return bracketsOf(month, tables).find((bracket) => bracket.number === worker.bracket);
}

function priceLine(rate: Rate, bracket: Bracket, discount: Discount | undefined): PremiumLine {
  const full = fullAmount(rate, bracket.base);
  const discountPercent = discount?.percent ?? 0;
  return {
    programme: rate.programme,
    full,
    discountPercent,
    amount: portionOfRupiah(full, (100 - discountPercent) * 100),
    legalSource: discount && discountPercent > 0 ? discount.legalSource : rate.legalSource,
  };
}

function fullAmount(rate: Rate, base: Rupiah): Rupiah {
  switch (rate.basis) {
    case "flat":
      return rate.amount;
    case "percent_of_base": {
      const share = portionOfRupiah(base, rate.basisPoints);
      return Math.min(Math.max(share, rate.minimum ?? 0), rate.maximum ?? share);
    }
  }
}
