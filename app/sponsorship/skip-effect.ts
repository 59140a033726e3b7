/**
 * What leaving months out does to a worker's protection, said before it is done.
 *
 *   covered  Nov Dec Jan      left out  Feb Mar Apr      next renewal  May
 *            protected until 31 Jan, not protected 1 Feb to 30 Apr
 *
 * More than three months in a row unpaid end the membership (see `lapse-clock.ts`).
 */
import { addDays, type Day, firstDayOf, lastDayOf } from "~/calendar/day";
import { addMonths, type IuranMonth, monthRange } from "~/calendar/iuran-month";
import { LAPSE_RULE, type LapseRule } from "~/coverage/lapse-clock";

export type SkipEffect = {
  readonly unprotectedFrom: Day;
  /** The last day without protection, when months after it are covered or will be renewed. */
  readonly unprotectedUntil?: Day;
  /** The first month the next renewal would be for; none when the promise ends before it. */
  readonly nextMonth?: IuranMonth;
  /** The day on which membership ends because of it, when it gets that far. */
  readonly membershipEndsOn?: Day;
};

/** `covered` are the months paid by whomever; `untilMonth` is the last month the sponsor wants to renew. */
export function skipEffect(
  covered: ReadonlySet<IuranMonth>,
  left: { readonly startMonth: IuranMonth; readonly lastMonth: IuranMonth },
  untilMonth: IuranMonth | undefined,
  rule: LapseRule = LAPSE_RULE,
): SkipEffect {
  const after = addMonths(left.lastMonth, 1);
  const resumes = covered.has(after) || !untilMonth || after <= untilMonth;
  const lastCovered = [...covered]
    .filter((month) => month < left.startMonth)
    .sort()
    .at(-1);
  const unpaid = lastCovered
    ? monthRange(addMonths(lastCovered, 1), left.lastMonth)
    : monthRange(left.startMonth, left.lastMonth);
  const isOver = lastCovered !== undefined && (unpaid.length > rule.arrearsMonths || !resumes);
  return {
    unprotectedFrom: firstDayOf(left.startMonth),
    ...(resumes ? { unprotectedUntil: lastDayOf(left.lastMonth) } : {}),
    ...(resumes && !covered.has(after) ? { nextMonth: after } : {}),
    ...(isOver
      ? { membershipEndsOn: addDays(lastDayOf(addMonths(lastCovered, rule.arrearsMonths)), 1) }
      : {}),
  };
}
