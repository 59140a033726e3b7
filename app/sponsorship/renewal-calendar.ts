/**
 * When a renewal is planned, announced, charged, tried again and given up. Days in WIB, all of them counted from
 * the due day of the first month by figures that are data (`renewal_setting`):
 *
 *   plan ──── notice ──── charge ── try again after 1, 3, 5, 7 days ── due day ──── rest
 *   −21        −16          −7            −6 −4 −2  0                     0          +7
 *
 * Nothing is charged that was not announced: the notice must have left the house two days before, and name at
 * least the sum that is charged.
 */
import { addDays, type Day, firstDayOf } from "~/calendar/day";
import { dueDay } from "~/calendar/due-day";
import { addMonths, type IuranMonth, monthOf } from "~/calendar/iuran-month";

export type RenewalSetting = {
  /** Days before the due day on which a renewal is planned. */
  readonly planDaysBefore: number;
  /** Days before the due day on which a saved card is charged first. */
  readonly chargeDaysBefore: number;
  /** Days between the notice and the charge, at least seven. */
  readonly noticeDays: number;
  /** Days that must lie between the hour a notice was sent and the charge, whatever was planned. */
  readonly noticeRestDays: number;
  /** Days after the first try on which a declined card is tried again. */
  readonly retryDays: readonly number[];
  /** Days after the due day on which an unpaid renewal rests. */
  readonly restAfterDays: number;
  /** Dates of a month on which owners of cards that expire are told. */
  readonly cardExpiryDates: readonly number[];
};

export type DueMonth = { readonly month: IuranMonth; readonly dueOn: Day };

/** The months whose renewals are planned by `today`, the current month first, each with the day it is due. */
export function monthsToPlan(
  today: Day,
  holidays: ReadonlySet<Day>,
  setting: RenewalSetting,
): readonly DueMonth[] {
  const months: DueMonth[] = [];
  for (let month = monthOf(today); ; month = addMonths(month, 1)) {
    const dueOn = dueDay(month, holidays);
    if (month > monthOf(today) && addDays(dueOn, -setting.planDaysBefore) > today) return months;
    months.push({ month, dueOn: dueOn > today ? dueOn : today });
  }
}

/** From which day on the notice of a charge goes out. */
export function noticeFrom(dueOn: Day, setting: RenewalSetting): Day {
  return addDays(dueOn, -(setting.chargeDaysBefore + setting.noticeDays + setting.noticeRestDays));
}

/** The day a notice written today promises for the charge. */
export function chargeDay(dueOn: Day, noticedOn: Day, setting: RenewalSetting): Day {
  const wished = addDays(dueOn, -setting.chargeDaysBefore);
  const earliest = addDays(noticedOn, setting.noticeDays);
  return wished > earliest ? wished : earliest;
}

export type Notice = {
  readonly id: string;
  readonly amountRupiah: number;
  readonly chargeOn: Day;
  /** The day its letter left the house; absent while it has not. */
  readonly sentOn?: Day;
};

export type ChargePermission =
  | { readonly kind: "may"; readonly noticeId: string }
  | { readonly kind: "not_yet"; readonly why: "notice_not_sent" | "notice_too_fresh" | "day_not_come" }
  /** There is no notice, or it named less than is to be charged. */
  | { readonly kind: "needs_notice" };

/** Whether a charge of this sum may happen today, by the newest of the notices. */
export function chargePermission(
  notices: readonly Notice[],
  amountRupiah: number,
  today: Day,
  setting: RenewalSetting,
): ChargePermission {
  const newest = notices.at(-1);
  if (!newest || newest.amountRupiah < amountRupiah) return { kind: "needs_notice" };
  if (!newest.sentOn) return { kind: "not_yet", why: "notice_not_sent" };
  if (addDays(newest.sentOn, setting.noticeRestDays) > today)
    return { kind: "not_yet", why: "notice_too_fresh" };
  if (newest.chargeOn > today) return { kind: "not_yet", why: "day_not_come" };
  return { kind: "may", noticeId: newest.id };
}

export type TryOutcome =
  | "succeeded"
  | "processing"
  | "declined"
  | "authentication_needed"
  | "refused"
  | "unknown";
export type ChargeTry = { readonly number: number; readonly onDay: Day; readonly outcome?: TryOutcome };

export type NextTry =
  | { readonly kind: "charge"; readonly number: number }
  /** The last try has no outcome: ask again under the same key. */
  | { readonly kind: "resume"; readonly number: number }
  | { readonly kind: "wait"; readonly until?: Day }
  /** The card is not asked again; the sponsor has a link. */
  | { readonly kind: "link_only" }
  /** The last retry was declined. */
  | { readonly kind: "give_up" };

/** What to do about a card today, from the tries so far, first to last. Never two tries on one day. */
export function nextTry(tries: readonly ChargeTry[], today: Day, setting: RenewalSetting): NextTry {
  const first = tries[0];
  const last = tries.at(-1);
  if (!first || !last) return { kind: "charge", number: 1 };
  switch (last.outcome) {
    case undefined:
      return { kind: "resume", number: last.number };
    case "succeeded":
    case "processing":
      return { kind: "wait" };
    case "authentication_needed":
    case "refused":
    case "unknown":
      return { kind: "link_only" };
    case "declined": {
      const day = retryDay(tries, setting);
      if (!day) return { kind: "give_up" };
      return today >= day ? { kind: "charge", number: last.number + 1 } : { kind: "wait", until: day };
    }
  }
}

/** The day after these tries on which the card is tried again; none after the last. */
export function retryDay(tries: readonly ChargeTry[], setting: RenewalSetting): Day | undefined {
  const first = tries[0];
  const last = tries.at(-1);
  const days = [...setting.retryDays].sort((a, b) => a - b)[tries.length - 1];
  if (!first || !last || days === undefined) return undefined;
  const planned = addDays(first.onDay, days);
  const tomorrow = addDays(last.onDay, 1);
  return planned > tomorrow ? planned : tomorrow;
}

/** The day on which a renewal nobody paid is given up, counted from its due day or its last planned try. */
export function restDay(dueOn: Day, firstTryOn: Day | undefined, setting: RenewalSetting): Day {
  const lastTry = firstTryOn ? addDays(firstTryOn, Math.max(...setting.retryDays)) : dueOn;
  return addDays(lastTry > dueOn ? lastTry : dueOn, setting.restAfterDays);
}

export type CardExpirySlot = {
  /** The date whose notice is due: the latest of this month's, so that a missed day is made up for. */
  readonly day: Day;
  /** Cards that expire in these months are meant. */
  readonly months: readonly [IuranMonth, IuranMonth];
};

/** Whose cards are spoken of today: those of this month and the next; none before the first date of the month. */
export function cardExpirySlot(today: Day, setting: RenewalSetting): CardExpirySlot | undefined {
  const month = monthOf(today);
  const days = [...setting.cardExpiryDates]
    .sort((a, b) => a - b)
    .map((date) => addDays(firstDayOf(month), date - 1));
  const day = days.findLast((each) => each <= today);
  return day === undefined ? undefined : { day, months: [month, addMonths(month, 1)] };
}
