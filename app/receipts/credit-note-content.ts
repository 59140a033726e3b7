/**
 * What a credit note says, frozen at issue: which part of a receipt's money went back to the payer, and
 * which months it takes out of the receipt.
 */
import { terbilang } from "~/rupiah/terbilang";
import { shortCode } from "./paper-number";
import type { PaperOperator, ReceiptContent } from "./receipt-content";

export type CreditLine =
  | {
      readonly what: "premium";
      readonly workerName: string;
      readonly nikMasked: string;
      readonly month: string;
      readonly amountRupiah: number;
    }
  | { readonly what: "fee_cover" | "suspense"; readonly amountRupiah: number };

export type CreditNoteContent = {
  readonly version: 1;
  readonly number: string;
  readonly issuedAt: string;
  readonly refundedAt: string;
  readonly receipt: { readonly number: string; readonly issuedAt: string; readonly totalRupiah: number };
  readonly payer: ReceiptContent["payer"];
  readonly payment: ReceiptContent["payment"];
  readonly refundCode: string;
  readonly lines: readonly CreditLine[];
  readonly totalRupiah: number;
  /** What of the receipt's money has not gone back, after this note and those before it. */
  readonly remainingRupiah: number;
  readonly terbilang: string;
  readonly operator: PaperOperator;
};

export type CreditNoteFacts = {
  readonly refundId: string;
  readonly amountRupiah: number;
  readonly refundedAt: Date;
  readonly lines: readonly CreditLine[];
  /** All that went back of this payment before this note. */
  readonly earlierRupiah: number;
};

/** Puts the content together; throws when the lines do not add up to the refund or exceed the receipt. */
export function creditNoteContent(
  facts: CreditNoteFacts,
  receipt: ReceiptContent,
  paper: { readonly number: string; readonly issuedAt: Date; readonly operator: PaperOperator },
): CreditNoteContent {
  const sum = facts.lines.reduce((total, line) => total + line.amountRupiah, 0);
  if (sum !== facts.amountRupiah)
    throw new Error(
      `No credit note for refund ${facts.refundId}: its lines are ${sum} of ${facts.amountRupiah} rupiah.`,
    );
  const remainingRupiah = receipt.totalRupiah - facts.earlierRupiah - facts.amountRupiah;
  if (remainingRupiah < 0)
    throw new Error(
      `No credit note for refund ${facts.refundId}: more would go back than ${receipt.number} received.`,
    );
  return {
    version: 1,
    number: paper.number,
    issuedAt: paper.issuedAt.toISOString(),
    refundedAt: facts.refundedAt.toISOString(),
    receipt: { number: receipt.number, issuedAt: receipt.issuedAt, totalRupiah: receipt.totalRupiah },
    payer: receipt.payer,
    payment: receipt.payment,
    refundCode: shortCode(facts.refundId),
    lines: facts.lines,
    totalRupiah: facts.amountRupiah,
    remainingRupiah,
    terbilang: terbilang(facts.amountRupiah),
    operator: paper.operator,
  };
}
