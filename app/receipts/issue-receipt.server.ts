/**
 * Issues the receipt of a payment that settled its order: number, frozen content, PDF and the letter
 * that brings it, in one transaction. The number is taken last, so that its lock is held only while
 * the page is drawn (milliseconds) and written.
 */
import { createHash } from "node:crypto";
import { dayInWib } from "~/calendar/wib";
import { queueMails } from "~/mail/mail-queries.server";
import { operatorOf } from "~/mail/operator.server";
import type { World } from "~/platform/world.server";
import type { Trx } from "~db/connection";
import { CHECK_CODE_LENGTH, paperNumber } from "./paper-number";
import { findReceiver, holdPayment, takeNumber } from "./paper-queries.server";
import { sealOf } from "./paper-seal.server";
import { type ReceiptFacts, receiptContent } from "./receipt-content";
import { renderReceiptPdf } from "./receipt-pdf.server";
import {
  findReceiptFacts,
  findReceiptOfPayment,
  insertReceipt,
  type Receipt,
} from "./receipt-queries.server";

/**
 * The receipt of the payment, issued now unless it was before. `undefined` when the payment did not
 * settle its order: money in suspense gets no paper that speaks of protection. Throws when the
 * journal and the order disagree about the money.
 */
export async function issueReceipt(world: World, paymentId: string): Promise<Receipt | undefined> {
  return world.db.transaction().execute(async (trx) => {
    await holdPayment(trx, paymentId);
    const issued = await findReceiptOfPayment(trx, paymentId);
    if (issued) return issued;
    const facts = await findReceiptFacts(trx, paymentId);
    if (!facts) return undefined;
    return issueNow(trx, world, paymentId, facts);
  });
}

async function issueNow(trx: Trx, world: World, paymentId: string, facts: ReceiptFacts): Promise<Receipt> {
  const receiver = await findReceiver(trx, facts.orderId);
  const issuedAt = world.clock.now();
  const checkCode = world.chance.code(CHECK_CODE_LENGTH);
  const year = Number(dayInWib(issuedAt).slice(0, 4));
  const sequence = await takeNumber(trx, "SC", year);
  const number = paperNumber("SC", year, sequence);
  const content = receiptContent(facts, { number, issuedAt, operator: operatorOf(world) });
  const pdf = await renderReceiptPdf(content, sealOf(world, checkCode, content));
  const receipt: Receipt = {
    id: world.chance.id(),
    number,
    paymentId,
    orderId: facts.orderId,
    amountRupiah: content.totalRupiah,
    issuedAt,
    content,
    sha256: createHash("sha256").update(pdf).digest("hex"),
    checkCode,
  };
  await insertReceipt(trx, { ...receipt, year, sequence, pdf });
  await queueMails(trx, [
    {
      id: world.chance.id(),
      occasion: `receipt/${paymentId}`,
      kind: "receipt",
      toAddress: receiver.email,
      sponsorId: receiver.sponsorId,
      orderId: receiver.orderId,
      locale: receiver.locale,
      facts: { receiptId: receipt.id },
      queuedAt: issuedAt,
      dueAt: issuedAt,
    },
  ]);
  return receipt;
}
