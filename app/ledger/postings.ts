/** What each event of money looks like in the journal. One function per event; all amounts in whole rupiah. */
import { type JournalEntry, type JournalLine, journalEntry } from "./journal";

/** Premium money of one order for one worker and month. */
export type WorkerMonthAmount = {
  readonly workerId: string;
  readonly month: string;
  readonly amountRupiah: number;
};

type Of = { readonly orderId?: string; readonly paymentId?: string };

const premiumLines = (months: readonly WorkerMonthAmount[], sign: 1 | -1, of: Of): JournalLine[] =>
  months.map(({ workerId, month, amountRupiah }) => ({
    account: "premiums_payable",
    amountRupiah: sign * amountRupiah,
    workerId,
    month,
    ...of,
  }));

/** A payment came in: what is allocated to worker-months, what covers the fee, what nobody has a place for yet. */
export function paymentReceived(posting: {
  readonly gateway: string;
  /** Set when a unit's transfer brought it: the reference of its batch, whose clearing account it leaves. */
  readonly payrollBatch?: string;
  readonly paymentId: string;
  readonly orderId: string;
  readonly onDay: string;
  readonly receivedRupiah: number;
  readonly allocated: readonly WorkerMonthAmount[];
  readonly feeCoverRupiah: number;
  readonly suspenseRupiah: number;
}): JournalEntry {
  const of = { orderId: posting.orderId, paymentId: posting.paymentId };
  return journalEntry({
    kind: "payment_received",
    cause: { kind: "payment", id: posting.paymentId },
    onDay: posting.onDay,
    lines: [
      posting.payrollBatch
        ? {
            account: "payroll_clearing",
            party: posting.payrollBatch,
            amountRupiah: posting.receivedRupiah,
            ...of,
          }
        : {
            account: "gateway_clearing",
            party: posting.gateway,
            amountRupiah: posting.receivedRupiah,
            ...of,
          },
      ...premiumLines(posting.allocated, -1, of),
      { account: "fee_contributions", amountRupiah: -posting.feeCoverRupiah, ...of },
      { account: "suspense", amountRupiah: -posting.suspenseRupiah, ...of },
    ],
  });
}

/** Money at the gateway that no payment of ours asked for: all of it waits in suspense. */
export function strayPaymentReceived(posting: {
  readonly gateway: string;
  readonly paymentRef: string;
  readonly onDay: string;
  readonly receivedRupiah: number;
}): JournalEntry {
  return journalEntry({
    kind: "stray_payment_received",
    cause: { kind: "stray_payment", id: `${posting.gateway}/${posting.paymentRef}` },
    onDay: posting.onDay,
    memo: posting.paymentRef,
    lines: [
      { account: "gateway_clearing", party: posting.gateway, amountRupiah: posting.receivedRupiah },
      { account: "suspense", amountRupiah: -posting.receivedRupiah },
    ],
  });
}

/** The gateway kept its fee, tax included. The operator bears it; the worker-months stay whole. */
export function gatewayFeeTaken(posting: {
  readonly gateway: string;
  readonly paymentId: string;
  readonly orderId: string;
  readonly onDay: string;
  readonly feeRupiah: number;
  readonly taxRupiah: number;
  readonly transactionRef: string;
}): JournalEntry {
  const of = { orderId: posting.orderId, paymentId: posting.paymentId };
  const taken = posting.feeRupiah + posting.taxRupiah;
  return journalEntry({
    kind: "gateway_fee",
    cause: { kind: "gateway_fee", id: posting.paymentId },
    onDay: posting.onDay,
    memo: posting.transactionRef,
    lines: [
      { account: "gateway_fees", party: posting.gateway, amountRupiah: posting.feeRupiah, ...of },
      { account: "gateway_fees", party: `${posting.gateway} tax`, amountRupiah: posting.taxRupiah, ...of },
      { account: "gateway_clearing", party: posting.gateway, amountRupiah: -taken, ...of },
    ],
  });
}

