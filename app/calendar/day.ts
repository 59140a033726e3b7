/**
 * A day is a square on the calendar, written "2026-11-22": a birth date, a due day, the day of a receipt.
 * Which day an instant falls on in Jember is asked in `wib.ts`; nothing here knows of clocks.
 */
import type { IuranMonth } from "./iuran-month";

/** "2026-11-22"; years 1000 to 9999, so that text order is time order. */
export type Day = string;

/** The two languages people are spoken to in. */
export type Locale = "id" | "en";

/** Whether the text is a day that exists, exactly as the house writes it. */
export function isDay(text: string): boolean {
  if (!/^[1-9]\d{3}-\d{2}-\d{2}$/.test(text)) return false;
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}

/** Takes text as a day; throws when it is not one. For text from outside ask `isDay` or `dayFromParts`. */
export function day(text: string): Day {
  if (!isDay(text)) throw new RangeError(`"${text}" is not a day; they look like 2026-11-22`);
  return text;
}

/** The day of these numbers, `undefined` when there is none such (31 February, month 13). */
export function dayFromParts(year: number, month: number, date: number): Day | undefined {
  if (![year, month, date].every(Number.isInteger)) return undefined;
  const text = `${year}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
  return isDay(text) ? text : undefined;
}

/** The day `count` days later; earlier when `count` is below zero. */
export function addDays(from: Day, count: number): Day {
  return day(new Date(toInstant(from) + count * DAY_MS).toISOString().slice(0, 10));
}

/** How many days `to` lies after `from`; below zero when before. */
export function daysBetween(from: Day, to: Day): number {
  return (toInstant(to) - toInstant(from)) / DAY_MS;
}

/** For sorting: below zero when `a` is earlier. */
export function compareDays(a: Day, b: Day): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** 0 Sunday, 1 Monday … 6 Saturday. */
export function weekday(of: Day): number {
  return new Date(toInstant(of)).getUTCDay();
}

export function firstDayOf(month: IuranMonth): Day {
  return day(`${month}-01`);
}

/** The 28th to the 31st, as the month has it. */
export function lastDayOf(month: IuranMonth): Day {
  const [year, number] = month.split("-").map(Number);
  return day(new Date(Date.UTC(year!, number!, 0)).toISOString().slice(0, 10));
}

/**
 * Whole years lived on a day by someone born on `bornOn`; below zero before birth. A birthday on
 * 29 February is reached on 1 March in years without one.
 */
export function ageOn(bornOn: Day, on: Day): number {
  const years = Number(day(on).slice(0, 4)) - Number(day(bornOn).slice(0, 4));
  return on.slice(5) < bornOn.slice(5) ? years - 1 : years;
}

/** "22 November 2026", for people. */
export function formatDay(of: Day, locale: Locale): string {
  return LONG[locale].format(toInstant(of));
}

/** "22 Nov 2026", for narrow columns. */
export function formatDayShort(of: Day, locale: Locale): string {
  return SHORT[locale].format(toInstant(of));
}

const DAY_MS = 86_400_000;

function toInstant(of: Day): number {
  return Date.parse(`${day(of)}T00:00:00Z`);
}

const LONG = {
  id: new Intl.DateTimeFormat("id-ID", { dateStyle: "long", timeZone: "UTC" }),
  en: new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }),
};
const SHORT = {
  id: new Intl.DateTimeFormat("id-ID", { dateStyle: "medium", timeZone: "UTC" }),
  en: new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" }),
};
