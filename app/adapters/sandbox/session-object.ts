/** A Checkout session as Stripe shows it when it has just been opened. */
import type { StripeSession } from "../stripe/stripe-shapes";
import type { SessionAsked } from "./session-shape.server";

export function sessionObject(
  asked: SessionAsked,
  facts: {
    readonly id: string;
    readonly created: number;
    readonly expiresAt: number;
    readonly total: number;
    readonly url: string;
    readonly email: string | null;
  },
): StripeSession {
  const payment = asked.mode === "payment";
  return {
    id: facts.id,
    object: "checkout.session",
    adaptive_pricing: payment ? { enabled: false } : null,
    after_expiration: null,
    allow_promotion_codes: asked.allow_promotion_codes ?? null,
    allowed_payment_method_types: asked.allowed_payment_method_types ?? null,
    amount_subtotal: payment ? facts.total : null,
    amount_total: payment ? facts.total : null,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    cancel_url: asked.cancel_url ?? null,
    client_reference_id: asked.client_reference_id ?? null,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: facts.created,
    currency: payment ? "idr" : (asked.currency ?? null),
    currency_conversion: null,
    custom_fields: [],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: null,
      terms_of_service_acceptance: null,
    },
    customer: asked.customer ?? null,
    customer_account: null,
    customer_creation: asked.customer ? null : (asked.customer_creation ?? "if_required"),
    customer_details: asked.customer_email || facts.email ? payer(asked.customer_email ?? facts.email) : null,
    customer_email: asked.customer_email ?? null,
    discounts: payment ? [] : null,
    expires_at: facts.expiresAt,
    integration_identifier: null,
    invoice: null,
    invoice_creation: payment
      ? {
          enabled: false,
          invoice_data: {
            account_tax_ids: null,
            custom_fields: null,
            description: null,
            footer: null,
            issuer: null,
            metadata: {},
            rendering_options: null,
          },
        }
      : null,
    livemode: false,
    locale: asked.locale ?? null,
    managed_payments: null,
    metadata: Object.fromEntries(Object.entries(asked.metadata ?? {}).filter(([, value]) => value !== "")),
    mode: asked.mode,
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: payment ? "if_required" : "always",
    payment_method_configuration_details: null,
    payment_method_options: { card: { request_three_d_secure: "automatic" } },
    payment_method_types: ["card"],
    payment_status: payment ? "unpaid" : "no_payment_required",
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: "open",
    submit_type: asked.submit_type ?? null,
    subscription: null,
    success_url: asked.success_url,
    total_details: payment ? { amount_discount: 0, amount_shipping: 0, amount_tax: 0 } : null,
    ui_mode: "hosted_page",
    url: facts.url,
    wallet_options: null,
  };
}

/** What is known of the one who pays: the address their mail goes to. */
export function payer(email: string | null): NonNullable<StripeSession["customer_details"]> {
  return {
    address: null,
    business_name: null,
    email,
    individual_name: null,
    name: null,
    phone: null,
    tax_exempt: "none",
    tax_ids: [],
  };
}
