/** What a gateway says of a refund, applied in the transaction that stores the message. */
import { dayInWib } from "~/calendar/wib";
import { queueChores } from "~/chores/chore-queries.server";
import { openFindings } from "~/findings/finding-queries.server";
import { postEntries } from "~/ledger/journal-queries.server";
import { refundPaid, refundReturned } from "~/ledger/postings";
import type { Trx } from "~db/connection";
import type { GatewayRefund } from "./gateway";
import { findPayment } from "./payment-queries.server";
import { lockRefund, type Refund, saveRefund } from "./refund-queries.server";
import type { Core } from "./settle-payments.server";

/**
 *   requested ──▶ sent ──▶ succeeded ──▶ failed (it came back)
 *                   └────▶ failed
 *
 * Returns what was made of it. A refund nobody here asked for becomes a finding.
 */
export async function applyRefundNews(
  trx: Trx,
  world: Core,
  gateway: string,
  seen: GatewayRefund,
  now: Date,
): Promise<string> {
  const refund = await lockRefund(trx, seen);
  if (!refund) return openOutsideFinding(trx, world, gateway, seen, now);
  if (seen.state === refund.state || seen.state === "pending" || refund.state === "failed")
    return "known already";
  const payment = await findPayment(trx, refund.paymentId);
  if (!payment) throw new Error(`Refund ${refund.id} belongs to payment ${refund.paymentId}, which is gone.`);
  const posting = {
    gateway,
    refundId: refund.id,
    paymentId: payment.id,
    orderId: payment.orderId,
    onDay: dayInWib(now),
    amountRupiah: refund.amountRupiah,
  };
  if (seen.state === "succeeded") {
    await saveRefund(trx, refund.id, { state: "succeeded", refundRef: seen.refundRef, finishedAt: now });
    await postEntries(trx, world, [refundPaid(posting)], now);
    const chore = {
      id: world.chance.id(),
      kind: "issue_credit_note" as const,
      subject: refund.id,
      queuedAt: now,
      dueAt: now,
    };
    await queueChores(trx, [chore]);
    return "refund succeeded";
  }
  if (refund.state === "succeeded") await postEntries(trx, world, [refundReturned(posting)], now);
  await failRefund(trx, world, refund, payment.orderId, seen, now);
  return "refund failed";
}

/** Marks the refund as failed and opens the finding: the money is still owed to the payer. */
export async function failRefund(
  trx: Trx,
  world: Core,
  refund: Refund,
  orderId: string,
  seen: { readonly refundRef?: string; readonly failure?: string },
  now: Date,
): Promise<void> {
  const failure = seen.failure ?? "The gateway gave no reason.";
  await saveRefund(trx, refund.id, {
    state: "failed",
    failure,
    finishedAt: now,
    ...(seen.refundRef ? { refundRef: seen.refundRef } : {}),
  });
  await openFindings(trx, [
    {
      id: world.chance.id(),
      kind: "refund_failed",
      subject: `refund/${refund.id}`,
      openedAt: now,
      amountRupiah: refund.amountRupiah,
      orderId,
      paymentId: refund.paymentId,
      refundId: refund.id,
      facts: { failure },
    },
  ]);
}

async function openOutsideFinding(
  trx: Trx,
  world: Core,
  gateway: string,
  seen: GatewayRefund,
  now: Date,
): Promise<string> {
  await openFindings(trx, [
    {
      id: world.chance.id(),
      kind: "refunded_outside",
      subject: `${gateway}/${seen.refundRef}`,
      openedAt: now,
      amountRupiah: seen.amountRupiah,
      facts: { gateway, refundRef: seen.refundRef, paymentRef: seen.paymentRef, state: seen.state },
    },
  ]);
  return "not ours";
}
