/** What a decision on a finding about the gateway's book posts. Amounts and signs are those of the finding. */
import type { BookDecision, BookFindingKind } from "~/findings/book-finding";
import { type JournalEntry, type JournalLine, journalEntry } from "~/ledger/journal";

export type DecidedFinding = {
  readonly id: string;
  readonly kind: BookFindingKind;
  readonly amountRupiah: number;
  readonly gateway: string;
  readonly orderId?: string | undefined;
  readonly paymentId?: string | undefined;
};

/** `undefined` when the decision posts nothing, or posts by a match with a row of the bank. */
export function entryForDecision(
  finding: DecidedFinding,
  decision: BookDecision,
  onDay: string,
): JournalEntry | undefined {
  const lines = linesFor(finding, decision);
  if (!lines || finding.amountRupiah === 0) return undefined;
  const of = {
    ...(finding.orderId ? { orderId: finding.orderId } : {}),
    ...(finding.paymentId ? { paymentId: finding.paymentId } : {}),
  };
  return journalEntry({
    kind: "finding_decided",
    cause: { kind: "finding", id: finding.id },
    onDay,
    memo: finding.kind,
    lines: lines.map((line) => ({ ...line, ...of })),
  });
}

/** The two sides of what is decided; `atGateway` is how much more the gateway then holds. */
function linesFor(finding: DecidedFinding, decision: BookDecision): readonly JournalLine[] | undefined {
  const { amountRupiah: amount, gateway } = finding;
  const between = (account: "gateway_fees" | "losses", atGateway: number): readonly JournalLine[] => [
    { account: "gateway_clearing", party: gateway, amountRupiah: atGateway },
    { account, party: gateway, amountRupiah: -atGateway },
  ];
  switch (decision) {
    case "post_fee":
      return between("gateway_fees", -amount);
    case "book_gateway_fee":
      return between("gateway_fees", amount);
    case "write_off":
      switch (finding.kind) {
        case "ordered_not_received":
        case "refund_differs":
          return between("losses", -amount);
        case "gateway_amount_differs":
        case "gateway_movement_unknown":
          return between("losses", amount);
        default:
          return undefined;
      }
    case "look_again":
    case "book_bank_charge":
    case "book_bank_interest":
    case "to_suspense":
    case "match_less_charge":
    case "acknowledged":
      return undefined;
  }
}

/** What never came to the bank is a loss, and is expected no more. */
export function expectationWrittenOff(posting: {
  readonly findingId: string;
  readonly onDay: string;
  readonly account: JournalLine["account"];
  readonly party?: string | undefined;
  readonly worthRupiah: number;
}): JournalEntry {
  const party = posting.party ? { party: posting.party } : {};
  return journalEntry({
    kind: "finding_decided",
    cause: { kind: "finding", id: posting.findingId },
    onDay: posting.onDay,
    memo: "expected_not_in_bank",
    lines: [
      { account: "losses", amountRupiah: posting.worthRupiah },
      { account: posting.account, amountRupiah: -posting.worthRupiah, ...party },
    ],
  });
}
