/**
 * What the page of a renewal says first, however old the letter is that led to it.
 *
 *   open ──▶ due (by card or by link), being charged, nothing left
 *   closed ─▶ paid, skipped, rested (may be paid after all), replaced by a newer one, over
 */
import type { Day } from "~/calendar/day";
import type { ChargeTry, Notice } from "./renewal-calendar";
import type { Renewal } from "./renewal-queries.server";

export type RenewalStanding =
  | { readonly kind: "paid" }
  | { readonly kind: "being_charged" }
  /** The card is charged by itself on that day; paying now is possible too. */
  | { readonly kind: "card_announced"; readonly chargeOn: Day }
  /** The card was declined and is tried again on that day. */
  | { readonly kind: "card_declined"; readonly retryOn: Day }
  /** To be paid by the sponsor: by link, or because the card cannot be charged. */
  | { readonly kind: "to_pay" }
  | { readonly kind: "rested" }
  | { readonly kind: "skipped" }
  | { readonly kind: "replaced" }
  | { readonly kind: "over" };

export type StandingFacts = {
  readonly renewal: Pick<Renewal, "way" | "closedBecause" | "paidByOrder">;
  readonly notices: readonly Notice[];
  readonly tries: readonly ChargeTry[];
  readonly retryOn: Day | undefined;
  /** How many items could be paid now; of a resting renewal those that could be revived. */
  readonly payable: number;
  readonly hasNewer: boolean;
};

export function renewalStanding(facts: StandingFacts): RenewalStanding {
  const { renewal, payable, hasNewer } = facts;
  if (renewal.paidByOrder) return { kind: "paid" };
  const last = facts.tries.at(-1);
  if (last && !last.outcome && !renewal.closedBecause) return { kind: "being_charged" };
  if (last?.outcome === "processing") return { kind: "being_charged" };
  if (payable === 0) {
    if (hasNewer) return { kind: "replaced" };
    return { kind: renewal.closedBecause === "skipped" ? "skipped" : "over" };
  }
  if (renewal.closedBecause) return { kind: "rested" };
  if (renewal.way === "pay_link") return { kind: "to_pay" };
  if (last) return facts.retryOn ? { kind: "card_declined", retryOn: facts.retryOn } : { kind: "to_pay" };
  const notice = facts.notices.at(-1);
  return notice ? { kind: "card_announced", chargeOn: notice.chargeOn } : { kind: "to_pay" };
}

/** Whether the sponsor may still say that nothing is to be paid for these months. */
export function maySkip(standing: RenewalStanding): boolean {
  return ["card_announced", "card_declined", "to_pay"].includes(standing.kind);
}

/** The name a worker is called by: the first word that is no title ("Hj. Ma'rufah" is called Ma'rufah). */
export function firstName(name: string): string {
  const words = name.trim().split(/\s+/);
  return words.find((word) => !word.endsWith(".")) ?? words[0] ?? name;
}
