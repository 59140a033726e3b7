/**
 * When the iuran of a month must have reached BPJS Ketenagakerjaan. For BPU that is the 15th of the iuran
 * month itself, or the next working day when the 15th is none (employers have until the 15th of the month
 * after: that is another scheme). Holidays are a table that admins keep, year by year.
 */
import { addDays, type Day, firstDayOf, weekday } from "./day";
import type { IuranMonth } from "./iuran-month";

/** The last day on which the iuran of `month` is in time. */
export function dueDay(month: IuranMonth, holidays: ReadonlySet<Day>): Day {
  return workingDayFrom(addDays(firstDayOf(month), 14), holidays);
}

/** The day itself when it is a working day, else the next one that is. */
export function workingDayFrom(from: Day, holidays: ReadonlySet<Day>): Day {
  return isWorkingDay(from, holidays) ? from : workingDayFrom(addDays(from, 1), holidays);
}

/** Monday to Friday and not in the holiday table. */
export function isWorkingDay(of: Day, holidays: ReadonlySet<Day>): boolean {
  const number = weekday(of);
  return number !== 0 && number !== 6 && !holidays.has(of);
}
