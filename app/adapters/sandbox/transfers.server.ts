/**
 * A bank transfer: the session is complete and the intent under way until the money comes, or does not.
 */
import type { StripeCharge, StripeIntent, StripeMethod } from "../stripe/stripe-shapes";
import { chargeObject } from "./charge-object";
import { putIntent, settleCharge } from "./charging.server";
import type { Sandbox } from "./sandbox-house.server";
import { emit } from "./stripe-events.server";

/** Starts a transfer; `arrive` or `stayAway` ends it. */
export function startTransfer(sandbox: Sandbox, intent: StripeIntent, method: StripeMethod): StripeIntent {
  const made = chargeObject(sandbox.id("py"), sandbox.seconds(), intent, method);
  const pending: StripeCharge = {
    ...made,
    amount_captured: 0,
    captured: true,
    paid: false,
    status: "pending",
  };
  sandbox.store.put("charge", pending.id, pending);
  const under = putIntent(sandbox, {
    ...intent,
    status: "processing",
    payment_method: method.id,
    latest_charge: pending.id,
    last_payment_error: null,
  });
  emit(sandbox, "charge.pending", pending);
  emit(sandbox, "payment_intent.processing", under);
  return under;
}

/** The money came. */
export function arrive(sandbox: Sandbox, intent: StripeIntent): StripeIntent {
  const pending = sandbox.store.get("charge", intent.latest_charge ?? "");
  if (!pending) return intent;
  return settleCharge(sandbox, intent, {
    ...pending,
    amount_captured: pending.amount,
    paid: true,
    status: "succeeded",
    receipt_url: `${sandbox.url}/_sandbox/receipts/${pending.id}`,
  });
}

/** The money did not come in time. */
export function stayAway(sandbox: Sandbox, intent: StripeIntent): StripeIntent {
  const pending = sandbox.store.get("charge", intent.latest_charge ?? "");
  const message = "The transfer did not arrive in time.";
  if (pending) {
    const code = "payment_method_provider_timeout";
    const failed: StripeCharge = {
      ...pending,
      status: "failed",
      failure_code: code,
      failure_message: message,
    };
    sandbox.store.put("charge", failed.id, failed);
    emit(sandbox, "charge.failed", failed);
  }
  const waiting = putIntent(sandbox, {
    ...intent,
    status: "requires_payment_method",
    payment_method: null,
    last_payment_error: {
      code: "payment_intent_payment_attempt_failed",
      message,
      type: "invalid_request_error",
    },
  });
  emit(sandbox, "payment_intent.payment_failed", waiting);
  return waiting;
}
