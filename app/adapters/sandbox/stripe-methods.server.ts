/** Payment methods: cards, typed on the page or named in a test, and whose they are. */
import { z } from "zod";
import type { StripeMethod } from "../stripe/stripe-shapes";
import { checkParams, expand, integer, metadata, paging, text, withMetadata } from "./form-values.server";
import type { Sandbox } from "./sandbox-house.server";
import { type Endpoint, endpoint, known, listOf, retrieve } from "./stripe-endpoint.server";
import { emit } from "./stripe-events.server";
import { invalidRequest } from "./stripe-fault.server";
import { methodOf, type TestCard, testCard } from "./test-cards";

/** A card typed on the page or named in a test, as a payment method. */
export function createMethod(sandbox: Sandbox, card: TestCard, email: string | null = null): StripeMethod {
  const method = methodOf(card, { id: sandbox.id("pm"), created: sandbox.seconds(), email });
  const { number, answer, confirmation, refunds, disputed } = card;
  sandbox.store.put("method", method.id, method);
  sandbox.store.put("card", method.id, { number, answer, confirmation, refunds, disputed });
  return method;
}

/** The payment method under an id, or a fresh one for Stripe's `pm_card_…` names. */
export function methodNamed(sandbox: Sandbox, id: string): StripeMethod {
  const card = id.startsWith("pm_card_") ? testCard(id) : undefined;
  return card ? createMethod(sandbox, card) : known(sandbox, "method", "PaymentMethod", id, "payment_method");
}

/** Gives a card to a customer, for good: it cannot change hands. */
export function attach(sandbox: Sandbox, method: StripeMethod, customer: string): StripeMethod {
  if (method.customer === customer) return method;
  if (method.customer)
    throw invalidRequest(
      "The payment method is already attached to another customer.",
      undefined,
      "resource_already_exists",
    );
  const attached = { ...method, customer };
  sandbox.store.put("method", method.id, attached);
  emit(sandbox, "payment_method.attached", attached);
  return attached;
}

/** Lets a customer take a card back. */
export function detach(sandbox: Sandbox, method: StripeMethod): StripeMethod {
  if (!method.customer)
    throw invalidRequest(
      "The payment method is not attached to a customer.",
      undefined,
      "payment_method_unexpected_state",
    );
  const detached = { ...method, customer: null };
  sandbox.store.put("method", method.id, detached);
  emit(sandbox, "payment_method.detached", detached, { customer: method.customer });
  return detached;
}

const methodList = z.strictObject({ ...paging, type: text.optional(), customer: text.optional() });
const newMethod = z.strictObject({
  type: z.literal("card"),
  card: z.strictObject({ number: text, exp_month: integer, exp_year: integer, cvc: text.optional() }),
  billing_details: z.strictObject({ email: text.optional(), name: text.optional() }).optional(),
  metadata,
  expand,
});

/** The cards customers have let us keep; of one customer when one is named. */
export function listMethods(sandbox: Sandbox, url: string, params: object, customer?: string) {
  const asked = checkParams(methodList, params);
  const owner = customer ?? asked.customer;
  const found = sandbox.store
    .all("method")
    .filter((method) => method.customer !== null && (!owner || method.customer === owner))
    .filter((method) => !asked.type || method.type === asked.type);
  return listOf(found, url, asked);
}

const methodsPath = "/v1/payment_methods";

export const methodEndpoints: readonly Endpoint[] = [
  endpoint("GET", methodsPath, (sandbox, { params }) => listMethods(sandbox, methodsPath, params)),
  retrieve(methodsPath, "method", "PaymentMethod"),
  endpoint("POST", methodsPath, (sandbox, { params }) => {
    const given = checkParams(newMethod, params);
    const card = testCard(given.card.number);
    if (!card)
      throw invalidRequest(
        "This card number is not one of the test cards.",
        "card[number]",
        "incorrect_number",
      );
    const made = createMethod(sandbox, card, given.billing_details?.email ?? null);
    const { exp_month, exp_year } = given.card;
    const method = {
      ...made,
      card: { ...made.card!, exp_month, exp_year },
      metadata: withMetadata(null, given.metadata),
    };
    sandbox.store.put("method", method.id, method);
    return method;
  }),
  endpoint("POST", `${methodsPath}/:id/attach`, (sandbox, { id, params }) => {
    const { customer } = checkParams(z.strictObject({ customer: text, expand }), params);
    known(sandbox, "customer", "customer", customer, "customer");
    return attach(sandbox, methodNamed(sandbox, id), customer);
  }),
  endpoint("POST", `${methodsPath}/:id/detach`, (sandbox, { id, params }) => {
    checkParams(z.strictObject({ expand }), params);
    return detach(sandbox, known(sandbox, "method", "PaymentMethod", id));
  }),
];
