/** Writers of the letters around a payment: they look up what the letter is about and attach the stored paper. */
import { z } from "zod";
import type { LetterWriter, LetterWriters, Writing } from "~/mail/deliver-mails.server";
import type { ClaimedMail } from "~/mail/delivery-queries.server";
import { operatorOf } from "~/mail/operator.server";
import type { World } from "~/platform/world.server";
import { createWords, type Locale, locales } from "~/words/words";
import { findCreditNote } from "./credit-note-queries.server";
import { findCreditNotePdf, findReceiptPdf, findReceiver, type StoredPdf } from "./paper-queries.server";
import { checkUrl } from "./paper-seal.server";
import {
  creditNoteLetter,
  type LetterPlace,
  receiptLetter,
  refundLetter,
  waitingLetter,
} from "./receipt-letter";
import { findReceipt } from "./receipt-queries.server";

const receiptFacts = z.object({ receiptId: z.string(), again: z.boolean().default(false) });
const creditFacts = z.object({ creditNoteId: z.string() });
const refundFacts = z.object({
  amountRupiah: z.number().int(),
  refundedAt: z.iso.datetime(),
  refundCode: z.string(),
});
const waitingFacts = z.object({ amountRupiah: z.number().int(), because: z.string().default("other") });

/** Every one of them is essential: it tells people where their money is. */
export const receiptLetterWriters: LetterWriters = {
  receipt: essential(async (world, mail) => {
    const { receiptId, again } = receiptFacts.parse(mail.facts);
    const [receipt, pdf] = await Promise.all([
      findReceipt(world.db, receiptId),
      findReceiptPdf(world.db, receiptId),
    ]);
    if (!receipt || !pdf) return { drop: "The receipt it should bring does not exist." };
    const place = { ...placeOf(world, mail), checkUrl: checkUrl(world, receipt.checkCode), again };
    return { letter: receiptLetter(receipt.content, place), attachments: [attached(pdf)] };
  }),
  credit_note: essential(async (world, mail) => {
    const { creditNoteId } = creditFacts.parse(mail.facts);
    const [note, pdf] = await Promise.all([
      findCreditNote(world.db, creditNoteId),
      findCreditNotePdf(world.db, creditNoteId),
    ]);
    if (!note || !pdf) return { drop: "The credit note it should bring does not exist." };
    const place = { ...placeOf(world, mail), checkUrl: checkUrl(world, note.checkCode) };
    return { letter: creditNoteLetter(note.content, place), attachments: [attached(pdf)] };
  }),
  refund: essential(async (world, mail) => {
    const facts = refundFacts.parse(mail.facts);
    const receiver = await findReceiver(world.db, orderOf(mail));
    return {
      letter: refundLetter(
        { ...facts, ...receiver, refundedAt: new Date(facts.refundedAt) },
        placeOf(world, mail),
      ),
    };
  }),
  money_waiting: essential(async (world, mail) => {
    const facts = waitingFacts.parse(mail.facts);
    const receiver = await findReceiver(world.db, orderOf(mail));
    return { letter: waitingLetter({ ...facts, ...receiver }, placeOf(world, mail)) };
  }),
};

function essential(write: (world: World, mail: ClaimedMail) => Promise<Writing>): LetterWriter {
  return { essential: true, write };
}

function orderOf(mail: ClaimedMail): string {
  if (!mail.orderId) throw new Error(`The letter ${mail.occasion} names no order.`);
  return mail.orderId;
}

/** Where and in which words a letter of ours is written; a language we do not have yet becomes Indonesian. */
function placeOf(world: World, mail: ClaimedMail): LetterPlace {
  const locale: Locale = locales.find((known) => known === mail.locale) ?? "id";
  const { publicUrl } = world.settings;
  return { t: createWords(locale).t, locale, operator: operatorOf(world), mineUrl: `${publicUrl}/saya` };
}

function attached(paper: StoredPdf) {
  return { filename: `${paper.number}.pdf`, contentType: "application/pdf", content: paper.pdf };
}
