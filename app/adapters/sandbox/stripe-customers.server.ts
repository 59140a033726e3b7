/** Customers: who has paid, and which card they let us keep for next time. */
import { z } from "zod";
import type { StripeCustomer } from "../stripe/stripe-shapes";
import {
  checkParams,
  expand,
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
import { attach, detach, listMethods, methodNamed } from "./stripe-methods.server";

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

const customersPath = "/v1/customers";

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
];
