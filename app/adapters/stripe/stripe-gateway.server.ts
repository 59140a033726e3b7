/**
 * Stripe as the house's gateway: hosted Checkout for the first payment, PaymentIntents on the saved card
 * for renewals. It translates both ways and decides nothing; every write carries the caller's key.
 */
import Stripe from "stripe";
import type {
  CheckoutOpened,
  CheckoutRequest,
  Gateway,
  GatewayFee,
  GatewayPayment,
  GatewayRefund,
  GatewayRefusal,
  RefundRequest,
  SavedCardCharge,
} from "../../payments/gateway";
import type { Clock } from "../../platform/clock";
import { checkoutParams } from "./checkout-params";
import { readStripeEvent } from "./read-stripe-event.server";
import { stripeCards } from "./stripe-cards.server";
import { toSen } from "./stripe-money";
import { stripePayouts } from "./stripe-payout-book.server";
import {
  expecting,
  isUnknownThere,
  NonsenseAnswerError,
  refusalOf,
  unlessUnknown,
} from "./stripe-refusal.server";
import {
  feeOf,
  intentToPayment,
  orderCodeKey,
  paymentIdKey,
  refundIdKey,
  refundToOurs,
  sessionToPayment,
} from "./stripe-translation";

export type StripeGatewayOptions = {
  /** `sk_test_…` or `sk_live_…`; it decides which mode events must come from. */
  readonly secretKey: string;
  /** The webhook endpoint's signing secret, `whsec_…`. */
  readonly webhookSecret: string;
  /** Another address than api.stripe.com: the sandbox's. */
  readonly apiUrl?: string;
  readonly minimumRupiah: number;
  /** Stripe takes twelve digits of sen for rupiah; a contract may say less. */
  readonly maximumRupiah?: number;
  /** The price list of the contract; see `Gateway.feePlan`. */
  readonly feePlan: Gateway["feePlan"];
  /** How long one try of a call may take. Two more tries follow when the network fails. */
  readonly timeoutMs?: number;
  /** Checkout pages may stay open from half an hour to a day from now. */
  readonly clock: Clock;
  readonly log?: { warn(fields: object, message: string): void };
};

/** The gateway that speaks to Stripe. `find…` throws when Stripe is out of reach; writes answer a refusal. */
export function createStripeGateway(options: StripeGatewayOptions): Gateway {
  const stripe = connect(options);
  const liveMode = options.secretKey.includes("_live_");
  const refuse = (error: unknown): GatewayRefusal => {
    const refusal = refusalOf(error);
    options.log?.warn(
      { reason: refusal.reason, detail: refusal.detail },
      "Stripe did not do what it was asked",
    );
    return refusal;
  };
  return {
    name: "stripe",
    feePlan: options.feePlan,
    limits: {
      minimumRupiah: options.minimumRupiah,
      maximumRupiah: options.maximumRupiah ?? 9_999_999_999,
    },
    openCheckout: (request) => openCheckout(stripe, request, options.clock.now()).catch(refuse),
    expireCheckout: (checkoutRef) => expireCheckout(stripe, checkoutRef).catch(refuse),
    findCheckout: (checkoutRef) => unlessUnknown(findCheckout(stripe, checkoutRef)),
    findPayment: (paymentRef) => unlessUnknown(findPayment(stripe, paymentRef)),
    findFee: (paymentRef) => unlessUnknown(findFee(stripe, paymentRef)),
    refund: (request) =>
      refund(stripe, request).then((made) => ({ kind: "refund" as const, refund: made }), refuse),
    findRefund: (refundRef) => unlessUnknown(findRefund(stripe, refundRef)),
    findRefundsOf: (paymentRef) => findRefundsOf(stripe, paymentRef),
    chargeSavedCard: (charge) => chargeSavedCard(stripe, charge).catch(refuse),
    findSavedCardCharge: (charge) => findSavedCardCharge(stripe, charge),
    ...stripeCards(stripe, refuse),
    ...stripePayouts(stripe),
    readEvent: (request, now) =>
      readStripeEvent({ stripe, webhookSecret: options.webhookSecret, liveMode }, request, now),
  };
}

function connect({ secretKey, apiUrl, timeoutMs }: StripeGatewayOptions): Stripe {
  const address = apiUrl ? new URL(apiUrl) : undefined;
  return new Stripe(secretKey, {
    // Otherwise the SDK writes an id into the home folder and sends it along.
    telemetry: false,
    maxNetworkRetries: 2,
    timeout: timeoutMs ?? 20_000,
    ...(address && {
      host: address.hostname,
      port: address.port || (address.protocol === "http:" ? 80 : 443),
      protocol: address.protocol === "http:" ? "http" : "https",
    }),
  });
}

