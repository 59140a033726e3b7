/**
 * Opens the gateway's page for an order: one live attempt at a time, so that back, reload, a double
 * click and two tabs all lead to the same page and one charge.
 *
 *   lock the order ─▶ find or make the attempt ─▶ commit ─▶ ask the gateway (same key) ─▶ write its page down
 *
 * A crash after the gateway was asked is harmless: the next try carries the same key.
 */
import { listOrderLines, lockOrder, type Order } from "~/orders/order-queries.server";
import { gatewayNamed, type World } from "~/platform/world.server";
import type { Trx } from "~db/connection";
import { checkoutLines } from "./checkout-lines";
import type { Gateway, GatewayRefusal } from "./gateway";
import type { Payment } from "./payment";
import { insertPayment, listPaymentsOfOrder, saveCheckout, savePayments } from "./payment-queries.server";

export type Opening =
  | { readonly kind: "page"; readonly url: string; readonly payment: Payment }
  | { readonly kind: "settled" }
  /** A delayed payment is on its way; nothing more is to be paid now. */
  | { readonly kind: "processing" }
  | { readonly kind: "ended" }
  | { readonly kind: "unknown_order" }
  | { readonly kind: "amount_too_small"; readonly minimumRupiah: number }
  | { readonly kind: "amount_too_large"; readonly maximumRupiah: number }
  /** The gateway is away; nothing was charged, and trying again is safe. */
  | { readonly kind: "gateway_away" }
  | { readonly kind: "gateway_refused" };

type Needs = Pick<World, "db" | "clock" | "chance" | "gateways" | "log">;
type Links = { readonly successUrl: string; readonly cancelUrl: string };

/** Finds or opens the page where this order is paid. `links` are the absolute addresses to come back to. */
export async function openPayment(
  world: Needs,
  request: { readonly orderId: string; readonly gateway?: string; readonly links: (order: Order) => Links },
): Promise<Opening> {
  const gateway = request.gateway ? gatewayNamed(world, request.gateway) : world.gateways[0];
  if (!gateway) throw new Error("No gateway is wired in this installation.");
  const ready = await world.db
    .transaction()
    .execute((trx) => findOrMakeAttempt(trx, world, gateway, request.orderId));
  if (ready.kind !== "attempt") return ready;
  const { payment, order, fresh } = ready;
  const opened = await gateway.openCheckout({
    paymentId: payment.id,
    orderCode: order.code,
    idempotencyKey: `order/${order.id}/attempt/${payment.attempt}`,
    lines: checkoutLines(await listOrderLines(world.db, [order.id]), order),
    payerEmail: order.payerEmail,
    expiresAt: payment.expiresAt,
    locale: order.locale,
    ...(order.renewalWish?.way === "saved_card" ? { saveCard: {} } : {}),
    ...request.links(order),
  });
  if (opened.kind === "refused") {
    const refused = await refuse(world, gateway, payment, opened);
    // Asked before under this key and answered differently now: nobody has that page's address, so leave it.
    return refused.kind === "gateway_refused" && !fresh ? openPayment(world, request) : refused;
  }
  const checkout = { checkoutRef: opened.checkoutRef, checkoutUrl: opened.url, expiresAt: opened.expiresAt };
  await saveCheckout(world.db, payment.id, checkout);
  return { kind: "page", url: opened.url, payment: { ...payment, ...checkout } };
}

type Ready =
  | { readonly kind: "attempt"; readonly payment: Payment; readonly order: Order; readonly fresh: boolean }
  | Exclude<Opening, { kind: "gateway_away" | "gateway_refused" }>;

async function findOrMakeAttempt(trx: Trx, world: Needs, gateway: Gateway, orderId: string): Promise<Ready> {
  const now = world.clock.now();
  const order = await lockOrder(trx, orderId);
  if (!order) return { kind: "unknown_order" };
  if (order.state === "settled") return { kind: "settled" };
  if (order.state !== "open" || order.expiresAt <= now) return { kind: "ended" };
  const { minimumRupiah, maximumRupiah } = gateway.limits;
  if (order.totalRupiah < minimumRupiah) return { kind: "amount_too_small", minimumRupiah };
  if (order.totalRupiah > maximumRupiah) return { kind: "amount_too_large", maximumRupiah };

  const attempts = await listPaymentsOfOrder(trx, order.id);
  const live = attempts.find((payment) => payment.state === "pending" || payment.state === "processing");
  if (live?.state === "processing") return { kind: "processing" };
  if (live && live.expiresAt > now)
    return live.checkoutUrl
      ? { kind: "page", url: live.checkoutUrl, payment: live }
      : { kind: "attempt", payment: live, order, fresh: false };
  // Its page has closed by itself; should money have come all the same, its message will say so.
  if (live) await savePayments(trx, [{ id: live.id, state: "expired", receivedRupiah: 0 }]);
  const payment = {
    id: world.chance.id(),
    orderId: order.id,
    gateway: gateway.name,
    attempt: (attempts.at(-1)?.attempt ?? 0) + 1,
    amountRupiah: order.totalRupiah,
    openedAt: now,
    expiresAt: order.expiresAt,
  };
  await insertPayment(trx, payment);
  return {
    kind: "attempt",
    payment: { ...payment, state: "pending", receivedRupiah: 0 },
    order,
    fresh: true,
  };
}

async function refuse(
  world: Needs,
  gateway: Gateway,
  payment: Payment,
  refusal: GatewayRefusal,
): Promise<Opening> {
  world.log.warn(
    { payment: payment.id, gateway: gateway.name, reason: refusal.reason, detail: refusal.detail },
    "no payment page",
  );
  if (refusal.retryable) return { kind: "gateway_away" };
  const failed = {
    id: payment.id,
    state: "failed" as const,
    receivedRupiah: 0,
    failure: refusal.detail.slice(0, 500),
  };
  await world.db.transaction().execute((trx) => savePayments(trx, [failed]));
  if (refusal.reason === "amount_too_small")
    return { kind: "amount_too_small", minimumRupiah: gateway.limits.minimumRupiah };
  if (refusal.reason === "amount_too_large")
    return { kind: "amount_too_large", maximumRupiah: gateway.limits.maximumRupiah };
  return { kind: "gateway_refused" };
}
