/**
 * Issues the credit note of a refund whose money has gone back, referring to the receipt of its payment,
 * and queues the letter that brings it. A payment without a receipt (its money never protected anyone)
 * gets a plain letter that says that its money went back.
 */
import { createHash } from "node:crypto";
import { dayInWib } from "~/calendar/wib";
import { queueMails } from "~/mail/mail-queries.server";
import { operatorOf } from "~/mail/operator.server";
import type { World } from "~/platform/world.server";
import type { Trx } from "~db/connection";
import { creditNoteContent } from "./credit-note-content";
import { renderCreditNotePdf } from "./credit-note-pdf.server";
import {
  type CreditNote,
  findCreditNoteFacts,
  findCreditNoteOfRefund,
  holdPaymentOfRefund,
  insertCreditNote,
  lockPaidRefund,
  type PaidRefund,
} from "./credit-note-queries.server";
import { CHECK_CODE_LENGTH, paperNumber, shortCode } from "./paper-number";
import { findReceiver, takeNumber } from "./paper-queries.server";
import { sealOf } from "./paper-seal.server";
import { findReceiptOfPayment, type Receipt } from "./receipt-queries.server";

export type CreditNoteOutcome =
  | { readonly kind: "issued"; readonly note: CreditNote }
  /** The payment has no receipt and never gets one: the sponsor is told by letter alone. */
  | { readonly kind: "told" }
  /** The receipt it refers to is still being issued. */
  | { readonly kind: "receipt_first" }
  /** The refund has not succeeded, or there is none. */
  | { readonly kind: "not_refunded" };

/** Issues once; asked again it answers with what was issued. Throws when the refund's parts disagree. */
export async function issueCreditNote(world: World, refundId: string): Promise<CreditNoteOutcome> {
  return world.db.transaction().execute(async (trx) => {
    // Payment first, as everywhere; and notes of one payment are issued one after the other.
    await holdPaymentOfRefund(trx, refundId);
    const refund = await lockPaidRefund(trx, refundId);
    if (!refund) return { kind: "not_refunded" };
    const issued = await findCreditNoteOfRefund(trx, refundId);
    if (issued) return { kind: "issued", note: issued };
    const receipt = await findReceiptOfPayment(trx, refund.paymentId);
    if (!receipt && refund.settledItsOrder) return { kind: "receipt_first" };
    if (!receipt) {
      await queueLetter(trx, world, refund, "refund", {
        amountRupiah: refund.amountRupiah,
        refundedAt: refund.finishedAt.toISOString(),
        refundCode: shortCode(refund.id),
      });
      return { kind: "told" };
    }
    const note = await issueNow(trx, world, refund, receipt);
    await queueLetter(trx, world, refund, "credit_note", { creditNoteId: note.id });
    return { kind: "issued", note };
  });
}

async function issueNow(trx: Trx, world: World, refund: PaidRefund, receipt: Receipt): Promise<CreditNote> {
  const facts = await findCreditNoteFacts(trx, refund, receipt.id);
  const issuedAt = world.clock.now();
  const checkCode = world.chance.code(CHECK_CODE_LENGTH);
  const year = Number(dayInWib(issuedAt).slice(0, 4));
  const sequence = await takeNumber(trx, "NK", year);
  const number = paperNumber("NK", year, sequence);
  const content = creditNoteContent(facts, receipt.content, {
    number,
    issuedAt,
    operator: operatorOf(world),
  });
  const pdf = await renderCreditNotePdf(content, sealOf(world, checkCode, content));
  const note: CreditNote = {
    id: world.chance.id(),
    number,
    receiptId: receipt.id,
    refundId: refund.id,
    amountRupiah: refund.amountRupiah,
    issuedAt,
    content,
    sha256: createHash("sha256").update(pdf).digest("hex"),
    checkCode,
  };
  await insertCreditNote(trx, { ...note, year, sequence, pdf });
  return note;
}

async function queueLetter(
  trx: Trx,
  world: World,
  refund: PaidRefund,
  kind: "credit_note" | "refund",
  facts: Readonly<Record<string, unknown>>,
): Promise<void> {
  const receiver = await findReceiver(trx, refund.orderId);
  const now = world.clock.now();
  await queueMails(trx, [
    {
      id: world.chance.id(),
      occasion: `credit-note/${refund.id}`,
      kind,
      toAddress: receiver.email,
      sponsorId: receiver.sponsorId,
      orderId: receiver.orderId,
      locale: receiver.locale,
      facts,
      queuedAt: now,
      dueAt: now,
    },
  ]);
}
