/** Saved cards at Stripe: Checkout in `setup` mode keeps one, `detach` takes it away. Nothing is charged here. */
import Stripe from "stripe";
import type {
  CardPage,
  CardPageRequest,
  CheckoutOpened,
  Gateway,
  GatewayRefusal,
} from "../../payments/gateway";
import { expecting, isUnknownThere, NonsenseAnswerError, unlessUnknown } from "./stripe-refusal.server";
import { refOf } from "./stripe-translation";

/** What travels with a page of this kind instead of a payment id. */
const wishIdKey = "card_wish_id";

/** The part of the port that is about cards; `refuse` turns an error into a refusal. */
export function stripeCards(
  stripe: Stripe,
  refuse: (error: unknown) => GatewayRefusal,
): Pick<Gateway, "openCardPage" | "findCardPage" | "forgetCard"> {
  return {
    openCardPage: (request) => openCardPage(stripe, request).catch(refuse),
    findCardPage: (checkoutRef) => unlessUnknown(findCardPage(stripe, checkoutRef)),
    forgetCard: (savedMethodRef) => forgetCard(stripe, savedMethodRef).catch(refuse),
  };
}

async function openCardPage(stripe: Stripe, request: CardPageRequest): Promise<CheckoutOpened> {
  const metadata = { [wishIdKey]: request.wishId };
  const answer = await stripe.checkout.sessions.create(
    {
      mode: "setup",
      ui_mode: "hosted_page",
      currency: "idr",
      client_reference_id: request.wishId,
      metadata,
      setup_intent_data: { metadata },
      ...(request.customerRef
        ? { customer: request.customerRef }
        : { customer_email: request.payerEmail, customer_creation: "always" as const }),
      success_url: request.successUrl,
      cancel_url: request.cancelUrl,
      locale: request.locale,
    },
    { idempotencyKey: request.idempotencyKey },
  );
  const session = expecting("checkout.session", answer);
  if (!session.url) throw new NonsenseAnswerError(`Stripe gave no address for checkout ${session.id}.`);
  return {
    kind: "opened",
    checkoutRef: session.id,
    url: session.url,
    expiresAt: new Date(session.expires_at * 1000),
  };
}

async function findCardPage(stripe: Stripe, checkoutRef: string): Promise<CardPage> {
  const expand = ["setup_intent.payment_method"];
  const session = expecting(
    "checkout.session",
    await stripe.checkout.sessions.retrieve(checkoutRef, { expand }),
  );
  if (session.status === "expired") return { state: "expired" };
  const setup = typeof session.setup_intent === "object" ? session.setup_intent : null;
  const method = typeof setup?.payment_method === "object" ? setup.payment_method : null;
  const customerRef = refOf(session.customer);
  if (session.status !== "complete" || setup?.status !== "succeeded" || !method || !customerRef)
    return { state: "open" };
  return {
    state: "kept",
    customerRef,
    savedMethodRef: method.id,
    method: {
      kind: method.type,
      ...(method.card && {
        brand: method.card.brand,
        last4: method.card.last4,
        expMonth: method.card.exp_month,
        expYear: method.card.exp_year,
      }),
    },
  };
}

async function forgetCard(stripe: Stripe, savedMethodRef: string): Promise<{ readonly kind: "forgotten" }> {
  try {
    expecting("payment_method", await stripe.paymentMethods.detach(savedMethodRef));
  } catch (error) {
    if (!isGone(error)) throw error;
  }
  return { kind: "forgotten" };
}

function isGone(error: unknown): boolean {
  if (isUnknownThere(error)) return true;
  return (
    error instanceof Stripe.errors.StripeInvalidRequestError &&
    /not attached|unexpected_state/.test(`${error.code ?? ""} ${error.message}`)
  );
}
