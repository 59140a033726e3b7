/** Until when months in a row protect somebody from this month on. */
import { type Day, lastDayOf } from "~/calendar/day";
import { addMonths, type IuranMonth } from "~/calendar/iuran-month";

/** The last day of the run of covered months that holds this month; none when this month is not covered. */
export function protectedUntil(covered: ReadonlySet<IuranMonth>, thisMonth: IuranMonth): Day | undefined {
  let month = thisMonth;
  while (covered.has(month)) month = addMonths(month, 1);
  return month === thisMonth ? undefined : lastDayOf(addMonths(month, -1));
}
