/**
 * What a difference between the gateway's book and ours is called, and what it makes necessary. One rupiah is a
 * difference. What the gateway merely told us late (a fee, a dispute) is posted from its book; what contradicts ours
 * becomes a finding for a person.
 */
import { dayInWib } from "~/calendar/wib";
import type { NewFinding } from "~/findings/finding";
import type { JournalEntry } from "~/ledger/journal";
import { disputeMoved, gatewayFeeTaken } from "~/ledger/postings";
import type { Missing, OddPayment, OddRefund, OtherMovement } from "./comparison-queries.server";
import { gatewayCharged } from "./payout-postings";

/** A finding that has no id and moment yet. */
export type Found = Omit<NewFinding, "id" | "openedAt">;
export type Outcome = { readonly findings: readonly Found[]; readonly entries: readonly JournalEntry[] };

const of = (row: { readonly payment_id: string | null; readonly order_id: string | null }) => ({
  ...(row.payment_id ? { paymentId: row.payment_id } : {}),
  ...(row.order_id ? { orderId: row.order_id } : {}),
});

/** `stray` posts and opens what a message about money without an order would have. */
export function onOddPayment(
  gateway: string,
  row: OddPayment,
  stray: (paymentRef: string, amountRupiah: number) => Outcome,
): Outcome {
  const subject = `${gateway}/${row.movement_ref}`;
  const facts = {
    gateway,
    movementRef: row.movement_ref,
    payoutRef: row.payout_ref,
    ...(row.payment_ref ? { paymentRef: row.payment_ref } : {}),
  };
  if (!row.payment_id) return stray(row.payment_ref ?? row.movement_ref, row.amount);
  if (row.state !== "succeeded")
    return {
      findings: [{ kind: "received_not_recorded", subject, amountRupiah: row.amount, facts, ...of(row) }],
      entries: [],
    };
  const told = row.fee + row.tax;
  const late = row.fee_posted === null && told !== 0;
  const amountFinding: Found = {
    kind: "gateway_amount_differs",
    subject,
    amountRupiah: row.amount - row.received!,
    facts: { ...facts, receivedRupiah: row.received, toldRupiah: row.amount },
    ...of(row),
  };
  const feeFinding: Found = {
    kind: "fee_differs",
    subject,
    amountRupiah: told - (row.fee_posted ?? 0),
    facts: { ...facts, postedRupiah: row.fee_posted ?? 0, toldRupiah: told },
    ...of(row),
  };
  return {
    findings: [
      ...(row.amount === row.received ? [] : [amountFinding]),
      ...(late || told === (row.fee_posted ?? 0) ? [] : [feeFinding]),
    ],
    entries: late
      ? [
          gatewayFeeTaken({
            gateway,
            paymentId: row.payment_id,
            orderId: row.order_id!,
            onDay: dayInWib(row.happened_at),
            feeRupiah: row.fee,
            taxRupiah: row.tax,
            transactionRef: row.movement_ref,
          }),
        ]
      : [],
  };
}

export function onOddRefund(gateway: string, row: OddRefund): Found {
  const facts = {
    gateway,
    movementRef: row.movement_ref,
    payoutRef: row.payout_ref,
    refundRef: row.refund_ref ?? "",
  };
  const about = { ...of(row), ...(row.refund_id ? { refundId: row.refund_id } : {}) };
  const subject = `${gateway}/${row.movement_ref}`;
  if (row.kind === "refund_returned")
    return { kind: "refund_came_back", subject, amountRupiah: row.amount, facts, ...about };
  if (!row.refund_id)
    return {
      kind: "refunded_outside",
      // As the message about it is known, so that both are one finding.
      subject: `${gateway}/${row.refund_ref ?? row.movement_ref}`,
      amountRupiah: 0 - row.amount,
      facts,
    };
  return {
    kind: "refund_differs",
    subject,
    amountRupiah: -row.amount - row.ours!,
    facts: { ...facts, askedRupiah: row.ours, toldRupiah: 0 - row.amount },
    ...about,
  };
}

export function onOtherMovement(gateway: string, row: OtherMovement): Outcome {
  const onDay = dayInWib(row.happened_at);
  const charged = (feeRupiah: number, taxRupiah: number) =>
    feeRupiah + taxRupiah === 0
      ? []
      : [
          gatewayCharged({
            gateway,
            movementRef: row.movement_ref,
            onDay,
            feeRupiah,
            taxRupiah,
            memo: row.dispute_ref ?? row.type,
          }),
        ];
  switch (row.kind) {
    case "dispute":
    case "dispute_returned":
      return disputeOutcome(gateway, row, charged(row.fee, row.tax));
    case "fee":
      return { findings: [], entries: charged(row.fee - row.amount, row.tax) };
    case "other":
      return {
        findings: [
          {
            kind: "gateway_movement_unknown",
            subject: `${gateway}/${row.movement_ref}`,
            amountRupiah: row.amount - row.fee - row.tax,
            facts: {
              gateway,
              movementRef: row.movement_ref,
              payoutRef: row.payout_ref,
              type: row.type,
              happenedOn: onDay,
            },
          },
        ],
        entries: [],
      };
    case "payment":
    case "refund":
    case "refund_returned":
    case "payout":
    case "payout_returned":
      return { findings: [], entries: charged(row.fee, row.tax) };
  }
}

function disputeOutcome(gateway: string, row: OtherMovement, fees: readonly JournalEntry[]): Outcome {
  const disputeRef = row.dispute_ref ?? row.movement_ref;
  const amountRupiah = Math.abs(row.amount);
  const finding: Found = {
    kind: "disputed",
    subject: `${gateway}/${disputeRef}`,
    amountRupiah,
    facts: { gateway, disputeRef, payoutRef: row.payout_ref },
    ...of(row),
  };
  const entry = disputeMoved({
    gateway,
    disputeRef,
    direction: row.kind === "dispute" ? "withdrawn" : "reinstated",
    onDay: dayInWib(row.happened_at),
    amountRupiah,
    ...of(row),
  });
  return { findings: [finding], entries: [entry, ...fees] };
}

export const onMissingPayment = (gateway: string, row: Missing): Found => ({
  kind: "ordered_not_received",
  subject: `payment/${row.id}`,
  amountRupiah: row.amount,
  facts: { gateway, paymentRef: row.ref },
  ...of(row),
});

export const onMissingRefund = (gateway: string, row: Missing): Found => ({
  kind: "refund_not_returned",
  subject: `refund/${row.id}`,
  amountRupiah: row.amount,
  refundId: row.id,
  facts: { gateway, refundRef: row.ref },
  ...of(row),
});
