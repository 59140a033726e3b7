/** Money goes back to the card it came from: at once, later, or at first yes and then no. */
import { z } from "zod";
import type { StripeCharge, StripeRefund } from "../stripe/stripe-shapes";
import { schedule } from "./due-list.server";
import {
  checkParams,
  expand,
  integer,
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

const refundShape = z.strictObject({
  payment_intent: text.optional(),
  charge: text.optional(),
  amount: integer.pipe(z.number().min(1, "must be at least 1")).optional(),
  reason: z.enum(["duplicate", "fraudulent", "requested_by_customer"]).optional(),
  metadata,
  expand,
});
type RefundAsked = z.infer<typeof refundShape>;

/** How long the bank takes for a refund that is not decided at once. */
const bankSeconds = 3600;

function createRefund(sandbox: Sandbox, asked: RefundAsked): StripeRefund {
  const charge = chargeAsked(sandbox, asked);
  const left = charge.amount - charge.amount_refunded;
  if (charge.disputed)
    throw invalidRequest(
      `Charge ${charge.id} has been charged back; cannot issue a refund.`,
      "charge",
      "charge_disputed",
    );
  if (left === 0)
    throw invalidRequest(
      `Charge ${charge.id} has already been refunded.`,
      "charge",
      "charge_already_refunded",
    );
  const amount = asked.amount ?? left;
  if (amount > left)
    throw invalidRequest(
      `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`,
      "amount",
    );
  const manner = sandbox.store.get("card", charge.payment_method ?? "")?.refunds ?? "at_once";
  const id = sandbox.id("re");
  const refund: StripeRefund = {
    id,
    object: "refund",
    amount,
    balance_transaction: moveMoney(sandbox, charge, id, -amount, "refund"),
    charge: charge.id,
    created: sandbox.seconds(),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: {
      type: "card",
      card: { reference_status: "pending", reference_type: "acquirer_reference_number", type: "refund" },
    },
    metadata: withMetadata(null, asked.metadata),
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: asked.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: manner === "later" ? "pending" : "succeeded",
    ...(manner === "later" ? { pending_reason: "processing" as const } : {}),
    transfer_reversal: null,
  };
  sandbox.store.put("refund", id, refund);
  const refunded = chargeAfter(sandbox, charge, amount);
  emit(sandbox, "refund.created", refund);
  emit(sandbox, "charge.refunded", refunded, {
    amount_refunded: charge.amount_refunded,
    refunded: charge.refunded,
  });
  if (manner !== "at_once") schedule(sandbox, "refund_turns", id, sandbox.seconds() + bankSeconds);
  return refund;
}

function chargeAsked(sandbox: Sandbox, asked: RefundAsked): StripeCharge {
  if (asked.charge && asked.payment_intent)
    throw invalidRequest(
      "Give either a charge or a payment_intent, not both.",
      "charge",
      "parameters_exclusive",
    );
  if (!asked.charge && !asked.payment_intent)
    throw invalidRequest(
      "One of the following params should be provided for this request: payment_intent or charge.",
    );
  const id = asked.payment_intent
    ? known(sandbox, "intent", "payment_intent", asked.payment_intent, "payment_intent").latest_charge
    : asked.charge;
  const charge = id ? known(sandbox, "charge", "charge", id, "charge") : undefined;
  if (charge?.status !== "succeeded")
    throw invalidRequest(
      "This PaymentIntent does not have a successful charge to refund.",
      "payment_intent",
      "charge_not_refundable",
    );
  return charge;
}

function moveMoney(
  sandbox: Sandbox,
  charge: StripeCharge,
  source: string,
  sen: number,
  type: "refund" | "refund_failure",
): string {
  const description = `REFUND FOR ${charge.payment_intent ?? charge.id}`;
  return book(sandbox, { type, category: type, sen, source, fee: "none", description, atOnce: true }).id;
}

function chargeAfter(sandbox: Sandbox, charge: StripeCharge, amount: number): StripeCharge {
  const amount_refunded = charge.amount_refunded + amount;
  const after: StripeCharge = { ...charge, amount_refunded, refunded: amount_refunded === charge.amount };
  sandbox.store.put("charge", charge.id, after);
  return after;
}

/** The bank's word on a refund it had been thinking about: a pending one arrives, another comes back. */
export function turnRefund(sandbox: Sandbox, id: string): void {
  const refund = sandbox.store.get("refund", id);
  if (refund?.status === "pending") finishRefund(sandbox, refund);
  else if (refund?.status === "succeeded") failRefund(sandbox, id, "expired_or_canceled_card");
}

function finishRefund(sandbox: Sandbox, refund: StripeRefund): void {
  const { pending_reason, ...rest } = refund;
  const done: StripeRefund = { ...rest, status: "succeeded" };
  sandbox.store.put("refund", refund.id, done);
  emit(sandbox, "refund.updated", done, { status: refund.status });
  emit(sandbox, "charge.refund.updated", done, { status: refund.status });
}

/** The refund comes back: the money is in the balance again and the charge counts as less refunded. */
export function failRefund(sandbox: Sandbox, id: string, reason: string): StripeRefund {
  const refund = known(sandbox, "refund", "refund", id);
  if (refund.status === "failed" || refund.status === "canceled")
    throw invalidRequest(`This refund is already ${refund.status}.`, "refund");
  const charge = known(sandbox, "charge", "charge", refund.charge ?? "");
  const { pending_reason, ...rest } = refund;
  const failed: StripeRefund = {
    ...rest,
    status: "failed",
    failure_reason: reason,
    failure_balance_transaction: moveMoney(sandbox, charge, id, refund.amount, "refund_failure"),
  };
  sandbox.store.put("refund", id, failed);
  chargeAfter(sandbox, charge, -refund.amount);
  emit(sandbox, "refund.updated", failed, { status: refund.status });
  emit(sandbox, "charge.refund.updated", failed, { status: refund.status });
  emit(sandbox, "refund.failed", failed);
  return failed;
}

const path = "/v1/refunds";
const listShape = z.strictObject({
  ...paging,
  charge: text.optional(),
  payment_intent: text.optional(),
  created: period,
});

export const refundEndpoints: readonly Endpoint[] = [
  endpoint("POST", path, (sandbox, { params }) => createRefund(sandbox, checkParams(refundShape, params))),
  endpoint("GET", path, (sandbox, { params }) => {
    const asked = checkParams(listShape, params);
    const found = sandbox.store
      .all("refund")
      .filter((one) => !asked.charge || one.charge === asked.charge)
      .filter((one) => !asked.payment_intent || one.payment_intent === asked.payment_intent)
      .filter((one) => within(one.created, asked.created));
    return listOf(found, path, asked);
  }),
  retrieve(path, "refund", "refund"),
  endpoint("POST", `${path}/:id`, (sandbox, { id, params }) => {
    const given = checkParams(z.strictObject({ metadata, expand }), params);
    const before = known(sandbox, "refund", "refund", id);
    const after = { ...before, metadata: withMetadata(before.metadata, given.metadata) };
    sandbox.store.put("refund", id, after);
    emit(sandbox, "refund.updated", after, { metadata: before.metadata });
    return after;
  }),
];
