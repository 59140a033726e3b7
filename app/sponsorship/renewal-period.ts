/**
 * Which months a sponsorship renews next, from its terms and from what is known of the worker's months.
 *
 *   covered  Nov Dec Jan      gap  Feb        every 3 months  ──▶  Mar Apr May, due on 15 March
 *   covered  Nov Dec Jan      Mar by others   every 3 months  ──▶  Feb alone, then Apr May Jun
 *
 * A period is months in a row: it ends early before a month that is taken or left out. Months gone by are never
 * bought by a renewal. SQL says the same for all sponsorships at once (`plan-queries.server.ts`); a test holds
 * the two against each other.
 */
import type { Day } from "~/calendar/day";
import { dueDay } from "~/calendar/due-day";
import { addMonths, type IuranMonth, monthOf, monthsFrom } from "~/calendar/iuran-month";
import type { Programme } from "~/tariff/tariff";

export const INTERVALS = [1, 3, 6, 12] as const;
export type IntervalMonths = (typeof INTERVALS)[number];
export type Way = "saved_card" | "pay_link" | "payroll";

export type Terms = {
  readonly intervalMonths: IntervalMonths;
  readonly programmes: readonly Programme[];
  /** The last month to be renewed; without it, until cancelled. */
  readonly untilMonth?: IuranMonth;
  readonly way: Way;
  /** Set when, and only when, `way` is `saved_card`. */
  readonly savedMethodId?: string;
};

export type Gap = {
  readonly kind: "skip" | "pause" | "rest";
  readonly fromMonth: IuranMonth;
  /** Without it the gap is open until somebody ends it. */
  readonly toMonth?: IuranMonth;
};

export type Standing = {
  readonly terms: Terms;
  readonly gaps: readonly Gap[];
  /** Months in which at least one of the programmes is taken: covered by whomever, or planned already. */
  readonly taken: ReadonlySet<IuranMonth>;
};

export type Period = {
  /** In a row and never empty. */
  readonly months: readonly IuranMonth[];
  /** The due day of the first month, or today when that day is over. */
  readonly dueOn: Day;
};

/** Further ahead than any pause, skip or prepaid year reaches. */
const FAR_MONTHS = 60;

/** The next period to renew, from `today` on; none when the terms are over or the sponsorship rests. */
export function nextPeriod(
  standing: Standing,
  today: Day,
  holidays: ReadonlySet<Day>,
  from: IuranMonth = monthOf(today),
): Period | undefined {
  const start = monthsFrom(later(from, monthOf(today)), FAR_MONTHS).find((month) => isOpen(standing, month));
  if (!start) return undefined;
  const wished = monthsFrom(start, standing.terms.intervalMonths);
  const end = wished.findIndex((month) => !isOpen(standing, month));
  return {
    months: end < 0 ? wished : wished.slice(0, end),
    dueOn: later(dueDay(start, holidays), today),
  };
}

/** One line of the coming year, in order of its months. */
export type ComingLine =
  | { readonly kind: "renewal"; readonly months: readonly IuranMonth[]; readonly dueOn: Day }
  | { readonly kind: "taken"; readonly months: readonly IuranMonth[] }
  | { readonly kind: "left_out"; readonly gap: Gap["kind"]; readonly months: readonly IuranMonth[] }
  | { readonly kind: "over"; readonly months: readonly IuranMonth[] };

/** The coming twelve months as a list: what is renewed when, what is covered already, what is left out. */
export function comingYear(
  standing: Standing,
  today: Day,
  holidays: ReadonlySet<Day>,
): readonly ComingLine[] {
  const lines: ComingLine[] = [];
  const last = addMonths(monthOf(today), 11);
  for (let month = monthOf(today); month <= last; ) {
    const period = isOpen(standing, month) ? nextPeriod(standing, today, holidays, month) : undefined;
    const line: ComingLine = period
      ? { kind: "renewal", months: period.months, dueOn: period.dueOn }
      : quietLine(standing, month, last);
    lines.push(line);
    month = addMonths(line.months.at(-1)!, 1);
  }
  return lines;
}

/** Months without a renewal, for one and the same reason. */
function quietLine(standing: Standing, first: IuranMonth, last: IuranMonth): ComingLine {
  const reason = whyQuiet(standing, first);
  const months = [first];
  for (let month = addMonths(first, 1); month <= last; month = addMonths(month, 1)) {
    if (isOpen(standing, month) || whyQuiet(standing, month) !== reason) break;
    months.push(month);
  }
  return reason === "taken" || reason === "over"
    ? { kind: reason, months }
    : { kind: "left_out", gap: reason, months };
}

function whyQuiet(standing: Standing, month: IuranMonth): "taken" | "over" | Gap["kind"] {
  if (standing.taken.has(month)) return "taken";
  const gap = gapIn(standing.gaps, month);
  return gap ? gap.kind : "over";
}

function isOpen({ terms, gaps, taken }: Standing, month: IuranMonth): boolean {
  if (terms.untilMonth && month > terms.untilMonth) return false;
  return !taken.has(month) && !gapIn(gaps, month);
}

function gapIn(gaps: readonly Gap[], month: IuranMonth): Gap | undefined {
  return gaps.find((gap) => gap.fromMonth <= month && (!gap.toMonth || month <= gap.toMonth));
}

function later<T extends string>(a: T, b: T): T {
  return a > b ? a : b;
}
