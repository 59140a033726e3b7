/**
 * What a sponsor asks for beside the months: that they go on by themselves, how often, and how they are paid.
 * It is read from the check page; nothing is asked of those who leave its box empty.
 */
import { addMonths, type IuranMonth, isIuranMonth, monthRange } from "~/calendar/iuran-month";
import { quoteMonths, type TariffTables } from "~/tariff/tariff";
import type { CartLine } from "./cart-queries.server";

export const RENEWAL_INTERVALS = [1, 3, 6, 12] as const;

export type RenewalWish = {
  readonly intervalMonths: (typeof RENEWAL_INTERVALS)[number];
  /** `saved_card`: charged by itself after a notice; `pay_link`: a link comes in the reminder. */
  readonly way: "saved_card" | "pay_link";
  /** The last month to renew, "2027-12"; without it until cancelled. */
  readonly untilMonth?: string;
};

/** The fields of the form: the box, how often, until when (`terus` or `bulan`), which month, how it is paid. */
export const wishFields = ["perpanjang", "setiap", "hingga", "bulan", "cara"] as const;
export type WishField = (typeof wishFields)[number];
export type WishAnswers = Readonly<Record<WishField, string>>;

export type WishError =
  | { readonly kind: "every" | "until" | "month" | "way" }
  | { readonly kind: "monthEarly"; readonly month: IuranMonth }
  /** One of its renewals would be less than the gateway takes. */
  | {
      readonly kind: "small" | "smallLong";
      readonly months: readonly IuranMonth[];
      readonly total: number;
      readonly minimum: number;
    };
export type WishErrors = Readonly<Partial<Record<WishField, WishError>>>;

export type WishReading =
  | { readonly kind: "none" }
  | { readonly kind: "wish"; readonly wish: RenewalWish }
  | { readonly kind: "wrong"; readonly errors: WishErrors; readonly answers: WishAnswers };

export type WishSetting = {
  readonly lines: readonly Pick<
    CartLine,
    "startMonth" | "months" | "sector" | "incomeRupiah" | "programmes"
  >[];
  readonly tariff: TariffTables;
  /** The least the gateway takes, in rupiah. */
  readonly minimumRupiah: number;
};

/** Reads the wish; each mistake is told at its field. An empty box is no wish, whatever else is chosen. */
export function readWish(form: Pick<FormData, "get">, setting: WishSetting): WishReading {
  const said = (name: WishField) => String(form.get(name) ?? "");
  if (!said("perpanjang")) return { kind: "none" };
  const answers = Object.fromEntries(wishFields.map((name) => [name, said(name)])) as WishAnswers;
  const intervalMonths = RENEWAL_INTERVALS.find((interval) => String(interval) === answers.setiap);
  const way = (["saved_card", "pay_link"] as const).find((each) => each === answers.cara);
  const until = readUntil(answers, setting);
  const errors: WishErrors = {
    ...(intervalMonths ? {} : { setiap: { kind: "every" } }),
    ...(typeof until === "object" ? until : {}),
    ...(way ? {} : { cara: { kind: "way" } }),
  };
  if (!intervalMonths || !way || typeof until === "object") return { kind: "wrong", errors, answers };
  const wish = { intervalMonths, way, ...(until ? { untilMonth: until } : {}) };
  const small = smallestRenewal(wish, setting);
  if (!small || small.total >= setting.minimumRupiah) return { kind: "wish", wish };
  const isCut = small.months.length < intervalMonths;
  const error = {
    kind: isCut ? ("smallLong" as const) : ("small" as const),
    ...small,
    minimum: setting.minimumRupiah,
  };
  return { kind: "wrong", errors: isCut ? { bulan: error } : { setiap: error }, answers };
}

/** The last month, "" for until cancelled, or what is wrong. */
function readUntil({ hingga, bulan }: WishAnswers, { lines }: WishSetting): string | WishErrors {
  if (hingga === "terus") return "";
  if (hingga !== "bulan") return { hingga: { kind: "until" } };
  if (!isIuranMonth(bulan)) return { bulan: { kind: "month" } };
  const paid = lastPaidMonth(lines);
  return paid && bulan <= paid ? { bulan: { kind: "monthEarly", month: paid } } : bulan;
}

/** The last month any line of the cart pays for. */
export function lastPaidMonth(
  lines: readonly Pick<CartLine, "startMonth" | "months">[],
): IuranMonth | undefined {
  return lines
    .map((line) => addMonths(line.startMonth, line.months - 1))
    .sort()
    .at(-1);
}

/** How far ahead the renewals of a wish are looked at: beyond it prices are anybody's guess. */
const LOOK_MONTHS = 12;

/**
 * The cheapest renewal of the coming year. Workers whose renewals begin in the same month are renewed by one order.
 * Undefined when no tariff is known for any of them.
 */
export function smallestRenewal(
  wish: RenewalWish,
  { lines, tariff }: WishSetting,
): { readonly months: readonly IuranMonth[]; readonly total: number } | undefined {
  const orders = new Map<IuranMonth, { months: readonly IuranMonth[]; total: number }>();
  for (const line of lines) {
    const first = addMonths(line.startMonth, line.months);
    const end = [addMonths(first, LOOK_MONTHS - 1), wish.untilMonth ?? "9999-12"].sort()[0]!;
    for (let start = first; start <= end; start = addMonths(start, wish.intervalMonths)) {
      const last = [addMonths(start, wish.intervalMonths - 1), wish.untilMonth ?? "9999-12"].sort()[0]!;
      const months = monthRange(start, last);
      const { sector, incomeRupiah: income, programmes } = line;
      const quote = quoteMonths({ sector, income, programmes }, months, tariff);
      if (quote.kind !== "quote") continue;
      orders.set(start, { months, total: (orders.get(start)?.total ?? 0) + quote.total });
    }
  }
  return [...orders.values()].sort((a, b) => a.total - b.total)[0];
}
