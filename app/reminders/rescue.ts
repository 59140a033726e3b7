/**
 * The rescue list: workers whose protection has ended with nobody going on, while their membership can still be kept.
 *
 *   last covered month over ──▶ on the list ──▶ covered again: off it
 *                                          └──▶ three months later membership ends: off it
 *
 * While a sponsor is still asked in time for the month that is missing, the worker is not on it; once the due day is
 * over they are, whoever promised what. Nothing is stored: the list is what coverage and promises say today.
 */
import { type Day, daysBetween, lastDayOf } from "~/calendar/day";
import { dueDay } from "~/calendar/due-day";
import { addMonths, type IuranMonth, isIuranMonth, monthOf, monthsFrom } from "~/calendar/iuran-month";
import { LAPSE_RULE } from "~/coverage/lapse-clock";
import { isId } from "~/platform/clock";

export type RescueSlot = {
  /** The last month that is covered, and the first that is not. */
  readonly last: IuranMonth;
  readonly missing: IuranMonth;
  /** The last day before membership ends. */
  readonly endsAfter: Day;
  readonly daysLeft: number;
  /** The due day of the missing month is not over yet. */
  readonly inTime: boolean;
  /** Iuran months without pay, this one counted. */
  readonly missed: number;
};

/** The three months a worker on the list may have been covered last, the most urgent first. */
export function rescueSlots(today: Day, holidays: ReadonlySet<Day>): readonly RescueSlot[] {
  const thisMonth = monthOf(today);
  const { arrearsMonths } = LAPSE_RULE;
  return monthsFrom(addMonths(thisMonth, -arrearsMonths), arrearsMonths).map((last, index) => {
    const missing = addMonths(last, 1);
    const endsAfter = lastDayOf(addMonths(last, arrearsMonths));
    return {
      last,
      missing,
      endsAfter,
      daysLeft: daysBetween(today, endsAfter),
      inTime: today <= dueDay(missing, holidays),
      missed: arrearsMonths - index,
    };
  });
}

/** Why nobody goes on. */
export const rescueReasons = [
  "resting",
  "paused",
  "unpaid",
  "declined",
  "cancelled",
  "completed",
  "handed_over",
  "bought",
] as const;
export type RescueReason = (typeof rescueReasons)[number];

export type RescueFilter = {
  /** Code of a kecamatan. */
  readonly kecamatan?: string;
  /** A group of occupations. */
  readonly group?: string;
  /** Months without pay: 1 to 3. */
  readonly missed?: number;
};

/** Where a page of the list ends, to begin the next one behind it. */
export type RescuePlace = { readonly last: IuranMonth; readonly workerId: string };

/** Parameters `kecamatan`, `pekerjaan`, `bulan`; what cannot be is left out. */
export function readRescueFilter(parameters: Pick<URLSearchParams, "get">): RescueFilter {
  const kecamatan = /^[\d.]{1,13}$/.exec(parameters.get("kecamatan") ?? "")?.[0];
  const group = /^[a-z-]{1,40}$/.exec(parameters.get("pekerjaan") ?? "")?.[0];
  const missed = /^[123]$/.exec(parameters.get("bulan") ?? "")?.[0];
  return {
    ...(kecamatan ? { kecamatan } : {}),
    ...(group ? { group } : {}),
    ...(missed ? { missed: Number(missed) } : {}),
  };
}

/** "2026-11_<worker>". */
export function readRescuePlace(text: string | null): RescuePlace | undefined {
  const [last = "", workerId = ""] = (text ?? "").split("_");
  return isIuranMonth(last) && isId(workerId) ? { last, workerId } : undefined;
}

export function writeRescuePlace({ last, workerId }: RescuePlace): string {
  return `${last}_${workerId}`;
}
