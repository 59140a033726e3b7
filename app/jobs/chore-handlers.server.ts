/** Who does which chore. */
import type { ChoreHandlers } from "~/chores/drain-chores.server";
import { fetchFee } from "~/payments/fetch-fee.server";
import { sendRefund } from "~/payments/send-refund.server";
import { issueCreditNote } from "~/receipts/issue-credit-note.server";
import { issueReceipt } from "~/receipts/issue-receipt.server";
import { fetchPayout } from "~/reconciliation/fetch-payout.server";
import { beginSponsorships } from "~/sponsorship/begin-sponsorships.server";
import { finishRenewal } from "~/sponsorship/finish-renewal.server";
import { forgetCard } from "~/sponsorship/remove-card.server";

/** A credit note asked for before its receipt exists waits this long for it. */
const receiptFirstMs = 30_000;

export const choreHandlers: ChoreHandlers = {
  fetch_fee: fetchFee,
  send_refund: sendRefund,
  begin_sponsorships: beginSponsorships,
  finish_renewal: finishRenewal,
  forget_card: forgetCard,
  fetch_payout: fetchPayout,
  async issue_receipt(world, paymentId) {
    await issueReceipt(world, paymentId);
    return "done";
  },
  async issue_credit_note(world, refundId) {
    const outcome = await issueCreditNote(world, refundId);
    return outcome.kind === "receipt_first"
      ? { laterMs: receiptFirstMs, why: "the receipt it refers to is not issued yet" }
      : "done";
  },
};
