/**
 * The calendar of one worker: a row per year, twelve squares a row, each a month with its state.
 *
 *   held ──▶ paid ──▶ remitted ──▶ confirmed      what became of a sponsor's money
 *   government                                    covered by another programme, not sold here
 *   free                                          this month or later, may be chosen
 *   lapsed                                        gone by uncovered, after protection had once begun
 *   before                                        gone by before it began
 */
import { type IuranMonth, monthsFrom } from "~/calendar/iuran-month";
import type { Programme } from "~/tariff/tariff";

/** Least to most settled. */
const PROGRESS = ["held", "paid", "remitted", "confirmed"] as const;

/** What is known of one programme in one month. */
export type CoverageFact = {
  readonly month: IuranMonth;
  readonly programme: Programme;
  readonly state: (typeof PROGRESS)[number] | "government";
};

export type SquareState = CoverageFact["state"] | "free" | "lapsed" | "before";

export type Square = {
  readonly month: IuranMonth;
  readonly state: SquareState;
  /** Programmes known in this month, in order of name. */
  readonly programmes: readonly Programme[];
  readonly isThisMonth: boolean;
};

export type CalendarRow = { readonly year: number; readonly squares: readonly Square[] };

/**
 * The rows from the year of the first fact, or this year, to the year of the last fact, or this year.
 * Where the programmes of a month stand differently, the least settled one speaks for it, so that nothing
 * looks further than it is.
 */
export function coverageCalendar(facts: readonly CoverageFact[], thisMonth: IuranMonth): CalendarRow[] {
  const byMonth = new Map<IuranMonth, CoverageFact[]>();
  for (const fact of facts) byMonth.set(fact.month, [...(byMonth.get(fact.month) ?? []), fact]);
  const known = [...byMonth.keys(), thisMonth].sort();
  const began = facts
    .filter((fact) => fact.state !== "held")
    .map((fact) => fact.month)
    .sort()[0];
  const [firstYear, lastYear] = [known[0]!, known.at(-1)!].map((month) => Number(month.slice(0, 4)));

  return Array.from({ length: lastYear! - firstYear! + 1 }, (_, row) => ({
    year: firstYear! + row,
    squares: monthsFrom(`${firstYear! + row}-01`, 12).map((month) => {
      const here = byMonth.get(month) ?? [];
      return {
        month,
        state: here.length > 0 ? leastSettled(here) : emptyState(month, thisMonth, began),
        programmes: [...new Set(here.map((fact) => fact.programme))].sort(),
        isThisMonth: month === thisMonth,
      };
    }),
  }));
}

function leastSettled(facts: readonly CoverageFact[]): SquareState {
  return PROGRESS.find((state) => facts.some((fact) => fact.state === state)) ?? "government";
}

function emptyState(month: IuranMonth, thisMonth: IuranMonth, began: IuranMonth | undefined): SquareState {
  if (month >= thisMonth) return "free";
  return began !== undefined && month > began ? "lapsed" : "before";
}
