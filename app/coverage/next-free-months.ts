/**
 * No month is paid twice. Before an order is made, the months a sponsor wishes are held against those already
 * covered (or held for another order), whoever paid for them; where they clash, the next free ones are offered.
 *
 *   wish       Nov Dec Jan        covered  Dec
 *   conflict   Dec                offered  Nov Jan Feb
 *
 * PostgreSQL says the same in a constraint; this is so that people hear it before they pay.
 */
import { addMonths, type IuranMonth, monthRange, monthsFrom } from "~/calendar/iuran-month";
import type { Programme } from "~/tariff/tariff";

/** The months taken, by programme. */
export type TakenMonths = Readonly<Partial<Record<Programme, ReadonlySet<IuranMonth>>>>;

export type MonthsWish = {
  readonly start: IuranMonth;
  readonly months: number;
  readonly programmes: readonly Programme[];
  /** The last month that may be sold. */
  readonly lastMonth: IuranMonth;
};

export type MonthConflict = {
  readonly month: IuranMonth;
  /** Programmes of the wish already covered in this month. */
  readonly taken: readonly Programme[];
  /** Programmes of the wish still free in it; JHT may be added to covered JKK and JKM. */
  readonly free: readonly Programme[];
};

export type MonthsAnswer =
  | { readonly kind: "free"; readonly months: readonly IuranMonth[] }
  | {
      readonly kind: "conflict";
      readonly conflicts: readonly MonthConflict[];
      /** The first months from the wished start in which every wished programme is free; fewer than wished,
       * or none, when the last month that may be sold comes first. */
      readonly offered: readonly IuranMonth[];
    }
  /** The wish itself reaches beyond the last month that may be sold. */
  | { readonly kind: "too_far"; readonly lastMonth: IuranMonth };

/** Holds a wish against the months taken. */
export function nextFreeMonths(taken: TakenMonths, wish: MonthsWish): MonthsAnswer {
  const months = monthsFrom(wish.start, wish.months);
  if (addMonths(wish.start, wish.months - 1) > wish.lastMonth)
    return { kind: "too_far", lastMonth: wish.lastMonth };

  const conflicts = months
    .map((month) => conflictIn(month, taken, wish))
    .filter(({ taken }) => taken.length > 0);
  if (conflicts.length === 0) return { kind: "free", months };
  const offered = monthRange(wish.start, wish.lastMonth)
    .filter((month) => conflictIn(month, taken, wish).taken.length === 0)
    .slice(0, wish.months);
  return { kind: "conflict", conflicts, offered };
}

function conflictIn(month: IuranMonth, taken: TakenMonths, { programmes }: MonthsWish): MonthConflict {
  const isTaken = (programme: Programme) => taken[programme]?.has(month) ?? false;
  return {
    month,
    taken: programmes.filter(isTaken),
    free: programmes.filter((programme) => !isTaken(programme)),
  };
}
