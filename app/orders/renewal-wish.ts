/** What a sponsor asks for beside the months: that they go on by themselves, how often, and how they are paid. */
import { isIuranMonth } from "~/calendar/iuran-month";

export const RENEWAL_INTERVALS = [1, 3, 6, 12] as const;

export type RenewalWish = {
  readonly intervalMonths: (typeof RENEWAL_INTERVALS)[number];
  /** `saved_card`: charged by itself after a notice; `pay_link`: a link comes in the reminder. */
  readonly way: "saved_card" | "pay_link";
  /** The last month to renew, "2027-12"; without it until cancelled. */
  readonly untilMonth?: string;
};

/**
 * Reads the wish from the fields `renew` ("saved_card", "pay_link"; anything else is no wish), `renewEvery`
 * (3 unless it is one of the intervals) and `renewUntil` (left out unless it is a month).
 */
export function readRenewalWish(form: Pick<FormData, "get">): RenewalWish | undefined {
  const way = form.get("renew");
  if (way !== "saved_card" && way !== "pay_link") return undefined;
  const every = Number(form.get("renewEvery"));
  const until = form.get("renewUntil");
  return {
    intervalMonths: RENEWAL_INTERVALS.find((interval) => interval === every) ?? 3,
    way,
    ...(typeof until === "string" && isIuranMonth(until) ? { untilMonth: until } : {}),
  };
}
