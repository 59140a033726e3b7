/**
 * An admin gives money of a payment back, in full or in part. The worker-months leave the coverage at
 * once, the money is owed to the payer from then on, and a chore hands the refund to the gateway. Money that came
 * through a unit's payroll never passed a gateway: its refund waits until somebody has transferred it.
 */
import { recordAct } from "~/audit/audit-queries.server";
import { dayInWib } from "~/calendar/wib";
import { queueChores } from "~/chores/chore-queries.server";
import { endCoverage, releaseHolds } from "~/coverage/coverage-queries.server";
import { postEntries } from "~/ledger/journal-queries.server";
import { refundRequested } from "~/ledger/postings";
import type { World } from "~/platform/world.server";
import { goesBackThroughGateway } from "./payment";
import { lockPayment } from "./payment-queries.server";
import { insertRefund, refundableLines } from "./refund-queries.server";

export type RefundRequest = {
  readonly paymentId: string;
  readonly lines: readonly { readonly workerId: string; readonly month: string }[];
  readonly includeFeeCover: boolean;
  readonly reason: string;
  readonly requestedBy: { readonly id: string; readonly name: string };
};

export type RefundAnswer =
  | { readonly kind: "requested"; readonly refundId: string; readonly amountRupiah: number }
  | {
      readonly kind: "refused";
      readonly reason:
        | "unknown_payment"
        | "not_received"
        | "nothing_chosen"
        | "no_longer_refundable"
        | "reason_missing";
    };

type Needs = Pick<World, "db" | "clock" | "chance">;

/** Posts the refund, queues it for the gateway and writes down who asked for it, all or nothing. */
export async function requestRefund(world: Needs, request: RefundRequest): Promise<RefundAnswer> {
  const reason = request.reason.trim();
  if (reason.length < 3 || reason.length > 500) return { kind: "refused", reason: "reason_missing" };
  return world.db.transaction().execute(async (trx): Promise<RefundAnswer> => {
    const now = world.clock.now();
    const payment = await lockPayment(trx, request.paymentId);
    if (!payment) return { kind: "refused", reason: "unknown_payment" };
    if (payment.state !== "succeeded") return { kind: "refused", reason: "not_received" };
    const open = await refundableLines(trx, payment.id);
    const chosen = new Set(request.lines.map((line) => `${line.workerId} ${line.month}`));
    const months = open.months.filter((line) => chosen.has(`${line.workerId} ${line.month}`));
    if (months.length !== chosen.size) return { kind: "refused", reason: "no_longer_refundable" };
    const feeCoverRupiah = request.includeFeeCover ? open.feeCoverRupiah : 0;
    const amountRupiah = months.reduce((sum, line) => sum + line.amountRupiah, 0) + feeCoverRupiah;
    if (amountRupiah === 0) return { kind: "refused", reason: "nothing_chosen" };

    const refundId = world.chance.id();
    await insertRefund(
      trx,
      {
        id: refundId,
        paymentId: payment.id,
        amountRupiah,
        source: "allocation",
        reason,
        requestedBy: request.requestedBy.name,
        requestedAt: now,
      },
      [
        ...months.map((line) => ({
          workerId: line.workerId,
          month: line.month,
          amountRupiah: line.amountRupiah,
          what: "premium" as const,
        })),
        ...(feeCoverRupiah > 0 ? [{ amountRupiah: feeCoverRupiah, what: "fee_cover" as const }] : []),
      ],
    );
    await postEntries(
      trx,
      world,
      [
        refundRequested({
          refundId,
          paymentId: payment.id,
          orderId: payment.orderId,
          onDay: dayInWib(now),
          months: months.map(({ workerId, month, amountRupiah }) => ({ workerId, month, amountRupiah })),
          feeCoverRupiah,
          suspenseRupiah: 0,
        }),
      ],
      now,
    );
    await endCoverage(trx, payment.orderId, months, now, "refunded");
    await releaseHolds(trx, [payment.orderId]);
    if (goesBackThroughGateway(payment))
      await queueChores(trx, [
        { id: world.chance.id(), kind: "send_refund", subject: refundId, queuedAt: now, dueAt: now },
      ]);
    await recordAct(trx, {
      at: now,
      actor: { kind: "staff", ...request.requestedBy },
      act: "refund_requested",
      subjectKind: "payment",
      subjectId: payment.id,
      after: { refundId, amountRupiah },
      reason,
    });
    return { kind: "requested", refundId, amountRupiah };
  });
}