/** An admin decided to give money back: it leaves its worker-months (or suspense) and is owed to the payer. */
export function refundRequested(posting: {
  readonly refundId: string;
  readonly paymentId: string;
  readonly orderId: string;
  readonly onDay: string;
  readonly months: readonly WorkerMonthAmount[];
  readonly feeCoverRupiah: number;
  readonly suspenseRupiah: number;
}): JournalEntry {
  const of = { orderId: posting.orderId, paymentId: posting.paymentId };
  const total =
    posting.months.reduce((sum, line) => sum + line.amountRupiah, 0) +
    posting.feeCoverRupiah +
    posting.suspenseRupiah;
  return journalEntry({
    kind: "refund_requested",
    cause: { kind: "refund", id: posting.refundId },
    onDay: posting.onDay,
    lines: [
      ...premiumLines(posting.months, 1, of),
      { account: "fee_contributions", amountRupiah: posting.feeCoverRupiah, ...of },
      { account: "suspense", amountRupiah: posting.suspenseRupiah, ...of },
      { account: "refunds_payable", amountRupiah: -total, ...of },
    ],
  });
}

/** The gateway has given the money back. */
export function refundPaid(posting: {
  readonly gateway: string;
  readonly refundId: string;
  readonly paymentId: string;
  readonly orderId: string;
  readonly onDay: string;
  readonly amountRupiah: number;
}): JournalEntry {
  const of = { orderId: posting.orderId, paymentId: posting.paymentId };
  return journalEntry({
    kind: "refund_paid",
    cause: { kind: "refund_paid", id: posting.refundId },
    onDay: posting.onDay,
    lines: [
      { account: "refunds_payable", amountRupiah: posting.amountRupiah, ...of },
      { account: "gateway_clearing", party: posting.gateway, amountRupiah: -posting.amountRupiah, ...of },
    ],
  });
}

/** A refund came back after it had been paid: the gateway holds the money again and we still owe it. */
export function refundReturned(posting: Parameters<typeof refundPaid>[0]): JournalEntry {
  const paid = refundPaid(posting);
  return journalEntry({
    ...paid,
    kind: "refund_returned",
    cause: { kind: "refund_returned", id: posting.refundId },
    lines: paid.lines.map((line) => ({ ...line, amountRupiah: -line.amountRupiah })),
  });
}

/** Suspense of one payment goes to worker-months of the same order or to the donation pool. */
export function suspenseDecided(posting: {
  readonly findingId: string;
  readonly paymentId?: string;
  readonly orderId?: string;
  readonly onDay: string;
  readonly months: readonly WorkerMonthAmount[];
  readonly poolRupiah: number;
}): JournalEntry {
  const of = {
    ...(posting.orderId ? { orderId: posting.orderId } : {}),
    ...(posting.paymentId ? { paymentId: posting.paymentId } : {}),
  };
  const total = posting.months.reduce((sum, line) => sum + line.amountRupiah, 0) + posting.poolRupiah;
  return journalEntry({
    kind: posting.poolRupiah > 0 ? "suspense_to_pool" : "suspense_to_months",
    cause: { kind: "finding", id: posting.findingId },
    onDay: posting.onDay,
    lines: [
      { account: "suspense", amountRupiah: total, ...of },
      ...premiumLines(posting.months, -1, of),
      { account: "donation_pool", amountRupiah: -posting.poolRupiah, ...of },
    ],
  });
}

/** A payer's bank took the money back while it asks questions, or returned it. */
export function disputeMoved(posting: {
  readonly gateway: string;
  readonly disputeRef: string;
  readonly direction: "withdrawn" | "reinstated";
  readonly paymentId?: string;
  readonly orderId?: string;
  readonly onDay: string;
  readonly amountRupiah: number;
}): JournalEntry {
  const of = {
    ...(posting.orderId ? { orderId: posting.orderId } : {}),
    ...(posting.paymentId ? { paymentId: posting.paymentId } : {}),
  };
  const amount = posting.direction === "withdrawn" ? posting.amountRupiah : -posting.amountRupiah;
  return journalEntry({
    kind: `dispute_${posting.direction}`,
    cause: { kind: `dispute_${posting.direction}`, id: `${posting.gateway}/${posting.disputeRef}` },
    onDay: posting.onDay,
    memo: posting.disputeRef,
    lines: [
      { account: "dispute_receivable", party: posting.gateway, amountRupiah: amount, ...of },
      { account: "gateway_clearing", party: posting.gateway, amountRupiah: -amount, ...of },
    ],
  });
}
