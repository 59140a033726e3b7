/**
 * When payroll happens. The list of a month is closed on a date of the month before, so that the payroll office
 * can work with it; what was deducted is reported by a date of the month itself, before iuran is due on the 15th.
 *
 *   December                    January
 *   ────20────────────────────── 1 ─────────10──────15
 *       list of January closes   pay        report   due
 *
 * Both dates are data (`payroll_setting`).
 */
import { addDays, type Day, firstDayOf } from "~/calendar/day";
import { addMonths, type IuranMonth, monthOf } from "~/calendar/iuran-month";

export type BankAccount = { readonly bank: string; readonly number: string; readonly holder: string };

export type PayrollSetting = {
  /** Date of the month before on which a list is closed. */
  readonly listDate: number;
  /** Date of the month itself until which its deductions are to be reported. */
  readonly reportDate: number;
  /** Where treasurers transfer to; absent until an admin has written it down. */
  readonly account?: BankAccount;
};

/** The day on which the list of `month` is closed. */
export function listDay(month: IuranMonth, setting: PayrollSetting): Day {
  return addDays(firstDayOf(addMonths(month, -1)), setting.listDate - 1);
}

/** The last day on which the deductions of `month` are reported in time. */
export function reportDay(month: IuranMonth, setting: PayrollSetting): Day {
  return addDays(firstDayOf(month), setting.reportDate - 1);
}

/** The month whose lists are closed by today: next month, once its day has come. */
export function monthToList(today: Day, setting: PayrollSetting): IuranMonth | undefined {
  const next = addMonths(monthOf(today), 1);
  return today >= listDay(next, setting) ? next : undefined;
}

/** The first month a mandate signed today can begin with, when the lists of `closed` have been closed already. */
export function earliestMonth(
  today: Day,
  setting: PayrollSetting,
  closed: ReadonlySet<IuranMonth>,
): IuranMonth {
  let month = addMonths(monthOf(today), 1);
  while (closed.has(month) || today >= listDay(month, setting)) month = addMonths(month, 1);
  return month;
}

/** Whether the report of a month should have come. */
export function isReportOverdue(month: IuranMonth, today: Day, setting: PayrollSetting): boolean {
  return today > reportDay(month, setting);
}
