/**
 * A holder disputes a charge: the bank takes the money back at once, and gives it again when we win.
 *
 *   needs_response ──▶ under_review ──▶ won (funds reinstated) or lost
 */
import { z } from "zod";
import type { StripeDispute } from "../stripe/stripe-shapes";
import { emptyEvidence } from "./dispute-evidence";
import { schedule } from "./due-list.server";
import {
  checkParams,
  expand,
  flag,
  metadata,
  paging,
  period,
  text,
  within,
  withMetadata,
} from "./form-values.server";
import type { Sandbox } from "./sandbox-house.server";
import { type Endpoint, endpoint, known, listOf, retrieve } from "./stripe-endpoint.server";
import { emit } from "./stripe-events.server";
import { invalidRequest } from "./stripe-fault.server";
import { book } from "./stripe-transactions.server";

const daysToAnswer = 7;

/** Opens a dispute over what is left of a charge; the money and a fee leave the balance. */
export function openDispute(sandbox: Sandbox, chargeId: string, reason: string): StripeDispute {
  const charge = known(sandbox, "charge", "charge", chargeId);
  if (charge.disputed) throw invalidRequest("The charge is already disputed.", "charge");
  if (charge.status !== "succeeded") throw invalidRequest("The charge did not succeed.", "charge");
  const dueBy = sandbox.seconds() + daysToAnswer * 86_400;
  const opened: StripeDispute = {
    id: sandbox.id("du"),
    object: "dispute",
    amount: charge.amount - charge.amount_refunded,
    balance_transactions: [],
    charge: charge.id,
    created: sandbox.seconds(),
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: emptyEvidence,
    evidence_details: {
      due_by: dueBy,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: "manual",
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    network_reason_code: reason === "fraudulent" ? "10.4" : null,
    payment_intent: charge.payment_intent,
    payment_method_details: {
      type: "card",
      card: {
        brand: charge.payment_method_details?.card?.brand ?? "visa",
        case_type: "chargeback",
        network: charge.payment_method_details?.card?.network ?? "visa",
        network_reason_code: "10.4",
      },
    },
    reason,
    status: "needs_response",
  };
  sandbox.store.put("charge", charge.id, { ...charge, disputed: true });
  sandbox.store.put("dispute", opened.id, opened);
  emit(sandbox, "charge.dispute.created", opened);
  const withdrawn = move(sandbox, opened, -opened.amount, "dispute");
  emit(sandbox, "charge.dispute.funds_withdrawn", withdrawn);
  schedule(sandbox, "dispute_lapses", opened.id, dueBy);
  return withdrawn;
}

function move(sandbox: Sandbox, dispute: StripeDispute, sen: number, category: string): StripeDispute {
  const transaction = book(sandbox, {
    type: "adjustment",
    category,
    sen,
    source: dispute.id,
    fee: category === "dispute" ? "dispute" : "none",
    description: `Chargeback ${dispute.charge}`,
    atOnce: true,
  });
  const moved: StripeDispute = {
    ...dispute,
    balance_transactions: [
      ...dispute.balance_transactions,
      transaction as StripeDispute["balance_transactions"][number],
    ],
  };
  sandbox.store.put("dispute", dispute.id, moved);
  return moved;
}

/** The bank decides. A decided dispute stays as it is. */
export function closeDispute(sandbox: Sandbox, id: string, won: boolean): StripeDispute {
  const dispute = known(sandbox, "dispute", "dispute", id);
  if (dispute.status === "won" || dispute.status === "lost")
    throw invalidRequest(`This dispute is already ${dispute.status}.`, "dispute");
  const closed: StripeDispute = { ...dispute, status: won ? "won" : "lost" };
  sandbox.store.put("dispute", id, closed);
  if (!won) {
    emit(sandbox, "charge.dispute.closed", closed);
    return closed;
  }
  const reinstated = move(sandbox, closed, dispute.amount, "dispute_reversal");
  emit(sandbox, "charge.dispute.closed", reinstated);
  emit(sandbox, "charge.dispute.funds_reinstated", reinstated);
  return reinstated;
}

const evidenceShape = z.strictObject(
  Object.fromEntries(Object.keys(emptyEvidence).map((key) => [key, text.optional()])),
);
const updateShape = z.strictObject({
  evidence: evidenceShape.optional(),
  submit: flag.optional(),
  metadata,
  expand,
});

function answerDispute(sandbox: Sandbox, id: string, given: z.infer<typeof updateShape>): StripeDispute {
  const before = known(sandbox, "dispute", "dispute", id);
  if (before.status !== "needs_response")
    throw invalidRequest("This dispute can no longer be answered.", "dispute");
  const submitted = given.evidence !== undefined && given.submit !== false;
  const after: StripeDispute = {
    ...before,
    evidence: { ...before.evidence, ...(given.evidence as Partial<StripeDispute["evidence"]>) },
    evidence_details: {
      ...before.evidence_details,
      has_evidence: before.evidence_details.has_evidence || given.evidence !== undefined,
      submission_count: before.evidence_details.submission_count + (submitted ? 1 : 0),
    },
    metadata: withMetadata(before.metadata, given.metadata),
    status: submitted ? "under_review" : before.status,
  };
  sandbox.store.put("dispute", id, after);
  emit(sandbox, "charge.dispute.updated", after, { status: before.status, evidence: before.evidence });
  // The two texts by which Stripe's own test disputes are decided.
  const said = given.evidence?.uncategorized_text;
  if (submitted && said === "winning_evidence") return closeDispute(sandbox, id, true);
  if (submitted && said === "losing_evidence") return closeDispute(sandbox, id, false);
  return after;
}

const path = "/v1/disputes";
export const disputeEndpoints: readonly Endpoint[] = [
  endpoint("GET", path, (sandbox, { params }) => {
    const shape = z.strictObject({
      ...paging,
      charge: text.optional(),
      payment_intent: text.optional(),
      created: period,
    });
    const asked = checkParams(shape, params);
    const found = sandbox.store
      .all("dispute")
      .filter((one) => !asked.charge || one.charge === asked.charge)
      .filter((one) => !asked.payment_intent || one.payment_intent === asked.payment_intent)
      .filter((one) => within(one.created, asked.created));
    return listOf(found, path, asked);
  }),
  retrieve(path, "dispute", "dispute"),
  endpoint("POST", `${path}/:id`, (sandbox, { id, params }) =>
    answerDispute(sandbox, id, checkParams(updateShape, params)),
  ),
  endpoint("POST", `${path}/:id/close`, (sandbox, { id, params }) => {
    checkParams(z.strictObject({ expand }), params);
    return closeDispute(sandbox, id, false);
  }),
];
