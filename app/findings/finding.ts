/**
 * A finding is something about money that a person has to look at and end. It is opened by the engine,
 * never silently, and ended by a resolution that says who decided what and why.
 */
import { type BookFindingKind, isBookFinding } from "./book-finding";

export type FindingKind =
  /** From comparing the books; see `book-finding.ts`. */
  | BookFindingKind
  /** Paid for months that somebody else had covered first; the money of those months is in suspense. */
  | "month_already_covered"
  /** A second payment for an order that was settled; all of it is in suspense. */
  | "paid_twice"
  /** The gateway received another amount than was asked; all of it is in suspense. */
  | "wrong_amount"
  /** The gateway received money that no payment of ours asked for; all of it is in suspense. */
  | "received_without_order"
  /** A refund did not reach the payer; the money is still owed. */
  | "refund_failed"
  /** The payer's bank disputes the payment. */
  | "disputed"
  /** The gateway named another amount the second time; the first one stands in the books. */
  | "amounts_contradict"
  /** The gateway gave money back that nobody here had asked it to. */
  | "refunded_outside"
  /** A signed event of another API version or mode came in; nothing was done with it. */
  | "foreign_event"
  /** More, or less, was deducted from somebody's pay than their workers cost; what is over is in suspense. */
  | "payroll_excess"
  /** A unit transferred more than its treasurer reported; the surplus is in suspense. */
  | "payroll_surplus"
  /** A unit transferred less than its treasurer reported; some lines are not settled. */
  | "payroll_short"
  /** BPJS refused months; their money is in suspense. */
  | "remittance_refused"
  /** BPJS takes less for months than was paid for them; the rest is in suspense, the sponsor's to choose. */
  | "premium_surplus"
  /** Paid months stand on a list of those the government pays for. */
  | "covered_by_government";

export type NewFinding = {
  readonly id: string;
  readonly kind: FindingKind;
  /** What it is about; the same kind is opened once per subject. */
  readonly subject: string;
  readonly openedAt: Date;
  readonly amountRupiah: number;
  readonly orderId?: string;
  readonly paymentId?: string;
  readonly refundId?: string;
  readonly facts: Readonly<Record<string, unknown>> & { readonly holds?: "suspense" };
};

/**
 * What may end a finding. `apply_later` moves the money to later months of the same workers; `hand_back` says that
 * it went back to the unit it came from, by a bank transfer whose number stands in the reason; `resend` gives refused
 * months another try once they are put right; `set_aside` leaves months to the government and their money to decide.
 */
export type Decision =
  | "resend"
  | "set_aside"
  | "apply_later"
  | "refund"
  | "hand_back"
  | "pool"
  | "acknowledged";

/** The decisions a finding offers, the mildest for the worker first. Money that waits in suspense must go somewhere. */
export function decisionsFor(
  finding: { readonly kind: FindingKind; readonly orderId?: string; readonly holdsSuspense: boolean },
  poolIsOpen: boolean,
): readonly Decision[] {
  if (finding.kind === "covered_by_government") return ["set_aside", "acknowledged"];
  if (!finding.holdsSuspense) return ["acknowledged"];
  const pool: readonly Decision[] = poolIsOpen ? ["pool"] : [];
  if (isBookFinding(finding.kind)) return pool;
  switch (finding.kind) {
    case "month_already_covered":
    case "paid_twice":
    case "payroll_excess":
    case "premium_surplus":
      return ["apply_later", "refund", ...pool];
    case "payroll_surplus":
      return ["hand_back", ...pool];
    case "remittance_refused":
      return ["resend", "apply_later", "refund", ...pool];
    case "wrong_amount":
      return ["refund", ...pool];
    case "received_without_order":
    case "refund_failed":
    case "disputed":
    case "amounts_contradict":
    case "refunded_outside":
    case "foreign_event":
    case "payroll_short":
      return pool;
  }
}
