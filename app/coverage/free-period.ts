/**
 * Where a period of months without a gap still fits, when the wished one meets months already taken:
 *
 *   taken      Nov Dec         wish 3 from Nov  ──▶  Jan Feb Mar
 *   taken      Dec             wish 3 from Nov  ──▶  Jan Feb Mar, or 1 from Nov
 */
import { addMonths, type IuranMonth, monthsFrom } from "~/calendar/iuran-month";
import { type MonthsWish, nextFreeMonths, type TakenMonths } from "./next-free-months";

export type FreePeriod = { readonly start: IuranMonth; readonly months: number };

/** The first start, from the wished one on, at which the whole wish is free. */
export function nextFreePeriod(taken: TakenMonths, wish: MonthsWish): FreePeriod | undefined {
  for (let start = wish.start; start <= wish.lastMonth; start = addMonths(start, 1)) {
    const answer = nextFreeMonths(taken, { ...wish, start });
    if (answer.kind === "too_far") return undefined;
    if (answer.kind === "free") return { start, months: wish.months };
  }
  return undefined;
}

/**
 * Ways out of a clash: the same number of months later, and the longest shorter period that fits earlier than
 * that. `lengths` are the periods sold. Empty when nothing fits before the last month that may be sold.
 */
export function freePeriods(
  taken: TakenMonths,
  wish: MonthsWish,
  lengths: readonly number[],
): readonly FreePeriod[] {
  const same = nextFreePeriod(taken, wish);
  const shorter = [...lengths]
    .filter((months) => months < wish.months)
    .sort((a, b) => b - a)
    .map((months) => nextFreePeriod(taken, { ...wish, months }))
    .find((period) => period && (!same || period.start < same.start));
  return [same, shorter].filter((period) => period !== undefined);
}

/** Whether every month of a period is free. */
export function isFree(taken: TakenMonths, wish: MonthsWish): boolean {
  return nextFreeMonths(taken, wish).kind === "free";
}

/** The months of the wish that are taken, in any of its programmes. */
export function takenWithin(taken: TakenMonths, wish: Omit<MonthsWish, "lastMonth">): IuranMonth[] {
  return monthsFrom(wish.start, wish.months).filter((month) =>
    wish.programmes.some((programme) => taken[programme]?.has(month)),
  );
}
