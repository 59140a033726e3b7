/**
 * Ends an unpaid order: first closes its page at the gateway, so that nobody pays for what is gone,
 * then frees its months. When the gateway says it has been paid, the order stays and the money is recorded.
 */
import { deleteLapsedHolds, releaseHolds } from "~/coverage/coverage-queries.server";
import { insertOrderEnding, listOverdueOrderIds, lockOrder } from "~/orders/order-queries.server";
import { gatewayNamed, type World } from "~/platform/world.server";
import { lookAtPayment } from "./look-again-at-payments.server";
import { listPaymentsOfOrder, savePayments } from "./payment-queries.server";

type Needs = Pick<World, "db" | "clock" | "chance" | "gateways" | "log">;
export type Closing = "closed" | "settled" | "processing" | "gateway_away" | "already_ended";

/** Ends the order with id `orderId`; see `Closing` for what may keep it from ending. */
export async function closeOrder(
  world: Needs,
  orderId: string,
  how: "expired" | "replaced" | "cancelled",
): Promise<Closing> {
  const seen = await listPaymentsOfOrder(world.db, orderId);
  for (const payment of seen) {
    if (payment.state === "processing") {
      await lookAtPayment(world, payment);
      continue;
    }
    if (payment.state !== "pending" || !payment.checkoutRef) continue;
    const answer = await gatewayNamed(world, payment.gateway).expireCheckout(payment.checkoutRef);
    if (answer.kind === "expired") continue;
    if (answer.reason !== "already_complete") return "gateway_away";
    await lookAtPayment(world, payment);
  }
  return world.db.transaction().execute(async (trx) => {
    const order = await lockOrder(trx, orderId);
    if (!order) return "already_ended";
    if (order.state === "settled") return "settled";
    if (order.state !== "open") return "already_ended";
    const payments = await listPaymentsOfOrder(trx, orderId);
    if (payments.some((payment) => payment.state === "processing")) return "processing";
    const pending = payments.filter((payment) => payment.state === "pending");
    // An attempt begun since we looked may be taking money at this moment.
    if (pending.some(({ id }) => !seen.some((payment) => payment.id === id))) return "processing";
    await savePayments(
      trx,
      pending.map((payment) => ({ id: payment.id, state: "expired", receivedRupiah: 0 })),
    );
    await insertOrderEnding(trx, { orderId, kind: how, endedAt: world.clock.now() });
    await releaseHolds(trx, [orderId]);
    return "closed";
  });
}

/** Ends every order whose 24 hours are over. One that cannot be ended now does not stop the others. */
export async function expireOrders(
  world: Needs,
): Promise<{ expected: number; done: number; failed: number }> {
  const ids = await listOverdueOrderIds(world.db, world.clock.now(), 500);
  let done = 0;
  let failed = 0;
  for (const id of ids) {
    try {
      const closing = await closeOrder(world, id, "expired");
      if (closing === "gateway_away") failed += 1;
      else done += 1;
    } catch (error) {
      failed += 1;
      world.log.error({ order: id, error: (error as Error).message }, "an order could not be ended");
    }
  }
  await deleteLapsedHolds(world.db, world.clock.now());
  return { expected: ids.length, done, failed };
}
