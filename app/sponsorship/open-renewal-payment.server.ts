/**
 * The link in a renewal's letters, however old: leads to a page to pay on, or says why there is nothing to pay.
 * A renewal that rests comes back to life as far as its months still lie ahead.
 */
import { monthInWib } from "~/calendar/wib";
import type { Order } from "~/orders/order-queries.server";
import { type Opening, openPayment } from "~/payments/open-payment.server";
import type { World } from "~/platform/world.server";
import type { Trx } from "~db/connection";
import { listTries } from "./charge-queries.server";
import { findOpenOrder, MonthsHeld, placeRenewalOrder, priceRenewal } from "./place-renewal-order.server";
import { lockRenewal, reviveItems, sealRenewal } from "./renewal-queries.server";

export type RenewalOpening =
  | Exclude<Opening, { kind: "unknown_order" }>
  | { readonly kind: "paid"; readonly orderId: string }
  | { readonly kind: "unknown_renewal" }
  /** Its months are taken, left out or gone by, or the sponsorship has ended. */
  | { readonly kind: "nothing_left" }
  /** Somebody is being asked to pay for one of its months right now: try again later. */
  | { readonly kind: "months_held" }
  /** The saved card is being charged at this moment. */
  | { readonly kind: "being_charged" }
  | { readonly kind: "no_tariff"; readonly months: readonly string[] };

type Needs = Pick<World, "db" | "clock" | "chance" | "gateways" | "log">;
type Links = (order: Order) => { readonly successUrl: string; readonly cancelUrl: string };

/** Finds or places the order of this renewal and opens its page. Double clicks and two tabs end at one page. */
export async function openRenewalPayment(
  world: Needs,
  request: { readonly renewalId: string; readonly links: Links },
  mayStartOver = true,
): Promise<RenewalOpening> {
  const ready = await world.db
    .transaction()
    .execute((trx) => findOrPlace(trx, world, request.renewalId))
    .catch((error): Ready => {
      if (error instanceof MonthsHeld) return { kind: "months_held" };
      throw error;
    });
  if (ready.kind !== "order") return ready;
  const opening = await openPayment(world, { orderId: ready.order.id, links: request.links });
  // The order's time ran out between the two looks: place a fresh one, once.
  if (opening.kind === "ended" && mayStartOver) return openRenewalPayment(world, request, false);
  return opening.kind === "unknown_order" ? { kind: "unknown_renewal" } : opening;
}

type Ready = { readonly kind: "order"; readonly order: Order } | Exclude<RenewalOpening, Opening>;

async function findOrPlace(trx: Trx, world: Needs, renewalId: string): Promise<Ready> {
  const now = world.clock.now();
  await sealRenewal(trx, renewalId, now);
  const renewal = await lockRenewal(trx, renewalId);
  if (!renewal) return { kind: "unknown_renewal" };
  if (renewal.paidByOrder) return { kind: "paid", orderId: renewal.paidByOrder };
  const last = (await listTries(trx, renewalId)).at(-1);
  if (last && (!last.outcome || last.outcome === "processing")) return { kind: "being_charged" };
  const open = await findOpenOrder(trx, renewalId, now);
  if (open) return { kind: "order", order: open };
  if (renewal.closedBecause) await reviveItems(trx, renewalId, monthInWib(now), now);
  const priced = await priceRenewal(trx, renewal, now);
  if (priced.kind !== "priced") return priced;
  return { kind: "order", order: await placeRenewalOrder(trx, world, renewal, priced) };
}
