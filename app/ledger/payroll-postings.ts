/** Payroll in the journal: a unit's transfer, its surplus, and money given back by hand. All amounts in whole rupiah. */
import { type JournalEntry, journalEntry } from "./journal";

/** A unit's transfer reached the bank; its batch owes it to the lines it settles. `onDay` is the bank's day. */
export function payrollTransferReceived(posting: {
  readonly bookingId: string;
  /** The batch's reference: whose clearing account. */
  readonly batchReference: string;
  readonly bankReference: string;
  readonly onDay: string;
  readonly amountRupiah: number;
}): JournalEntry {
  return journalEntry({
    kind: "payroll_transfer",
    cause: { kind: "payroll_transfer", id: posting.bookingId },
    onDay: posting.onDay,
    memo: `${posting.batchReference} ${posting.bankReference}`,
    lines: [
      { account: "bank", amountRupiah: posting.amountRupiah, party: posting.bankReference },
      { account: "payroll_clearing", amountRupiah: -posting.amountRupiah, party: posting.batchReference },
    ],
  });
}

/** More was transferred than the settled lines need: it waits in suspense. */
export function payrollSurplus(posting: {
  readonly bookingId: string;
  readonly batchReference: string;
  readonly onDay: string;
  readonly surplusRupiah: number;
}): JournalEntry {
  return journalEntry({
    kind: "payroll_surplus",
    cause: { kind: "payroll_surplus", id: posting.bookingId },
    onDay: posting.onDay,
    memo: posting.batchReference,
    lines: [
      { account: "payroll_clearing", amountRupiah: posting.surplusRupiah, party: posting.batchReference },
      { account: "suspense", amountRupiah: -posting.surplusRupiah },
    ],
  });
}

/** Money owed to a payer left the bank by a transfer somebody made by hand. */
export function refundPaidByHand(posting: {
  readonly refundId: string;
  readonly paymentId: string;
  readonly orderId: string;
  readonly bankReference: string;
  readonly onDay: string;
  readonly amountRupiah: number;
}): JournalEntry {
  const of = { orderId: posting.orderId, paymentId: posting.paymentId };
  return journalEntry({
    kind: "refund_paid_by_hand",
    cause: { kind: "refund_paid", id: posting.refundId },
    onDay: posting.onDay,
    memo: posting.bankReference,
    lines: [
      { account: "refunds_payable", amountRupiah: posting.amountRupiah, ...of },
      { account: "bank", amountRupiah: -posting.amountRupiah, party: posting.bankReference, ...of },
    ],
  });
}

/** A surplus went back to the unit that sent it, by a transfer somebody made by hand. */
export function surplusHandedBack(posting: {
  readonly findingId: string;
  readonly onDay: string;
  readonly amountRupiah: number;
}): JournalEntry {
  return journalEntry({
    kind: "surplus_handed_back",
    cause: { kind: "finding", id: posting.findingId },
    onDay: posting.onDay,
    lines: [
      { account: "suspense", amountRupiah: posting.amountRupiah },
      { account: "bank", amountRupiah: -posting.amountRupiah },
    ],
  });
}