async function openCheckout(stripe: Stripe, request: CheckoutRequest, now: Date): Promise<CheckoutOpened> {
  const { idempotencyKey } = request;
  const answer = await stripe.checkout.sessions.create(checkoutParams(request, now), { idempotencyKey });
  const session = expecting("checkout.session", answer);
  if (!session.url) throw new NonsenseAnswerError(`Stripe gave no address for checkout ${session.id}.`);
  return {
    kind: "opened",
    checkoutRef: session.id,
    url: session.url,
    expiresAt: new Date(session.expires_at * 1000),
  };
}

async function expireCheckout(
  stripe: Stripe,
  checkoutRef: string,
): Promise<{ readonly kind: "expired" } | GatewayRefusal> {
  try {
    expecting("checkout.session", await stripe.checkout.sessions.expire(checkoutRef));
    return { kind: "expired" };
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError) || isUnknownThere(error)) throw error;
    // Only an open session can be expired: look which of the two other states it is in.
    const session = expecting("checkout.session", await stripe.checkout.sessions.retrieve(checkoutRef));
    if (session.status === "expired") return { kind: "expired" };
    if (session.status !== "complete") throw error;
    return { kind: "refused", reason: "already_complete", retryable: false, detail: error.message };
  }
}

async function findCheckout(stripe: Stripe, checkoutRef: string): Promise<GatewayPayment> {
  const expand = ["payment_intent.latest_charge"];
  const answer = await stripe.checkout.sessions.retrieve(checkoutRef, { expand });
  return sessionToPayment(expecting("checkout.session", answer));
}

async function findPayment(stripe: Stripe, paymentRef: string): Promise<GatewayPayment> {
  const answer = await stripe.paymentIntents.retrieve(paymentRef, { expand: ["latest_charge"] });
  return intentToPayment(expecting("payment_intent", answer));
}

async function findFee(stripe: Stripe, paymentRef: string): Promise<GatewayFee | undefined> {
  const expand = ["latest_charge.balance_transaction"];
  const intent = expecting("payment_intent", await stripe.paymentIntents.retrieve(paymentRef, { expand }));
  const charge = intent.latest_charge;
  if (intent.status !== "succeeded" || !charge || typeof charge === "string") return undefined;
  const transaction = charge.balance_transaction;
  return transaction && typeof transaction !== "string" ? feeOf(charge, transaction) : undefined;
}

async function refund(stripe: Stripe, request: RefundRequest): Promise<GatewayRefund> {
  const answer = await stripe.refunds.create(
    {
      payment_intent: request.paymentRef,
      amount: toSen(request.amountRupiah),
      metadata: { [refundIdKey]: request.refundId },
    },
    { idempotencyKey: request.idempotencyKey },
  );
  return refundToOurs(expecting("refund", answer));
}

async function findRefund(stripe: Stripe, refundRef: string): Promise<GatewayRefund> {
  return refundToOurs(expecting("refund", await stripe.refunds.retrieve(refundRef)));
}

/** A payment has few refunds: one for each time an admin gave something back. */
const MOST_REFUNDS = 1_000;

async function findRefundsOf(stripe: Stripe, paymentRef: string): Promise<readonly GatewayRefund[]> {
  const list = stripe.refunds.list({ payment_intent: paymentRef, limit: 100 });
  const refunds = await list.autoPagingToArray({ limit: MOST_REFUNDS });
  return refunds.map((refund) => refundToOurs(expecting("refund", refund)));
}

async function chargeSavedCard(
  stripe: Stripe,
  charge: SavedCardCharge,
): Promise<{ readonly kind: "charged"; readonly payment: GatewayPayment } | GatewayRefusal> {
  const answer = await stripe.paymentIntents.create(
    {
      amount: toSen(charge.amountRupiah),
      currency: "idr",
      customer: charge.customerRef,
      payment_method: charge.savedMethodRef,
      off_session: true,
      confirm: true,
      automatic_payment_methods: { enabled: true, allow_redirects: "never" },
      description: charge.description,
      metadata: { [paymentIdKey]: charge.paymentId, [orderCodeKey]: charge.orderCode },
      expand: ["latest_charge"],
    },
    { idempotencyKey: charge.idempotencyKey },
  );
  const payment = intentToPayment(expecting("payment_intent", answer));
  if (payment.state === "succeeded" || payment.state === "processing") return { kind: "charged", payment };
  return {
    kind: "refused",
    reason: answer.status === "requires_action" ? "authentication_needed" : "declined",
    retryable: false,
    detail: payment.failure ?? `The payment is ${answer.status}.`,
    paymentRef: answer.id,
  };
}

/** A customer has few payments: one for each renewal and each try. */
const MOST_PAYMENTS = 1_000;

async function findSavedCardCharge(
  stripe: Stripe,
  { paymentId, customerRef }: Pick<SavedCardCharge, "paymentId" | "customerRef">,
): Promise<GatewayPayment | undefined> {
  const list = stripe.paymentIntents.list({ customer: customerRef, limit: 100 });
  const intents = await list.autoPagingToArray({ limit: MOST_PAYMENTS });
  const ours = intents.find((intent) => intent.metadata?.[paymentIdKey] === paymentId);
  return ours && findPayment(stripe, ours.id);
}
