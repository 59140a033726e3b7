/** Checkout in `setup` mode: a card is kept for later and nothing is charged. */
import type { StripeSession, StripeSetup } from "../stripe/stripe-shapes";
import { unschedule } from "./due-list.server";
import { randomText, type Sandbox } from "./sandbox-house.server";
import { payer } from "./session-object";
import { createCustomer } from "./stripe-customers.server";
import { emit } from "./stripe-events.server";
import { attach, createMethod } from "./stripe-methods.server";
import type { TestCard } from "./test-cards";

/** Keeps the card with the customer and completes the session. */
export function saveCard(
  sandbox: Sandbox,
  session: StripeSession,
  card: TestCard,
  email: string,
): StripeSession {
  const address = session.customer_details?.email ?? session.customer_email ?? (email || null);
  const customer = session.customer ?? createCustomer(sandbox, { email: address ?? undefined }).id;
  const method = attach(sandbox, createMethod(sandbox, card, address), customer);
  const setup = setupObject(sandbox, session, customer, method.id);
  sandbox.store.put("setup", setup.id, setup);
  emit(sandbox, "setup_intent.created", {
    ...setup,
    status: "requires_payment_method",
    payment_method: null,
  });
  emit(sandbox, "setup_intent.succeeded", setup);
  const done: StripeSession = {
    ...session,
    customer,
    customer_details: payer(address),
    setup_intent: setup.id,
    status: "complete",
    url: null,
  };
  sandbox.store.put("session", session.id, done);
  unschedule(sandbox, "session_expires", session.id);
  emit(sandbox, "checkout.session.completed", done);
  return done;
}

function setupObject(
  sandbox: Sandbox,
  session: StripeSession,
  customer: string,
  method: string,
): StripeSetup {
  const notes = sandbox.store.get("sessionNotes", session.id);
  const id = sandbox.id("seti");
  return {
    id,
    object: "setup_intent",
    allowed_payment_method_types: null,
    application: null,
    automatic_payment_methods: null,
    cancellation_reason: null,
    client_secret: `${id}_secret_${randomText(24)}`,
    created: sandbox.seconds(),
    customer,
    customer_account: null,
    description: notes?.setup.description ?? null,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    managed_payments: null,
    mandate: null,
    metadata: { ...notes?.setup.metadata },
    next_action: null,
    on_behalf_of: null,
    payment_method: method,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { mandate_options: null, network: null, request_three_d_secure: "automatic" },
    },
    payment_method_types: ["card"],
    single_use_mandate: null,
    status: "succeeded",
    usage: "off_session",
  };
}
