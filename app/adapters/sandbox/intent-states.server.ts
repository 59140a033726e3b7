/** How an intent begins and how it is given up; what lies between is in `charging.server.ts`. */
import type { StripeIntent } from "../stripe/stripe-shapes";
import { randomText, type Sandbox } from "./sandbox-house.server";
import { emit } from "./stripe-events.server";
import { invalidRequest, type StripeFault } from "./stripe-fault.server";

type IntentFacts = Pick<
  StripeIntent,
  "amount" | "currency" | "customer" | "description" | "metadata" | "receipt_email" | "setup_future_usage"
> & { readonly redirects?: "always" | "never" };

/** Makes an intent that waits for a way to pay, and says so. */
export function createIntent(sandbox: Sandbox, facts: IntentFacts): StripeIntent {
  const { redirects, ...given } = facts;
  const id = sandbox.id("pi");
  const intent: StripeIntent = {
    id,
    object: "payment_intent",
    allowed_payment_method_types: null,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: redirects ? { enabled: true, allow_redirects: redirects } : null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: "automatic_async",
    client_secret: `${id}_secret_${randomText(24)}`,
    confirmation_method: "automatic",
    created: sandbox.seconds(),
    customer_account: null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { installments: null, mandate_options: null, network: null, request_three_d_secure: "automatic" },
    },
    payment_method_types: ["card"],
    payment_record: null,
    processing: null,
    review: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: "requires_payment_method",
    transfer_data: null,
    transfer_group: null,
    ...given,
  };
  sandbox.store.put("intent", id, intent);
  emit(sandbox, "payment_intent.created", intent);
  return intent;
}

/** The refusal of a step the intent is not in the state for. */
export function unexpected(intent: StripeIntent, verb: string): StripeFault {
  return invalidRequest(
    `You cannot ${verb} this PaymentIntent because it has a status of ${intent.status}.`,
    undefined,
    "payment_intent_unexpected_state",
  );
}

/** Gives up an intent that has not been paid. */
export function cancelIntent(
  sandbox: Sandbox,
  intent: StripeIntent,
  reason: StripeIntent["cancellation_reason"],
): StripeIntent {
  if (!["requires_payment_method", "requires_confirmation", "requires_action"].includes(intent.status))
    throw unexpected(intent, "cancel");
  const cancelled: StripeIntent = {
    ...intent,
    status: "canceled",
    canceled_at: sandbox.seconds(),
    cancellation_reason: reason,
    next_action: null,
  };
  sandbox.store.put("intent", intent.id, cancelled);
  emit(sandbox, "payment_intent.canceled", cancelled);
  return cancelled;
}
