/**
 * What a sponsor may change about a sponsorship, and what it looks like afterwards. Pure: the same answer is
 * shown before the change is confirmed and written when it is.
 *
 *   skip ◀─▶ unskip    the months of one renewal are left out, or taken back in
 *   pause ◀─▶ resume   one to twelve months are left out; resuming also ends a rest
 *   interval, programmes, until, way    a new version of the terms
 *   end                cancelled, handed over or entrusted: nothing is renewed any more
 */

import type { Day } from "~/calendar/day";
import { addMonths, type IuranMonth, monthOf, monthRange } from "~/calendar/iuran-month";
import type { Programme } from "~/tariff/tariff";
import {
  type Gap,
  type IntervalMonths,
  nextPeriod,
  type Period,
  type Standing,
  type Terms,
} from "./renewal-period";

/** A gap as it stands in the books. */
export type KnownGap = Gap & { readonly id: string };
export type KnownStanding = Omit<Standing, "gaps"> & { readonly gaps: readonly KnownGap[] };

export const LONGEST_PAUSE = 12;

export type Change =
  | { readonly kind: "skip"; readonly fromMonth: IuranMonth; readonly toMonth: IuranMonth }
  | { readonly kind: "unskip"; readonly gapId: string }
  | { readonly kind: "pause"; readonly fromMonth: IuranMonth; readonly toMonth: IuranMonth }
  | { readonly kind: "resume" }
  | { readonly kind: "interval"; readonly intervalMonths: IntervalMonths }
  | { readonly kind: "programmes"; readonly programmes: readonly Programme[] }
  /** Without a month, until cancelled. */
  | { readonly kind: "until"; readonly untilMonth?: IuranMonth }
  | { readonly kind: "way"; readonly way: "saved_card" | "pay_link"; readonly savedMethodId?: string }
  | { readonly kind: "end"; readonly how: "cancelled" | "handed_over" | "entrusted" };

export type ChangeKind = Change["kind"];

export type Proposal =
  /** What it looks like afterwards; `ended` when nothing is renewed any more. */
  | { readonly kind: "changes"; readonly after: KnownStanding | "ended" }
  /** It stands like that already: the second click of a double click. */
  | { readonly kind: "stands_already" }
  /** The months or the gap it speaks of are not there any more. */
  | { readonly kind: "outdated" };

/** The standing after the change. */
export function propose(
  standing: KnownStanding,
  change: Change,
  today: Day,
  holidays: ReadonlySet<Day>,
): Proposal {
  switch (change.kind) {
    case "skip":
      return leaveOut(
        standing,
        change,
        renewalFrom(standing, change.fromMonth, today, holidays)?.months.at(-1) === change.toMonth,
      );
    case "pause":
      return leaveOut(standing, change, firstOpenMonth(standing, today, holidays) === change.fromMonth);
    case "unskip":
      return takeBack(standing, (gap) => gap.id === change.gapId && gap.kind === "skip", today);
    case "resume":
      return takeBack(standing, (gap) => gap.kind !== "skip", today);
    case "interval":
      return withTerms(standing, { ...standing.terms, intervalMonths: change.intervalMonths });
    case "programmes":
      return withTerms(standing, { ...standing.terms, programmes: [...change.programmes].sort() });
    case "until": {
      const { untilMonth: _, ...terms } = standing.terms;
      return withTerms(standing, change.untilMonth ? { ...terms, untilMonth: change.untilMonth } : terms);
    }
    case "way": {
      const { savedMethodId: _, ...terms } = standing.terms;
      return withTerms(standing, {
        ...terms,
        way: change.way,
        ...(change.savedMethodId ? { savedMethodId: change.savedMethodId } : {}),
      });
    }
    case "end":
      return { kind: "changes", after: "ended" };
  }
}

/** The pause of so many months that could begin now: behind what is covered or left out already. */
export function pauseOf(
  standing: KnownStanding,
  months: number,
  today: Day,
  holidays: ReadonlySet<Day>,
): Extract<Change, { kind: "pause" }> | undefined {
  const fromMonth = firstOpenMonth(standing, today, holidays);
  if (!fromMonth) return undefined;
  return { kind: "pause", fromMonth, toMonth: addMonths(fromMonth, months - 1) };
}

/** The first month that will be renewed; none while the sponsorship rests or when it is over. */
export function firstOpenMonth(
  standing: Standing,
  today: Day,
  holidays: ReadonlySet<Day>,
): IuranMonth | undefined {
  return nextPeriod(standing, today, holidays)?.months[0];
}

/** The pause or rest that holds, or comes next. */
export function quietGap(standing: KnownStanding, today: Day): KnownGap | undefined {
  return standing.gaps.find((gap) => gap.kind !== "skip" && isAhead(gap, today));
}

/** The renewal that begins in this month, as the coming year has it; none when that month begins none. */
export function renewalFrom(
  standing: Standing,
  from: IuranMonth,
  today: Day,
  holidays: ReadonlySet<Day>,
): Period | undefined {
  for (let month = monthOf(today); month <= from; ) {
    const period = nextPeriod(standing, today, holidays, month);
    if (!period || period.months[0]! > from) return undefined;
    if (period.months[0] === from) return period;
    month = addMonths(period.months.at(-1)!, 1);
  }
  return undefined;
}

function leaveOut(
  standing: KnownStanding,
  { kind, fromMonth, toMonth }: Extract<Change, { kind: "skip" | "pause" }>,
  fits: boolean,
): Proposal {
  const same = (gap: Gap) => gap.kind === kind && gap.fromMonth === fromMonth && gap.toMonth === toMonth;
  if (standing.gaps.some(same)) return { kind: "stands_already" };
  const months = monthRange(fromMonth, toMonth).length;
  if (!fits || months < 1 || months > LONGEST_PAUSE) return { kind: "outdated" };
  const gap = { id: "", kind, fromMonth, toMonth };
  return { kind: "changes", after: { ...standing, gaps: [...standing.gaps, gap] } };
}

function takeBack(standing: KnownStanding, which: (gap: KnownGap) => boolean, today: Day): Proposal {
  const gaps = standing.gaps.filter((gap) => !(which(gap) && isAhead(gap, today)));
  if (gaps.length === standing.gaps.length) return { kind: "stands_already" };
  return { kind: "changes", after: { ...standing, gaps } };
}

/** Whether any of its months is still to come: months gone by are never bought. */
export function isAhead(gap: Gap, today: Day): boolean {
  return !gap.toMonth || gap.toMonth >= monthOf(today);
}

function withTerms(standing: KnownStanding, terms: Terms): Proposal {
  if (sameTerms(standing.terms, terms)) return { kind: "stands_already" };
  return { kind: "changes", after: { ...standing, terms } };
}

export function sameTerms(a: Terms, b: Terms): boolean {
  const plain = (terms: Terms) =>
    JSON.stringify([
      terms.intervalMonths,
      [...terms.programmes].sort(),
      terms.untilMonth,
      terms.way,
      terms.savedMethodId,
    ]);
  return plain(a) === plain(b);
}
