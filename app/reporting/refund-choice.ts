/**
 * What somebody chose to give back of a payment, and the entries it will be posted as: the page shows
 * them before anything is done, made by the same functions that will post them.
 */
import type { JournalLine } from "~/ledger/journal";
import { refundPaidByHand } from "~/ledger/payroll-postings";
import { refundPaid, refundRequested } from "~/ledger/postings";
import { goesBackThroughGateway } from "~/payments/payment";

export type RefundableMonth = {
  readonly workerId: string;
  readonly workerName: string;
  readonly month: string;
  readonly amountRupiah: number;
};

export type RefundChoice = {
  readonly months: readonly RefundableMonth[];
  readonly feeCoverRupiah: number;
  readonly amountRupiah: number;
};

/** The form's value for a worker's month. */
export const monthKey = (line: { readonly workerId: string; readonly month: string }) =>
  `${line.workerId} ${line.month}`;

/** The chosen part of what can be given back; what is not (or no longer) offered is left out. */
export function chooseRefund(
  offered: { readonly months: readonly RefundableMonth[]; readonly feeCoverRupiah: number },
  chosen: { readonly all: boolean; readonly months: readonly string[]; readonly feeCover: boolean },
): RefundChoice {
  const wanted = new Set(chosen.months);
  const months = offered.months.filter((line) => chosen.all || wanted.has(monthKey(line)));
  const feeCoverRupiah = chosen.all || chosen.feeCover ? offered.feeCoverRupiah : 0;
  return {
    months,
    feeCoverRupiah,
    amountRupiah: months.reduce((sum, line) => sum + line.amountRupiah, 0) + feeCoverRupiah,
  };
}

type Of = {
  readonly gateway: string;
  readonly paymentId: string;
  readonly orderId: string;
  readonly onDay: string;
};

/** What is posted at once, and what once the money has gone back. Takes a choice of more than nothing. */
export function refundPostings(
  choice: RefundChoice,
  of: Of,
): { readonly now: readonly JournalLine[]; readonly later: readonly JournalLine[] } {
  const posting = { ...of, refundId: "preview" };
  const paid = { ...posting, amountRupiah: choice.amountRupiah };
  return {
    now: refundRequested({
      ...posting,
      months: choice.months,
      feeCoverRupiah: choice.feeCoverRupiah,
      suspenseRupiah: 0,
    }).lines,
    later: goesBackThroughGateway(of)
      ? refundPaid(paid).lines
      : refundPaidByHand({ ...paid, bankReference: "preview" }).lines,
  };
}
