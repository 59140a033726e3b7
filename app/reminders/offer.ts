/**
 * What is offered to a sponsor to go on with a worker: months, price, and the way it is paid. Offers that are
 * paid together stand in one group:
 *
 *   renewal   an open renewal, paid on its own page
 *   cart      months put into a new cart; a sponsorship that rests goes on by its own terms once they are paid
 */
import type { Day } from "~/calendar/day";
import type { IuranMonth } from "~/calendar/iuran-month";
import type { RenewalWish } from "~/orders/renewal-wish";
import type { Rupiah } from "~/rupiah/rupiah";
import type { Programme } from "~/tariff/tariff";
import type { Ask } from "./reminder";

export type Offer = {
  readonly workerId: string;
  readonly statementId: string;
  readonly name: string;
  readonly ask: Ask;
  /** The last day covered so far. */
  readonly protectedUntil?: Day;
  /** The last day before membership ends. */
  readonly endsAfter?: Day;
  readonly months: readonly IuranMonth[];
  readonly programmes: readonly Programme[];
  readonly amountRupiah: Rupiah;
  /** How a resting sponsorship goes on once the months are paid. */
  readonly wish?: RenewalWish;
};

export type OfferGroup = {
  readonly key: string;
  readonly offers: readonly Offer[];
  readonly totalRupiah: Rupiah;
} & (
  | { readonly kind: "renewal"; readonly renewalId: string }
  | { readonly kind: "cart"; readonly wish?: RenewalWish }
);

/** Groups offers by how they are paid, in the order they come. */
export function groupOffers(offers: readonly Offer[]): readonly OfferGroup[] {
  const keys = [...new Set(offers.map(keyOf))];
  return keys.map((key) => {
    const own = offers.filter((offer) => keyOf(offer) === key);
    const [{ ask, wish }] = own as [Offer];
    const group = { key, offers: own, totalRupiah: totalOf(own) };
    return ask.renewalId
      ? { ...group, kind: "renewal", renewalId: ask.renewalId }
      : { ...group, kind: "cart", ...(wish ? { wish } : {}) };
  });
}

export function totalOf(offers: readonly Offer[]): Rupiah {
  return offers.reduce((sum, offer) => sum + offer.amountRupiah, 0);
}

function keyOf({ ask, wish }: Offer): string {
  if (ask.renewalId) return `renewal/${ask.renewalId}`;
  return wish ? `resting/${wish.intervalMonths}/${wish.way}/${wish.untilMonth ?? ""}` : "bought";
}
