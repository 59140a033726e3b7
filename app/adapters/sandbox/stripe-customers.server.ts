/** Customers and the cards they have let us keep. */
import { z } from "zod";
import type { StripeCustomer, StripeMethod } from "../stripe/stripe-shapes";
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
import { randomText, type Sandbox } from "./sandbox-house.server";
import { type Endpoint, endpoint, known, listOf, retrieve } from "./stripe-endpoint.server";
import { emit } from "./stripe-events.server";
import { invalidRequest } from "./stripe-fault.server";
import { methodOf, type TestCard, testCard } from "./test-cards";

const emptyable = text.or(z.literal("").transform(() => null));
const customerFields = {
  email: emptyable.optional(),
  name: emptyable.optional(),
  phone: emptyable.optional(),
  description: emptyable.optional(),
  metadata,
  payment_method: text.optional(),
  invoice_settings: z.strictObject({ default_payment_method: text.optional() }).optional(),
  preferred_locales: z.array(text).optional(),
  test_clock: text.optional(),
  expand,
};
const customerShape = z.strictObject(customerFields);

/** Makes a customer and says so. */
export function createCustomer(sandbox: Sandbox, given: z.infer<typeof customerShape>): StripeCustomer {
  const customer: StripeCustomer = {
    id: sandbox.id("cus").slice(0, 18),
    object: "customer",
    address: null,
    balance: 0,
    created: sandbox.seconds(),
    currency: null,
    default_source: null,
    delinquent: false,
    description: given.description ?? null,
    discount: null,
    email: given.email ?? null,
    invoice_prefix: randomText(8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: given.invoice_settings?.default_payment_method ?? null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: withMetadata(null, given.metadata),
    name: given.name ?? null,
    next_invoice_sequence: 1,
    phone: given.phone ?? null,
    preferred_locales: given.preferred_locales ?? [],
    shipping: null,
    tax_exempt: "none",
    test_clock: given.test_clock ?? null,
  };
  sandbox.store.put("customer", customer.id, customer);
  emit(sandbox, "customer.created", customer);
  if (given.payment_method) attach(sandbox, methodNamed(sandbox, given.payment_method), customer.id);
  return customer;
}

function updateCustomer(sandbox: Sandbox, id: string, given: z.infer<typeof customerShape>): StripeCustomer {
  const before = known(sandbox, "customer", "customer", id);
  const card = given.invoice_settings?.default_payment_method;
  if (card && sandbox.store.get("method", card)?.customer !== id)
    throw invalidRequest(
      `The customer does not have a payment method with the ID ${card}.`,
      "invoice_settings[default_payment_method]",
    );
  const after: StripeCustomer = {
    ...before,
    email: given.email === undefined ? before.email : given.email,
    name: given.name === undefined ? before.name : given.name,
    phone: given.phone === undefined ? before.phone : given.phone,
    description: given.description === undefined ? before.description : given.description,
    metadata: withMetadata(before.metadata, given.metadata),
    invoice_settings: card
      ? { ...before.invoice_settings, default_payment_method: card }
      : before.invoice_settings,
  };
  sandbox.store.put("customer", id, after);
  emit(sandbox, "customer.updated", after, { email: before.email, metadata: before.metadata });
  return after;
}

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

function detach(sandbox: Sandbox, method: StripeMethod): StripeMethod {
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

function listMethods(sandbox: Sandbox, url: string, params: object, customer?: string) {
  const asked = checkParams(methodList, params);
  const owner = customer ?? asked.customer;
  const found = sandbox.store
    .all("method")
    .filter((method) => method.customer !== null && (!owner || method.customer === owner))
    .filter((method) => !asked.type || method.type === asked.type);
  return listOf(found, url, asked);
}

const customersPath = "/v1/customers";
const methodsPath = "/v1/payment_methods";

export const customerEndpoints: readonly Endpoint[] = [
  endpoint("POST", customersPath, (sandbox, { params }) =>
    createCustomer(sandbox, checkParams(customerShape, params)),
  ),
  endpoint("GET", customersPath, (sandbox, { params }) => {
    const asked = checkParams(z.strictObject({ ...paging, email: text.optional(), created: period }), params);
    const found = sandbox.store
      .all("customer")
      .filter((one) => (!asked.email || one.email === asked.email) && within(one.created, asked.created));
    return listOf(found, customersPath, asked);
  }),
  retrieve(customersPath, "customer", "customer"),
  endpoint("POST", `${customersPath}/:id`, (sandbox, { id, params }) =>
    updateCustomer(sandbox, id, checkParams(customerShape, params)),
  ),
  endpoint("DELETE", `${customersPath}/:id`, (sandbox, { id }) => {
    const customer = known(sandbox, "customer", "customer", id);
    for (const method of sandbox.store.all("method")) if (method.customer === id) detach(sandbox, method);
    sandbox.store.remove("customer", id);
    emit(sandbox, "customer.deleted", customer);
    return { id, object: "customer", deleted: true };
  }),
  endpoint("GET", `${customersPath}/:id/payment_methods`, (sandbox, { id, params }) => {
    known(sandbox, "customer", "customer", id);
    return listMethods(sandbox, `${customersPath}/${id}/payment_methods`, params, id);
  }),
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
