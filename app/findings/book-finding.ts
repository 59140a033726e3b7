/**
 * Findings that come from comparing the books: ours, the gateway's, the bank's. What each is called, and what may end
 * it. Each decision posts to the journal, or says why it need not.
 */
export const bookFindingKinds = [
  /** The gateway's book holds a payment we have not taken as received. */
  "received_not_recorded",
  /** A payment we took as received is not in the gateway's book. */
  "ordered_not_received",
  /** The gateway's book names another amount for a payment than ours. */
  "gateway_amount_differs",
  /** The gateway kept another fee, tax included, than we posted. */
  "fee_differs",
  /** The gateway moved money for a reason we have no name for. */
  "gateway_movement_unknown",
  /** The gateway gave back another amount than was asked. */
  "refund_differs",
  /** A refund we call paid came back to the gateway. */
  "refund_came_back",
  /** A refund we call paid is not in the gateway's book. */
  "refund_not_returned",
  /** The gateway has paid out, or a transfer was booked, and the bank does not show it. */
  "expected_not_in_bank",
  /** The bank shows money that nothing of ours explains. */
  "bank_row_unknown",
  /** The bank shows another amount than was expected under the same reference. */
  "bank_amount_differs",
  /** Money of the bank that nothing explains, put into suspense by a decision. */
  "bank_money_waiting",
] as const;
export type BookFindingKind = (typeof bookFindingKinds)[number];

export const isBookFinding = (kind: string): kind is BookFindingKind =>
  (bookFindingKinds as readonly string[]).includes(kind);

export type BookDecision =
  /** Ask the gateway about the payment; what it says is recorded as a message would be. */
  | "look_again"
  /** Post the difference of a fee, so that ours is the gateway's. */
  | "post_fee"
  /** Book the movement as a fee of the gateway. */
  | "book_gateway_fee"
  /** Book the bank's row as a charge of the bank. */
  | "book_bank_charge"
  /** Book the bank's row as interest of the bank. */
  | "book_bank_interest"
  /** Keep the bank's money in suspense until somebody knows whose it is; a finding of its own. */
  | "to_suspense"
  /** The bank kept the difference for itself: match the row and book the difference as a charge. */
  | "match_less_charge"
  /** The money is lost, or was never ours: book it as a loss. */
  | "write_off"
  /** Nothing needs posting; the reason says why. */
  | "acknowledged";

/** The decisions a finding of the books offers, the likeliest first. `amountRupiah` is signed for rows of the bank. */
export function bookDecisionsFor(finding: {
  readonly kind: BookFindingKind;
  readonly amountRupiah: number;
}): readonly BookDecision[] {
  switch (finding.kind) {
    case "received_not_recorded":
      return ["look_again", "acknowledged"];
    case "fee_differs":
      return ["post_fee", "acknowledged"];
    case "gateway_movement_unknown":
      return finding.amountRupiah < 0
        ? ["book_gateway_fee", "write_off", "acknowledged"]
        : ["book_gateway_fee", "acknowledged"];
    case "ordered_not_received":
    case "gateway_amount_differs":
    case "refund_differs":
    case "expected_not_in_bank":
      return ["acknowledged", "write_off"];
    case "bank_row_unknown":
      return finding.amountRupiah < 0
        ? ["book_bank_charge", "acknowledged"]
        : ["book_bank_interest", "to_suspense", "acknowledged"];
    case "bank_amount_differs":
      return ["match_less_charge", "acknowledged"];
    case "refund_came_back":
    case "refund_not_returned":
    case "bank_money_waiting":
      return ["acknowledged"];
  }
}
