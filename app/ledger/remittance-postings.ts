/**
 * What remittance looks like in the journal. One entry per order, so that the story of an order shows its own months
 * alone, and one for the money that leaves the bank:
 *
 *   premiums payable ──▶ BPJS transfer (per worker and month) ◀── bank (per batch)
 *                              └── refused or too much ──▶ suspense, with a finding
 *
 * The batch's number is the party of every line: what stands on it is what BPJS still holds of ours.
 */
import { type JournalEntry, type JournalLine, journalEntry } from "./journal";

export type RemittedMonth = {
  readonly orderId: string;
  readonly paymentId?: string | undefined;
  readonly workerId: string;
  readonly month: string;
  /** What was received for it. */
  readonly paidRupiah: number;
  /** What BPJS is owed for it at the tariff of the day: the rest waits in suspense. */
  readonly dueRupiah: number;
};

const ofMonth = (month: RemittedMonth) => ({
  orderId: month.orderId,
  ...(month.paymentId ? { paymentId: month.paymentId } : {}),
});

/** The months of one order in one batch, handed to BPJS. */
export function monthsRemitted(posting: {
  readonly batchId: string;
  readonly number: string;
  readonly orderId: string;
  readonly onDay: string;
  readonly months: readonly RemittedMonth[];
}): JournalEntry {
  return journalEntry({
    kind: "months_remitted",
    cause: { kind: "remittance", id: `${posting.batchId}/${posting.orderId}` },
    onDay: posting.onDay,
    memo: posting.number,
    lines: posting.months.flatMap((month): JournalLine[] => {
      const { workerId, month: iuran, paidRupiah, dueRupiah } = month;
      const of = { ...ofMonth(month), workerId, month: iuran };
      return [
        { account: "premiums_payable", amountRupiah: paidRupiah, ...of },
        { account: "bpjs_transfer", party: posting.number, amountRupiah: -dueRupiah, ...of },
        { account: "suspense", amountRupiah: dueRupiah - paidRupiah, ...ofMonth(month) },
      ];
    }),
  });
}

/** The one transfer of a batch left the bank. */
export function bpjsPaid(posting: {
  readonly batchId: string;
  readonly number: string;
  readonly onDay: string;
  readonly amountRupiah: number;
  readonly bankReference: string;
}): JournalEntry {
  return journalEntry({
    kind: "bpjs_paid",
    cause: { kind: "remittance_paid", id: posting.batchId },
    onDay: posting.onDay,
    memo: posting.bankReference,
    lines: [
      { account: "bpjs_transfer", party: posting.number, amountRupiah: posting.amountRupiah },
      { account: "bank", party: posting.bankReference, amountRupiah: -posting.amountRupiah },
    ],
  });
}

/** BPJS refused months of one order, or took less for them: the money is the payer's again and waits in suspense. */
export function monthsReturned(posting: {
  readonly importId: string;
  readonly orderId: string;
  readonly onDay: string;
  readonly months: readonly (Omit<RemittedMonth, "paidRupiah" | "dueRupiah"> & {
    readonly number: string;
    readonly returnedRupiah: number;
  })[];
}): JournalEntry {
  return journalEntry({
    kind: "months_returned",
    cause: { kind: "remittance_answer", id: `${posting.importId}/${posting.orderId}` },
    onDay: posting.onDay,
    lines: posting.months.flatMap(({ number, returnedRupiah, workerId, month, ...rest }): JournalLine[] => {
      const of = { orderId: rest.orderId, ...(rest.paymentId ? { paymentId: rest.paymentId } : {}) };
      return [
        { account: "bpjs_transfer", party: number, amountRupiah: returnedRupiah, ...of, workerId, month },
        { account: "suspense", amountRupiah: -returnedRupiah, ...of },
      ];
    }),
  });
}

/** BPJS gave back into the bank what it held of a batch. */
export function bpjsReturned(posting: {
  readonly returnId: string;
  readonly number: string;
  readonly onDay: string;
  readonly amountRupiah: number;
  readonly bankReference: string;
}): JournalEntry {
  return journalEntry({
    kind: "bpjs_returned",
    cause: { kind: "remittance_return", id: posting.returnId },
    onDay: posting.onDay,
    memo: posting.bankReference,
    lines: [
      { account: "bank", party: posting.bankReference, amountRupiah: posting.amountRupiah },
      { account: "bpjs_transfer", party: posting.number, amountRupiah: -posting.amountRupiah },
    ],
  });
}

/** Paid months that turned out to be the government's: their money leaves them and waits in suspense. */
export function monthsSetAside(posting: {
  readonly findingId: string;
  readonly orderId: string;
  readonly paymentId?: string | undefined;
  readonly onDay: string;
  readonly months: readonly {
    readonly workerId: string;
    readonly month: string;
    readonly amountRupiah: number;
  }[];
}): JournalEntry {
  const of = { orderId: posting.orderId, ...(posting.paymentId ? { paymentId: posting.paymentId } : {}) };
  const total = posting.months.reduce((sum, month) => sum + month.amountRupiah, 0);
  return journalEntry({
    kind: "months_set_aside",
    cause: { kind: "finding", id: posting.findingId },
    onDay: posting.onDay,
    lines: [
      ...posting.months.map(
        ({ workerId, month, amountRupiah }): JournalLine => ({
          account: "premiums_payable",
          amountRupiah,
          workerId,
          month,
          ...of,
        }),
      ),
      { account: "suspense", amountRupiah: -total, ...of },
    ],
  });
}
