/** Checkout sessions over the API: opened, looked at, expired. Paying happens on the page (`paying.server.ts`). */
import { z } from "zod";
import type { StripeLine, StripePrice, StripeSession } from "../stripe/stripe-shapes";
import { schedule, unschedule } from "./due-list.server";
import { checkParams, expand, paging, period, text, within, withMetadata } from "./form-values.server";
import { cancelIntent } from "./intent-states.server";
import type { Sandbox } from "./sandbox-house.server";
import { sessionObject } from "./session-object";
import { type lineShape, type SessionAsked, sessionShape } from "./session-shape.server";
import { checkAmount } from "./stripe-amounts.server";
import { createPrice } from "./stripe-catalog.server";
import { type Endpoint, endpoint, known, linesOf, listOf, retrieve } from "./stripe-endpoint.server";
import { emit } from "./stripe-events.server";
import { invalidRequest } from "./stripe-fault.server";

const shortestSeconds = 30 * 60;
const longestSeconds = 24 * 3600;

function createSession(sandbox: Sandbox, asked: SessionAsked): StripeSession {
  checkTogether(sandbox, asked);
  const lines = (asked.line_items ?? []).map((line, index) => priceLine(sandbox, line, index));
  const total = lines.reduce((sum, line) => sum + line.amount_total, 0);
  if (asked.mode === "payment")
    checkAmount(total, lines[0]?.currency ?? asked.currency ?? "idr", "line_items");
  const now = sandbox.seconds();
  const expiresAt = asked.expires_at ?? now + longestSeconds;
  if (expiresAt < now + shortestSeconds || expiresAt > now + longestSeconds)
    throw invalidRequest(
      "The `expires_at` timestamp must be between 30 minutes and 24 hours from now.",
      "expires_at",
    );
  const id = sandbox.id("cs_test");
  const session = sessionObject(asked, {
    id,
    created: now,
    expiresAt,
    total,
    url: `${sandbox.url}/pay/${id}`,
    email: asked.customer ? (sandbox.store.get("customer", asked.customer)?.email ?? null) : null,
  });
  const data = asked.payment_intent_data;
  sandbox.store.put("session", id, session);
  sandbox.store.put("sessionNotes", id, {
    lines,
    intent: {
      metadata: withMetadata(null, data?.metadata),
      description: data?.description ?? null,
      setupFutureUsage: data?.setup_future_usage ?? null,
      receiptEmail: data?.receipt_email ?? null,
    },
    setup: {
      metadata: withMetadata(null, asked.setup_intent_data?.metadata),
      description: asked.setup_intent_data?.description ?? null,
    },
  });
  schedule(sandbox, "session_expires", id, expiresAt);
  return session;
}

/** What only makes sense together with, or without, something else. */
function checkTogether(sandbox: Sandbox, asked: SessionAsked): void {
  if (asked.customer && asked.customer_email)
    throw invalidRequest(
      "You may only specify one of these parameters: customer, customer_email.",
      "customer",
      "parameters_exclusive",
    );
  if (asked.customer && asked.customer_creation)
    throw invalidRequest("`customer_creation` cannot be used together with `customer`.", "customer_creation");
  if (asked.customer) known(sandbox, "customer", "customer", asked.customer, "customer");
  if (asked.mode === "payment" && !asked.line_items?.length)
    throw invalidRequest("`line_items` are needed in `payment` mode.", "line_items", "parameter_missing");
  if (asked.mode === "setup" && asked.line_items)
    throw invalidRequest("You cannot pass `line_items` in `setup` mode.", "line_items");
  if (asked.mode === "setup" && asked.payment_intent_data)
    throw invalidRequest("You can not pass `payment_intent_data` in `setup` mode.", "payment_intent_data");
  if (asked.mode === "payment" && asked.setup_intent_data)
    throw invalidRequest("You can not pass `setup_intent_data` in `payment` mode.", "setup_intent_data");
  if (asked.mode === "setup" && !asked.currency && !asked.allowed_payment_method_types)
    throw invalidRequest("`currency` is needed in `setup` mode.", "currency", "parameter_missing");
}

function priceLine(sandbox: Sandbox, line: z.infer<typeof lineShape>, index: number): StripeLine {
  const price = priceOf(sandbox, line, `line_items[${index}]`);
  const quantity = line.quantity ?? 1;
  const amount = (price.unit_amount ?? 0) * quantity;
  return {
    id: sandbox.id("li"),
    object: "item",
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency: price.currency,
    description: sandbox.store.get("product", price.product)?.name ?? null,
    metadata: withMetadata(null, line.metadata),
    price,
    quantity,
  };
}

function priceOf(sandbox: Sandbox, line: z.infer<typeof lineShape>, param: string): StripePrice {
  if (line.price) return known(sandbox, "price", "price", line.price, `${param}[price]`);
  const data = line.price_data;
  if (!data)
    throw invalidRequest(`Missing required param: ${param}[price].`, `${param}[price]`, "parameter_missing");
  if (!data.product && !data.product_data)
    throw invalidRequest(
      `You must specify either product or product_data.`,
      `${param}[price_data]`,
      "parameter_missing",
    );
  return createPrice(sandbox, {
    currency: data.currency,
    unit_amount: data.unit_amount,
    active: false,
    product: data.product,
    product_data: data.product_data,
  });
}

/** Closes an open session for good. Its waiting intent is given up with it. */
export function expireSession(sandbox: Sandbox, session: StripeSession): StripeSession {
  if (session.status !== "open")
    throw invalidRequest(
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status}.`,
      "session",
    );
  const expired: StripeSession = { ...session, status: "expired", url: null };
  sandbox.store.put("session", session.id, expired);
  unschedule(sandbox, "session_expires", session.id);
  const intent = session.payment_intent ? sandbox.store.get("intent", session.payment_intent) : undefined;
  if (intent && intent.status !== "canceled") cancelIntent(sandbox, intent, "automatic");
  emit(sandbox, "checkout.session.expired", expired);
  return expired;
}

const path = "/v1/checkout/sessions";

export const checkoutEndpoints: readonly Endpoint[] = [
  endpoint("POST", path, (sandbox, { params }) => createSession(sandbox, checkParams(sessionShape, params))),
  endpoint("GET", path, (sandbox, { params }) => {
    const shape = {
      ...paging,
      payment_intent: text.optional(),
      customer: text.optional(),
      status: text.optional(),
      created: period,
    };
    const asked = checkParams(z.strictObject(shape), params);
    const found = sandbox.store
      .all("session")
      .filter((one) => !asked.payment_intent || one.payment_intent === asked.payment_intent)
      .filter((one) => !asked.customer || one.customer === asked.customer)
      .filter((one) => (!asked.status || one.status === asked.status) && within(one.created, asked.created));
    return listOf(found, path, asked);
  }),
  retrieve(path, "session", "checkout.session"),
  endpoint("POST", `${path}/:id/expire`, (sandbox, { id, params }) => {
    checkParams(z.strictObject({ expand }), params);
    return expireSession(sandbox, known(sandbox, "session", "checkout.session", id));
  }),
  endpoint("GET", `${path}/:id/line_items`, (sandbox, { id, params }) => {
    known(sandbox, "session", "checkout.session", id);
    return linesOf(sandbox, id, checkParams(z.strictObject(paging), params));
  }),
];
