/**
 * The clock of one worker's protection. It runs by iuran months and days in WIB; no instant decides anything.
 *
 *   waiting ──▶ protected ──▶ due ──▶ arrears 1 ─ 2 ─ 3 ──▶ ended
 *                   ▲          │          │                   │
 *                   └──────────┴──────────┴─── months paid ───┘
 *
 *   waiting    the first covered month lies ahead
 *   protected  the month of that day is covered
 *   due        the first uncovered month has begun, its due day (the 15th or the next working day) is not over
 *   arrears    the due day is over; counted in iuran months from the end of protection, three at most
 *   ended      more than three months in a row are unpaid: membership ends (Perdir 22/PERDIR.02/072022)
 *
 * Whether a claim in the months of arrears is honoured was not settled by what we read: never promise it.
 */
import { addDays, type Day, daysBetween, firstDayOf, lastDayOf } from "~/calendar/day";
import { dueDay } from "~/calendar/due-day";
import { addMonths, type IuranMonth, monthOf, monthsBetween, runsOfMonths } from "~/calendar/iuran-month";

/** The figures of the law the clock runs by. */
export type LapseRule = {
  /** Iuran months that may stay unpaid before membership ends. */
  readonly arrearsMonths: number;
  /** Months in a row after which the whole JKM benefit is due. */
  readonly jkmRunMonths: number;
};

/** Perdir 22/PERDIR.02/072022 (PROBIS 908 p. 59) and Permenaker 1/2025. */
export const LAPSE_RULE: LapseRule = { arrearsMonths: 3, jkmRunMonths: 3 };

export type LapseClock =
  | { readonly kind: "never" }
  | { readonly kind: "waiting"; readonly protectedFrom: Day }
  | { readonly kind: "protected"; readonly protectedUntil: Day; readonly nextDue: DueMonth }
  | ({ readonly kind: "due" } & Unprotected)
  | ({ readonly kind: "arrears"; readonly arrearsMonths: number } & Unprotected)
  | ({ readonly kind: "ended"; readonly endedOn: Day } & Omit<Unprotected, "endsAfter">);

/** The first month not covered, and the last day on which its iuran is in time. */
export type DueMonth = { readonly month: IuranMonth; readonly dueOn: Day };

type Unprotected = {
  /** The last day that was covered. */
  readonly protectedUntil: Day;
  /** Days since then: 1 on the first day without cover. Reminders at 30, 60 and 80 count these. */
  readonly unprotectedDays: number;
  readonly nextDue: DueMonth;
  /** The last day before membership ends. */
  readonly endsAfter: Day;
  /** When later months are already covered: the day protection comes back. */
  readonly resumesOn?: Day;
};

/** What the clock shows on a day, from the months covered by JKK and JKM, in any order. */
export function lapseClock(
  coveredMonths: Iterable<IuranMonth>,
  today: Day,
  holidays: ReadonlySet<Day>,
  rule: LapseRule = LAPSE_RULE,
): LapseClock {
  const thisMonth = monthOf(today);
  const runs = runsOfMonths(coveredMonths);
  const begun = runs.findLast((run) => run.first <= thisMonth);
  const coming = runs.find((run) => run.first > thisMonth);
  if (!begun)
    return coming ? { kind: "waiting", protectedFrom: firstDayOf(coming.first) } : { kind: "never" };

  const protectedUntil = lastDayOf(begun.last);
  const dueMonth = addMonths(begun.last, 1);
  const nextDue = { month: dueMonth, dueOn: dueDay(dueMonth, holidays) };
  if (thisMonth <= begun.last) return { kind: "protected", protectedUntil, nextDue };

  const endsAfter = lastDayOf(addMonths(begun.last, rule.arrearsMonths));
  const state = {
    protectedUntil,
    unprotectedDays: daysBetween(protectedUntil, today),
    nextDue,
    ...(coming && { resumesOn: firstDayOf(coming.first) }),
  };
  if (today > endsAfter) return { kind: "ended", endedOn: addDays(endsAfter, 1), ...state };
  if (today <= nextDue.dueOn) return { kind: "due", endsAfter, ...state };
  return { kind: "arrears", arrearsMonths: monthsBetween(begun.last, thisMonth), endsAfter, ...state };
}

export type JkmRun = {
  /** Months in a row without a gap up to this month; 0 when this month is not covered. */
  readonly runMonths: number;
  /** Whether the whole JKM benefit is due: fewer months leave only the smaller sum. */
  readonly full: boolean;
  /** The month in which the run gets there, when the covered months reach that far. */
  readonly fullFrom?: IuranMonth;
};

/**
 * How far a worker is on the way to the whole JKM benefit, which needs three months paid in a row (Permenaker 1/2025).
 * Months paid ahead count only once they are reached, and a gap begins the count anew: the careful reading.
 */
export function jkmRun(
  coveredMonths: Iterable<IuranMonth>,
  thisMonth: IuranMonth,
  rule: LapseRule = LAPSE_RULE,
): JkmRun {
  const run = runsOfMonths(coveredMonths).find(({ last }) => last >= thisMonth);
  if (!run) return { runMonths: 0, full: false };
  const runMonths = Math.max(0, monthsBetween(run.first, thisMonth) + 1);
  const fullFrom = addMonths(run.first, rule.jkmRunMonths - 1);
  return { runMonths, full: runMonths >= rule.jkmRunMonths, ...(fullFrom <= run.last && { fullFrom }) };
}
