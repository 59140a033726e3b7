/**
 * Hands a refund to the gateway. The same key makes a second try harmless, as long as the gateway remembers it; after
 * that we look among its refunds for ours before we ask again.
 */
import { gatewayNamed, type World } from "~/platform/world.server";
import { applyRefundNews, failRefund } from "./apply-refund-news.server";
import { findPayment } from "./payment-queries.server";
import { findRefund, lockRefund, type Refund, saveRefund } from "./refund-queries.server";

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
  const answer = await askOnce(world, refund, { gateway: payment.gateway, paymentRef: payment.paymentRef });
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

/** The gateway remembers a key for a day at least. */
const KEY_HOURS = 20;

async function askOnce(
  world: Needs,
  refund: Refund,
  payment: { readonly gateway: string; readonly paymentRef: string },
) {
  const gateway = gatewayNamed(world, payment.gateway);
  const hours = (world.clock.now().getTime() - refund.requestedAt.getTime()) / 3_600_000;
  if (hours > KEY_HOURS) {
    const known = await gateway.findRefundsOf(payment.paymentRef);
    const ours = known.find(({ refundId }) => refundId === refund.id);
    if (ours) return { kind: "refund", refund: ours } as const;
  }
  return gateway.refund({
    refundId: refund.id,
    paymentRef: payment.paymentRef,
    amountRupiah: refund.amountRupiah,
    idempotencyKey: `refund/${refund.id}`,
  });
}
