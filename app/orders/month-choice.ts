/**
 * Choosing the months of one worker: what is offered, what each choice costs, and what to do when the chosen
 * months meet months that are taken.
 *
 *   form ─▶ recount        show the prices for what is chosen now
 *        ─▶ clash          show which months are taken, and periods that fit
 *        ─▶ chosen
 */
import { addMonths, type IuranMonth, monthRange, monthsFrom } from "~/calendar/iuran-month";
import { freePeriods, takenWithin } from "~/coverage/free-period";
import type { TakenMonths } from "~/coverage/next-free-months";
import type { Rupiah } from "~/rupiah/rupiah";
import {
  PACKAGES,
  type PackageName,
  PRICE_FIELDS,
  readPackage,
  readPeriod,
  readStart,
} from "~/tariff/price-choice";
import { PERIODS, type PeriodMonths, START_LIMIT_MONTHS } from "~/tariff/quote-request";
import { quote, type Sector, type TariffTables } from "~/tariff/tariff";

export type MonthChoice = {
  readonly programmes: PackageName;
  readonly start: IuranMonth;
  readonly months: PeriodMonths;
};

export type MonthSetting = {
  readonly thisMonth: IuranMonth;
  readonly taken: TakenMonths;
  readonly sector: Sector;
  readonly income: Rupiah;
  readonly tariff: TariffTables;
};

export type OfferedPeriod = {
  readonly start: IuranMonth;
  readonly months: number;
  readonly list: readonly IuranMonth[];
  /** Undefined while a month of it has no tariff. */
  readonly price: Rupiah | undefined;
};

export type MonthOffer = {
  readonly choice: MonthChoice;
  /** Months in which a period may begin: none that is taken. */
  readonly starts: readonly IuranMonth[];
  /** The first month of the choice, with each package. */
  readonly packagePrices: Readonly<Record<PackageName, Rupiah | undefined>>;
  /** The chosen start and package, for each period. */
  readonly periodPrices: readonly { readonly months: PeriodMonths; readonly price: Rupiah | undefined }[];
};

export type MonthReading =
  | { readonly kind: "recount"; readonly choice: MonthChoice }
  | {
      readonly kind: "clash";
      readonly choice: MonthChoice;
      readonly taken: readonly IuranMonth[];
      readonly offers: readonly OfferedPeriod[];
    }
  | { readonly kind: "chosen"; readonly choice: MonthChoice };

/** The last month that is sold: the longest period may begin at the last start. */
export function lastMonthSold(thisMonth: IuranMonth): IuranMonth {
  return addMonths(thisMonth, START_LIMIT_MONTHS + Math.max(...PERIODS) - 1);
}

/** What is shown before anything is chosen here: the wish carried along, moved to the first free month. */
export function usualChoice(
  wish: { readonly program?: string; readonly mulai?: string; readonly bulan?: string },
  setting: MonthSetting,
): MonthChoice {
  const start = (wish.mulai && readStart(wish.mulai, setting.thisMonth)) || setting.thisMonth;
  const free = freeStarts(setting);
  return {
    programmes: (wish.program && readPackage(wish.program)) || "dua",
    start: free.find((month) => month >= start) ?? free[0] ?? start,
    months: (wish.bulan && readPeriod(wish.bulan)) || 3,
  };
}

/** Reads the form; what cannot be read counts as the usual choice. An offered period comes as `pilih=2027-02/3`. */
export function readMonthForm(form: Pick<FormData, "get">, setting: MonthSetting): MonthReading {
  const [offeredStart, offeredMonths] = text(form, "pilih").split("/");
  const choice = usualChoice(
    {
      program: text(form, PRICE_FIELDS.programmes),
      mulai: offeredStart || text(form, PRICE_FIELDS.start),
      bulan: offeredMonths || text(form, PRICE_FIELDS.months),
    },
    setting,
  );
  if (text(form, "aksi") === "hitung") return { kind: "recount", choice };
  const taken = takenWithin(setting.taken, wishOf(choice));
  if (taken.length === 0) return { kind: "chosen", choice };
  return { kind: "clash", choice, taken, offers: offersFor(choice, setting) };
}

/** Periods of this choice that fit around what is taken: the same length later, or a shorter one sooner. */
export function offersFor(choice: MonthChoice, setting: MonthSetting): OfferedPeriod[] {
  const wish = { ...wishOf(choice), lastMonth: lastMonthSold(setting.thisMonth) };
  return freePeriods(setting.taken, wish, PERIODS).map(({ start, months }) => ({
    start,
    months,
    list: monthsFrom(start, months),
    price: priceOf({ ...choice, start }, months, setting),
  }));
}

/** Everything the page offers around a choice. */
export function monthOffer(choice: MonthChoice, setting: MonthSetting): MonthOffer {
  return {
    choice,
    starts: freeStarts(setting),
    packagePrices: {
      dua: priceOf({ ...choice, programmes: "dua" }, 1, setting),
      tiga: priceOf({ ...choice, programmes: "tiga" }, 1, setting),
    },
    periodPrices: PERIODS.map((months) => ({ months, price: priceOf(choice, months, setting) })),
  };
}

function freeStarts({ taken, thisMonth }: MonthSetting): IuranMonth[] {
  return monthRange(thisMonth, addMonths(thisMonth, START_LIMIT_MONTHS)).filter(
    (month) => takenWithin(taken, { start: month, months: 1, programmes: PACKAGES.dua }).length === 0,
  );
}

function wishOf({ programmes, start, months }: MonthChoice) {
  return { programmes: PACKAGES[programmes], start, months };
}

function priceOf(
  { programmes, start }: Pick<MonthChoice, "programmes" | "start">,
  months: number,
  { sector, income, tariff }: MonthSetting,
): Rupiah | undefined {
  const answer = quote({ sector, income, programmes: PACKAGES[programmes], start, months }, tariff);
  return answer.kind === "quote" ? answer.total : undefined;
}

function text(form: Pick<FormData, "get">, name: string): string {
  const value: unknown = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}
