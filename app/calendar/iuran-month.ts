/**
 * An iuran month is the month a contribution is for, written "2026-11". It is a value of its own, not an
 * instant: no clock and no time zone ever moves it, and two of them compare as text.
 */
import type { Day, Locale } from "./day";

/** "2026-11"; years 1000 to 9999, so that text order is time order. */
export type IuranMonth = string;

/** Whether the text is an iuran month exactly as the house writes it. */
export function isIuranMonth(text: string): boolean {
  return /^[1-9]\d{3}-(?:0[1-9]|1[0-2])$/.test(text);
}

/** Takes text as an iuran month; throws when it is not one. For text from outside ask `isIuranMonth`. */
export function iuranMonth(text: string): IuranMonth {
  if (!isIuranMonth(text)) throw new RangeError(`"${text}" is not an iuran month; they look like 2026-11`);
  return text;
}

/** The month a day lies in. */
export function monthOf(day: Day): IuranMonth {
  return iuranMonth(day.slice(0, 7));
}

/** The month `count` months later; earlier when `count` is below zero. */
export function addMonths(month: IuranMonth, count: number): IuranMonth {
  return fromIndex(toIndex(month) + count);
}

/** `count` months one after another, beginning with `start`; none for 0. */
export function monthsFrom(start: IuranMonth, count: number): IuranMonth[] {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`${count} is not a number of months`);
  return Array.from({ length: count }, (_, step) => addMonths(start, step));
}

/** Every month from `first` to `last`, both included; none when `last` is earlier. */
export function monthRange(first: IuranMonth, last: IuranMonth): IuranMonth[] {
  return monthsFrom(first, Math.max(0, monthsBetween(first, last) + 1));
}

/** How many months `to` lies after `from`; below zero when before. */
export function monthsBetween(from: IuranMonth, to: IuranMonth): number {
  return toIndex(to) - toIndex(from);
}

/** For sorting: below zero when `a` is earlier. */
export function compareMonths(a: IuranMonth, b: IuranMonth): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** "November 2026", for people. */
export function formatMonth(month: IuranMonth, locale: Locale): string {
  return LONG[locale].format(firstInstant(month));
}

/** "Nov 2026", for narrow columns. */
export function formatMonthShort(month: IuranMonth, locale: Locale): string {
  return SHORT[locale].format(firstInstant(month));
}

/**
 * Months in order as people say them: "November 2026–Januari 2027" for a run, one by one with commas where
 * months are missing between.
 */
export function formatMonths(months: readonly IuranMonth[], locale: Locale): string {
  return runsOfMonths(months)
    .map(({ first, last }) =>
      first === last
        ? formatMonth(first, locale)
        : `${formatMonth(first, locale)}–${formatMonth(last, locale)}`,
    )
    .join(", ");
}

/** The months gathered into runs without a gap, in order; a month given twice counts once. */
export function runsOfMonths(
  months: Iterable<IuranMonth>,
): { readonly first: IuranMonth; readonly last: IuranMonth }[] {
  const runs: { first: IuranMonth; last: IuranMonth }[] = [];
  for (const month of [...new Set(months)].sort()) {
    const run = runs.at(-1);
    if (run && addMonths(run.last, 1) === month) run.last = month;
    else runs.push({ first: month, last: month });
  }
  return runs;
}

function toIndex(month: IuranMonth): number {
  iuranMonth(month);
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
}

function fromIndex(index: number): IuranMonth {
  const year = Math.floor(index / 12);
  return iuranMonth(`${year}-${String(index - year * 12 + 1).padStart(2, "0")}`);
}

function firstInstant(month: IuranMonth): Date {
  return new Date(`${iuranMonth(month)}-01T00:00:00Z`);
}

const LONG = {
  id: new Intl.DateTimeFormat("id-ID", { month: "long", year: "numeric", timeZone: "UTC" }),
  en: new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" }),
};
const SHORT = {
  id: new Intl.DateTimeFormat("id-ID", { month: "short", year: "numeric", timeZone: "UTC" }),
  en: new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric", timeZone: "UTC" }),
};
