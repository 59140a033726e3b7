/** What to do about a renewal's card now, written down before the gateway is asked. */
import { dayInWib } from "~/calendar/wib";
import { findOrder, type Order } from "~/orders/order-queries.server";
import type { Payment } from "~/payments/payment";
import { findPayment, insertPayment, listPaymentsOfOrder } from "~/payments/payment-queries.server";
import type { World } from "~/platform/world.server";
import type { Trx } from "~db/connection";
import { insertTry, listNotices, listTries, type StoredTry } from "./charge-queries.server";
import { findOpenOrder, placeRenewalOrder, priceRenewal } from "./place-renewal-order.server";
import { chargePermission, nextTry, type RenewalSetting, type TryOutcome } from "./renewal-calendar";
import { lockRenewal, type Renewal } from "./renewal-queries.server";
import { restRenewal } from "./rest-renewal.server";
import { findSavedMethod, type SavedMethod } from "./saved-method-queries.server";
import { announceCharge, isTooSmall } from "./send-charge-notices.server";

type Needs = Pick<World, "db" | "clock" | "chance" | "gateways" | "log">;

export type Asking = {
  readonly kind: "ask";
  readonly order: Order;
  readonly payment: Payment;
  readonly method: SavedMethod;
  readonly number: number;
};
export type Prepared =
  | { readonly kind: "quiet" }
  | Asking
  /** A try was cut off so long ago that asking again might charge anew: look what became of it. */
  | {
      readonly kind: "look";
      readonly payment: Payment;
      readonly method: SavedMethod;
      readonly number: number;
    }
  /** A try that was cut off turned out to have ended. */
  | { readonly kind: "ended"; readonly number: number; readonly outcome: TryOutcome };

/** The gateway remembers a key for a day at least; after this the same key might charge anew. */
const KEY_HOURS = 20;
const quiet = { kind: "quiet" } as const;

/** Looks again under the renewal's lock and decides; throws when a person must look. */
export async function prepareCharge(
  trx: Trx,
  world: Needs,
  renewalId: string,
  setting: RenewalSetting,
): Promise<Prepared> {
  const renewal = await lockRenewal(trx, renewalId);
  if (!renewal?.savedMethodId || renewal.closedBecause || renewal.paidByOrder) return quiet;
  const method = await findSavedMethod(trx, renewal.savedMethodId);
  if (!method) return quiet;
  const tries = await listTries(trx, renewalId);
  const next = nextTry(tries, dayInWib(world.clock.now()), setting);
  switch (next.kind) {
    case "wait":
    case "link_only":
      return quiet;
    case "give_up":
      await restRenewal(trx, world, renewal, "declined");
      return quiet;
    case "resume":
      return resume(trx, world, tries.at(-1)!, method);
    case "charge":
      return begin(trx, world, renewal, method, next.number, setting);
  }
}

/** Asks again under the same key, unless the gateway's message has told the end meanwhile. */
async function resume(trx: Trx, world: Needs, last: StoredTry, method: SavedMethod): Promise<Prepared> {
  const payment = await findPayment(trx, last.paymentId);
  const order = payment && (await findOrder(trx, payment.orderId));
  if (!payment || !order) throw new Error(`The try ${last.number} has lost its payment ${last.paymentId}.`);
  const ended = (outcome: TryOutcome) => ({ kind: "ended", number: last.number, outcome }) as const;
  if (payment.state === "succeeded" || payment.state === "processing") return ended(payment.state);
  if (payment.state === "failed") return ended("declined");
  const askedHours = (world.clock.now().getTime() - last.begunAt.getTime()) / 3_600_000;
  return askedHours > KEY_HOURS
    ? { kind: "look", payment, method, number: last.number }
    : { kind: "ask", order, payment, method, number: last.number };
}

async function begin(
  trx: Trx,
  world: Needs,
  renewal: Renewal,
  method: SavedMethod,
  number: number,
  setting: RenewalSetting,
): Promise<Prepared> {
  const now = world.clock.now();
  const today = dayInWib(now);
  const priced = await priceRenewal(trx, renewal, now);
  if (priced.kind === "nothing_left") return quiet;
  if (priced.kind === "no_tariff") throw new Error(`No tariff is recorded for ${priced.months.join(", ")}.`);
  if (await isTooSmall(trx, world, renewal, priced.totalRupiah)) return quiet;
  const permission = chargePermission(await listNotices(trx, renewal.id), priced.totalRupiah, today, setting);
  if (permission.kind === "not_yet") return quiet;
  if (permission.kind === "needs_notice") {
    await announceCharge(trx, world, renewal, priced.totalRupiah, setting);
    return quiet;
  }
  const open = await findOpenOrder(trx, renewal.id, now);
  const attempts = open ? await listPaymentsOfOrder(trx, open.id) : [];
  // The sponsor is on the gateway's page right now, or the order is of an earlier state: it ends within a day.
  if (attempts.some((payment) => payment.state === "pending" || payment.state === "processing")) return quiet;
  if (open && open.totalRupiah !== priced.totalRupiah) return quiet;
  const order = open ?? (await placeRenewalOrder(trx, world, renewal, priced));
  const payment = {
    id: world.chance.id(),
    orderId: order.id,
    gateway: method.gateway,
    attempt: (attempts.at(-1)?.attempt ?? 0) + 1,
    amountRupiah: order.totalRupiah,
    openedAt: now,
    expiresAt: order.expiresAt,
  };
  await insertPayment(trx, payment);
  await insertTry(trx, {
    renewalId: renewal.id,
    number,
    onDay: today,
    paymentId: payment.id,
    noticeId: permission.noticeId,
    begunAt: now,
  });
  return {
    kind: "ask",
    order,
    payment: { ...payment, state: "pending", receivedRupiah: 0 },
    method,
    number,
  };
}
