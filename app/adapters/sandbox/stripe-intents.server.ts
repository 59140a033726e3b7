/** PaymentIntents over the API: made, confirmed (also while the sponsor is away), changed, cancelled. */
import { z } from "zod";
import type { StripeIntent } from "../stripe/stripe-shapes";
import { charge } from "./charging.server";
import {
  address,
  checkParams,
  expand,
  flag,
  integer,
  metadata,
  paging,
  period,
  text,
  within,
  withMetadata,
} from "./form-values.server";
import { cancelIntent, createIntent, unexpected } from "./intent-states.server";
import type { Sandbox } from "./sandbox-house.server";
import { checkAmount } from "./stripe-amounts.server";
import { type Endpoint, endpoint, known, listOf, retrieve } from "./stripe-endpoint.server";
import { invalidRequest, StripeFault } from "./stripe-fault.server";
import { methodNamed } from "./stripe-methods.server";

const createShape = z.strictObject({
  amount: integer,
  currency: text,
  customer: text.optional(),
  payment_method: text.optional(),
  off_session: flag.optional(),
  confirm: flag.optional(),
  description: text.optional(),
  receipt_email: text.optional(),
  setup_future_usage: z.enum(["off_session", "on_session"]).optional(),
  automatic_payment_methods: z
    .strictObject({ enabled: flag, allow_redirects: z.enum(["always", "never"]).optional() })
    .optional(),
  return_url: address.optional(),
  error_on_requires_action: flag.optional(),
  statement_descriptor_suffix: text.optional(),
  metadata,
  expand,
});
const confirmShape = createShape.pick({
  payment_method: true,
  off_session: true,
  return_url: true,
  expand: true,
});

function createFromApi(sandbox: Sandbox, asked: z.infer<typeof createShape>): StripeIntent | StripeFault {
  checkAmount(asked.amount, asked.currency, "amount");
  if (asked.customer) known(sandbox, "customer", "customer", asked.customer, "customer");
  if (asked.off_session !== undefined && !asked.confirm)
    throw invalidRequest("off_session can only be set when confirm is true.", "off_session");
  const intent = createIntent(sandbox, {
    amount: asked.amount,
    currency: asked.currency,
    customer: asked.customer ?? null,
    description: asked.description ?? null,
    metadata: withMetadata(null, asked.metadata),
    receipt_email: asked.receipt_email ?? null,
    setup_future_usage: asked.setup_future_usage ?? null,
    redirects: asked.automatic_payment_methods?.allow_redirects ?? "always",
  });
  return asked.confirm ? confirm(sandbox, intent, asked) : withMethod(sandbox, intent, asked.payment_method);
}

function withMethod(sandbox: Sandbox, intent: StripeIntent, method: string | undefined): StripeIntent {
  if (!method) return intent;
  const ready: StripeIntent = {
    ...intent,
    payment_method: methodNamed(sandbox, method).id,
    status: "requires_confirmation",
  };
  sandbox.store.put("intent", intent.id, ready);
  return ready;
}

function confirm(
  sandbox: Sandbox,
  intent: StripeIntent,
  asked: z.infer<typeof confirmShape>,
): StripeIntent | StripeFault {
  if (intent.status !== "requires_payment_method" && intent.status !== "requires_confirmation")
    throw unexpected(intent, "confirm");
  const methodId = asked.payment_method ?? intent.payment_method;
  if (!methodId)
    throw invalidRequest(
      "You cannot confirm this PaymentIntent because it is missing a payment method.",
      "payment_method",
    );
  const method = methodNamed(sandbox, methodId);
  if (method.customer && method.customer !== intent.customer)
    throw invalidRequest(
      "The payment method belongs to another customer; give that customer.",
      "payment_method",
    );
  if (asked.off_session && !method.customer)
    throw invalidRequest(
      "A payment while the customer is away needs a method attached to the customer.",
      "payment_method",
    );
  const after = charge(sandbox, intent, method, { offSession: asked.off_session ?? false });
  return after.last_payment_error ? refusedCard(after) : after;
}

/** The 402 of a declined attempt: the changes it made stay, and the answer carries the intent. */
function refusedCard(intent: StripeIntent): StripeFault {
  const { code, decline_code, message, charge: failed, doc_url } = intent.last_payment_error!;
  return new StripeFault(402, {
    type: "card_error",
    code: code ?? "card_declined",
    message: message ?? "",
    ...(decline_code ? { decline_code } : {}),
    ...(failed ? { charge: failed } : {}),
    ...(doc_url ? { doc_url } : {}),
    payment_intent: intent,
    payment_method: intent.last_payment_error!.payment_method as never,
  });
}

const path = "/v1/payment_intents";
const reasons = ["duplicate", "fraudulent", "requested_by_customer", "abandoned"] as const;

export const intentEndpoints: readonly Endpoint[] = [
  endpoint("POST", path, (sandbox, { params }) => createFromApi(sandbox, checkParams(createShape, params))),
  endpoint("GET", path, (sandbox, { params }) => {
    const asked = checkParams(
      z.strictObject({ ...paging, customer: text.optional(), created: period }),
      params,
    );
    const found = sandbox.store
      .all("intent")
      .filter(
        (one) => (!asked.customer || one.customer === asked.customer) && within(one.created, asked.created),
      );
    return listOf(found, path, asked);
  }),
  endpoint("GET", `${path}/:id`, (sandbox, { id, params }) => {
    checkParams(z.strictObject({ client_secret: text.optional(), expand }), params);
    return known(sandbox, "intent", "payment_intent", id, "intent");
  }),
  endpoint("POST", `${path}/:id`, (sandbox, { id, params }) => {
    const asked = checkParams(z.strictObject({ metadata, description: text.optional(), expand }), params);
    const before = known(sandbox, "intent", "payment_intent", id, "intent");
    const after: StripeIntent = {
      ...before,
      metadata: withMetadata(before.metadata, asked.metadata),
      description: asked.description ?? before.description,
    };
    sandbox.store.put("intent", id, after);
    return after;
  }),
  endpoint("POST", `${path}/:id/confirm`, (sandbox, { id, params }) =>
    confirm(
      sandbox,
      known(sandbox, "intent", "payment_intent", id, "intent"),
      checkParams(confirmShape, params),
    ),
  ),
  endpoint("POST", `${path}/:id/cancel`, (sandbox, { id, params }) => {
    const asked = checkParams(
      z.strictObject({ cancellation_reason: z.enum(reasons).optional(), expand }),
      params,
    );
    const intent = known(sandbox, "intent", "payment_intent", id, "intent");
    return cancelIntent(sandbox, intent, asked.cancellation_reason ?? null);
  }),
  retrieve("/v1/setup_intents", "setup", "setupintent"),
];
