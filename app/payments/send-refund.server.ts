/** Hands a refund to the gateway. The same key makes a second try harmless. */
import { gatewayNamed, type World } from "~/platform/world.server";
import { applyRefundNews, failRefund } from "./apply-refund-news.server";
import { findPayment } from "./payment-queries.server";
import { findRefund, lockRefund, saveRefund } from "./refund-queries.server";

type Needs = Pick<World, "db" | "clock" | "chance" | "gateways" | "log">;

/** Sends the refund with id `refundId` once; a refusal for good becomes a finding. */
export async function sendRefund(
  world: Needs,
  refundId: string,
): Promise<"done" | { readonly laterMs: number; readonly why: string }> {
  const refund = await findRefund(world.db, refundId);
  if (refund?.state !== "requested") return "done";
  const payment = await findPayment(world.db, refund.paymentId);
  if (!payment?.paymentRef) return { laterMs: 60_000, why: "the payment has no reference yet" };
  const answer = await gatewayNamed(world, payment.gateway).refund({
    refundId: refund.id,
    paymentRef: payment.paymentRef,
    amountRupiah: refund.amountRupiah,
    idempotencyKey: `refund/${refund.id}`,
  });
  if (answer.kind === "refused" && answer.retryable) return { laterMs: 30_000, why: answer.detail };
  await world.db.transaction().execute(async (trx) => {
    const now = world.clock.now();
    const current = await lockRefund(trx, { refundId });
    if (current?.state !== "requested") return;
    if (answer.kind === "refused")
      return failRefund(trx, world, current, payment.orderId, { failure: answer.detail }, now);
    await saveRefund(trx, refund.id, { state: "sent", refundRef: answer.refund.refundRef });
    await applyRefundNews(trx, world, payment.gateway, { ...answer.refund, refundId: refund.id }, now);
  });
  return "done";
}
