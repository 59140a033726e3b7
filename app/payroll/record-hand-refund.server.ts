/** Somebody transferred money of payroll back by hand: the refund is finished and posted against the bank. */
import { type Actor, recordAct } from "~/audit/audit-queries.server";
import { queueChores } from "~/chores/chore-queries.server";
import { postEntries } from "~/ledger/journal-queries.server";
import { refundPaidByHand } from "~/ledger/payroll-postings";
import { PAYROLL } from "~/payments/payment";
import { lockPayment } from "~/payments/payment-queries.server";
import { findRefund, lockRefund, saveRefund } from "~/payments/refund-queries.server";
import type { World } from "~/platform/world.server";
import { brokenConstraint } from "~db/connection";

type Needs = Pick<World, "db" | "clock" | "chance">;

export type HandRefundAnswer =
  | { readonly kind: "recorded" }
  | {
      readonly kind: "refused";
      /** `not_waiting`: unknown, not of payroll, or finished before. */
      readonly reason: "not_waiting" | "transfer_known";
    };

/** `bankReference` is the number of the transfer, tidied; one transfer gives back one refund. */
export async function recordHandRefund(
  world: Needs,
  given: {
    readonly refundId: string;
    readonly bankReference: string;
    readonly transferredOn: string;
    readonly by: Actor;
  },
): Promise<HandRefundAnswer> {
  try {
    return await world.db.transaction().execute(async (trx): Promise<HandRefundAnswer> => {
      const known = await findRefund(trx, given.refundId);
      const payment = known && (await lockPayment(trx, known.paymentId));
      const refund = known && (await lockRefund(trx, { refundId: given.refundId }));
      if (!refund || payment?.gateway !== PAYROLL || refund.state !== "requested")
        return { kind: "refused", reason: "not_waiting" };
      const now = world.clock.now();
      await saveRefund(trx, refund.id, {
        state: "succeeded",
        refundRef: `bank/${given.bankReference}`,
        finishedAt: now,
      });
      const entry = refundPaidByHand({
        refundId: refund.id,
        paymentId: payment.id,
        orderId: payment.orderId,
        bankReference: given.bankReference,
        onDay: given.transferredOn,
        amountRupiah: refund.amountRupiah,
      });
      await postEntries(trx, world, [entry], now);
      await queueChores(trx, [
        { id: world.chance.id(), kind: "issue_credit_note", subject: refund.id, queuedAt: now, dueAt: now },
      ]);
      await recordAct(trx, {
        at: now,
        actor: given.by,
        act: "refund_paid_by_hand",
        subjectKind: "refund",
        subjectId: refund.id,
        after: {
          bankReference: given.bankReference,
          transferredOn: given.transferredOn,
          amountRupiah: refund.amountRupiah,
        },
      });
      return { kind: "recorded" };
    });
  } catch (error) {
    if (brokenConstraint(error) === "refund_ref") return { kind: "refused", reason: "transfer_known" };
    throw error;
  }
}
