/**
 * WIB, Western Indonesian Time, is the only clock on Jember's walls: UTC+7 all year, no summer time.
 * Here an instant becomes a day or a month, and a day becomes the instant it begins. The time zone of
 * the machine plays no part.
 */
import { type Day, day, formatDay, type Locale } from "./day";
import { type IuranMonth, monthOf } from "./iuran-month";

const OFFSET_MS = 7 * 3_600_000;

/** The day it is in Jember at that instant. */
export function dayInWib(instant: Date): Day {
  return day(wallClock(instant).slice(0, 10));
}

/** The month it is in Jember at that instant. */
export function monthInWib(instant: Date): IuranMonth {
  return monthOf(dayInWib(instant));
}

/** The instant a day begins in Jember. */
export function startOfDayWib(of: Day): Date {
  return new Date(Date.parse(`${day(of)}T00:00:00Z`) - OFFSET_MS);
}

/** "14.05 WIB" in Indonesian, "14:05 WIB" in English. */
export function formatTimeWib(instant: Date, locale: Locale): string {
  const [hours, minutes] = wallClock(instant).slice(11, 16).split(":");
  return `${hours}${locale === "id" ? "." : ":"}${minutes} WIB`;
}

/** "22 November 2026 14.05 WIB", for people. */
export function formatInstantWib(instant: Date, locale: Locale): string {
  return `${formatDay(dayInWib(instant), locale)} ${formatTimeWib(instant, locale)}`;
}

/** "2026-11-22T14:05:00.000Z" read off a clock in Jember; the Z is not meant. */
function wallClock(instant: Date): string {
  return new Date(instant.getTime() + OFFSET_MS).toISOString();
}
