/**
 * What a change does to the worker's protection, and from when: said before it is confirmed, written in the
 * letter afterwards. It compares two futures in which every renewal is paid in time:
 *
 *   as it stands   paid ─ paid ─ renewed ─ renewed ─ renewed ─ …
 *   afterwards     paid ─ paid ─ open ──── open ──── renewed ─ …
 *                            │  └── a gap ──┘        │
 *                     protected until        protected again from
 *
 * More than three unpaid months in a row end membership (Perdir 22/PERDIR.02/072022), and the whole JKM benefit
 * needs three months paid in a row (Permenaker 1/2025): a gap begins that count anew.
 */
import { type Day, firstDayOf, lastDayOf } from "~/calendar/day";
import {
  addMonths,
  type IuranMonth,
  monthOf,
  monthRange,
  monthsFrom,
  runsOfMonths,
} from "~/calendar/iuran-month";
import { LAPSE_RULE, type LapseRule } from "~/coverage/lapse-clock";
import { nextPeriod, type Period, type Standing } from "./renewal-period";

/** Months in a row without protection. */
export type OpenMonths = {
  /** The last day with protection before it; absent when there was none. */
  readonly protectedUntil?: Day;
  readonly firstMonth: IuranMonth;
  /** Absent when it has no end in sight. */
  readonly lastMonth?: IuranMonth;
  /** The day protection comes back, when renewals are paid in time. */
  readonly resumesOn?: Day;
  /** The last day of membership, when the gap is long enough to end it. */
  readonly endsAfter?: Day;
  /** Three months open: membership goes on only when the next month is paid by this day. */
  readonly payBy?: Day;
  /** From this month on heirs receive the whole JKM benefit again. */
  readonly jkmFullFrom?: IuranMonth;
};

export type Effect = {
  /** The last day that is paid for without a gap from this month on; absent when this month is not. */
  readonly paidUntil?: Day;
  /** What is renewed next; absent when nothing is. */
  readonly next?: Period;
  readonly gaps: readonly OpenMonths[];
  /** Months that would have been covered and no longer will, and the other way round. */
  readonly lost: readonly IuranMonth[];
  readonly gained: readonly IuranMonth[];
};

/** Longer than any pause, skip and prepaid year together. */
const HORIZON_MONTHS = 36;

/**
 * The effect of going from `before` to `after`. `covered` are the months somebody has paid JKK and JKM for,
 * whoever it was.
 */
export function changeEffect(
  before: Standing | "ended",
  after: Standing | "ended",
  covered: ReadonlySet<IuranMonth>,
  today: Day,
  holidays: ReadonlySet<Day>,
  rule: LapseRule = LAPSE_RULE,
): Effect {
  const thisMonth = monthOf(today);
  const horizon = monthsFrom(thisMonth, HORIZON_MONTHS);
  const was = withRenewals(before, covered, today, holidays);
  const will = withRenewals(after, covered, today, holidays);
  const run = runsOfMonths(covered).find(({ first, last }) => first <= thisMonth && thisMonth <= last);
  const next = after === "ended" ? undefined : nextPeriod(after, today, holidays);
  return {
    ...(run && { paidUntil: lastDayOf(run.last) }),
    ...(next && { next }),
    gaps: openRuns(will, thisMonth, rule),
    lost: horizon.filter((month) => was.has(month) && !will.has(month)),
    gained: horizon.filter((month) => !was.has(month) && will.has(month)),
  };
}

/** What is covered when every renewal is paid in time. */
function withRenewals(
  standing: Standing | "ended",
  covered: ReadonlySet<IuranMonth>,
  today: Day,
  holidays: ReadonlySet<Day>,
): ReadonlySet<IuranMonth> {
  const months = new Set(covered);
  if (standing === "ended") return months;
  const end = addMonths(monthOf(today), HORIZON_MONTHS);
  for (let from = monthOf(today); from < end; ) {
    const period = nextPeriod(standing, today, holidays, from);
    if (!period) return months;
    for (const month of period.months) months.add(month);
    from = addMonths(period.months.at(-1)!, 1);
  }
  return months;
}

/** The runs of uncovered months from this one on, each with what it means. */
function openRuns(will: ReadonlySet<IuranMonth>, thisMonth: IuranMonth, rule: LapseRule): OpenMonths[] {
  const end = addMonths(thisMonth, HORIZON_MONTHS - 1);
  const open = monthRange(thisMonth, end).filter((month) => !will.has(month));
  return runsOfMonths(open).map(({ first, last }) => {
    const lastCovered = [...will]
      .filter((month) => month < first)
      .sort()
      .at(-1);
    const begun = lastCovered ? addMonths(lastCovered, 1) : first;
    const resumes = addMonths(last, 1);
    const isOpenEnded = last === end;
    const length = monthRange(begun, last).length;
    const limit = lastDayOf(addMonths(begun, rule.arrearsMonths - 1));
    const ends = isOpenEnded || length > rule.arrearsMonths;
    return {
      ...(lastCovered && { protectedUntil: lastDayOf(lastCovered) }),
      firstMonth: first,
      ...(!isOpenEnded && { lastMonth: last, resumesOn: firstDayOf(resumes) }),
      ...(lastCovered && ends && { endsAfter: limit }),
      ...(lastCovered && !ends && length === rule.arrearsMonths && { payBy: limit }),
      ...(!isOpenEnded && { jkmFullFrom: addMonths(resumes, rule.jkmRunMonths - 1) }),
    };
  });
}

/**
 * The effect as one short text: a form sends back what its page said, and the change is only written when it
 * still does that.
 */
export function effectKey({ paidUntil, next, gaps }: Effect): string {
  const open = gaps.map((gap) => `${gap.firstMonth}-${gap.lastMonth ?? ""}`);
  return [paidUntil ?? "", next ? `${next.months[0]}+${next.months.length}` : "", ...open].join("|");
}
