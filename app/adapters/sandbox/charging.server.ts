/**
 * What happens when a card is charged. One attempt makes one charge and moves the intent:
 *
 *   requires_payment_method ──▶ succeeded
 *          ▲        │  └──────▶ requires_action ──▶ succeeded
 *          └────────┴── declined ◀─────┘            (processing for a transfer that takes its time)
 */
import type { StripeCharge, StripeIntent, StripeMethod, StripePaymentError } from "../stripe/stripe-shapes";
import { authenticationFailed, authenticationRequired, declines, type Refusal } from "./card-refusals";
import { chargeObject } from "./charge-object";
import type { Sandbox } from "./sandbox-house.server";
import { openDispute } from "./stripe-disputes.server";
import { emit } from "./stripe-events.server";
import { attach } from "./stripe-methods.server";
import { book } from "./stripe-transactions.server";

export type Attempt = {
  /** The holder is away: a confirmation cannot be asked for. */
  readonly offSession: boolean;
  /** The holder has just answered the issuer's question. */
  readonly confirmed?: boolean;
  /** Where to send the holder to answer it. */
  readonly confirmUrl?: string;
};

/** Charges `method` for `intent` and returns the intent as it then stands. */
export function charge(
  sandbox: Sandbox,
  intent: StripeIntent,
  method: StripeMethod,
  attempt: Attempt,
): StripeIntent {
  const card = sandbox.store.get("card", method.id);
  const wants = card?.confirmation === "always" || (card?.confirmation === "on_page" && !isKept(method));
  if (wants && attempt.offSession) return refuse(sandbox, intent, method, authenticationRequired);
  if (wants && attempt.confirmed === undefined) return askHolder(sandbox, intent, method, attempt.confirmUrl);
  if (attempt.confirmed === false) return refuse(sandbox, intent, method, authenticationFailed);
  if (card && card.answer !== "ok") return refuse(sandbox, intent, method, declines[card.answer]);
  const paid = succeed(sandbox, intent, method);
  if (card?.disputed && paid.latest_charge) openDispute(sandbox, paid.latest_charge, "fraudulent");
  return paid;
}

const isKept = (method: StripeMethod) => method.customer !== null;

/** Keeps the intent as it now stands. */
export function putIntent(sandbox: Sandbox, intent: StripeIntent): StripeIntent {
  sandbox.store.put("intent", intent.id, intent);
  return intent;
}

function askHolder(sandbox: Sandbox, intent: StripeIntent, method: StripeMethod, url?: string): StripeIntent {
  const asking = putIntent(sandbox, {
    ...intent,
    status: "requires_action",
    payment_method: method.id,
    last_payment_error: null,
    next_action: {
      type: "redirect_to_url",
      redirect_to_url: { return_url: null, url: url ?? `${sandbox.url}/_sandbox/` },
    },
  });
  emit(sandbox, "payment_intent.requires_action", asking);
  return asking;
}

/** A charge was tried and refused; the intent waits for another card. */
function refuse(
  sandbox: Sandbox,
  intent: StripeIntent,
  method: StripeMethod,
  refusal: Refusal,
): StripeIntent {
  const asked = refusal !== authenticationFailed;
  const failed = asked ? failedCharge(sandbox, intent, method, refusal) : undefined;
  const error: StripePaymentError = {
    ...(failed ? { charge: failed.id } : {}),
    code: refusal.code as StripePaymentError["code"],
    ...(refusal.declineCode ? { decline_code: refusal.declineCode } : {}),
    doc_url: `https://stripe.com/docs/error-codes/${refusal.code.replaceAll("_", "-")}`,
    message: refusal.message,
    payment_method: method as StripePaymentError["payment_method"],
    type: asked ? "card_error" : "invalid_request_error",
  };
  const waiting = putIntent(sandbox, {
    ...intent,
    status: "requires_payment_method",
    payment_method: null,
    next_action: null,
    latest_charge: failed?.id ?? intent.latest_charge,
    last_payment_error: error,
  });
  if (failed) emit(sandbox, "charge.failed", failed);
  emit(sandbox, "payment_intent.payment_failed", waiting);
  return waiting;
}

function failedCharge(sandbox: Sandbox, intent: StripeIntent, method: StripeMethod, refusal: Refusal) {
  const made = chargeObject(sandbox.id("ch"), sandbox.seconds(), intent, method);
  const failed: StripeCharge = {
    ...made,
    amount_captured: 0,
    captured: false,
    failure_code: refusal.code,
    failure_message: refusal.message,
    outcome: {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: "declined_by_network",
      reason: refusal.declineCode ?? refusal.code,
      risk_level: "normal",
      risk_score: 12,
      seller_message: "The bank did not return any further details with this decline.",
      type: "issuer_declined",
    },
    paid: false,
    status: "failed",
  };
  sandbox.store.put("charge", failed.id, failed);
  return failed;
}

function succeed(sandbox: Sandbox, intent: StripeIntent, method: StripeMethod): StripeIntent {
  const kept =
    intent.setup_future_usage && intent.customer ? attach(sandbox, method, intent.customer) : method;
  const made = chargeObject(sandbox.id("ch"), sandbox.seconds(), intent, kept);
  return settleCharge(sandbox, intent, {
    ...made,
    receipt_url: `${sandbox.url}/_sandbox/receipts/${made.id}`,
  });
}

/** The money has come: book it, and say so. */
export function settleCharge(sandbox: Sandbox, intent: StripeIntent, made: StripeCharge): StripeIntent {
  const transaction = book(sandbox, {
    type: made.payment_method_details?.type === "card" ? "charge" : "payment",
    category: "charge",
    sen: made.amount,
    source: made.id,
    fee: "card",
    description: intent.description,
  });
  const paid: StripeCharge = { ...made, balance_transaction: transaction.id };
  sandbox.store.put("charge", paid.id, paid);
  const done = putIntent(sandbox, {
    ...intent,
    status: "succeeded",
    amount_received: intent.amount,
    latest_charge: paid.id,
    payment_method: paid.payment_method,
    next_action: null,
    last_payment_error: null,
    processing: null,
  });
  emit(sandbox, "charge.succeeded", paid);
  emit(sandbox, "payment_intent.succeeded", done);
  return done;
}
