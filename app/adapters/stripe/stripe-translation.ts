/**
 * Stripe's objects in the house's words. Pure: what Stripe says goes in, what we understand comes out.
 *
 *   session open ──▶ complete/paid, or complete/unpaid (money on its way), or expired
 */
import type Stripe from "stripe";
import type { GatewayFee, GatewayPayment, GatewayRefund } from "../../payments/gateway";
import { fromSen, NotWholeRupiahError } from "./stripe-money";

/** The two facts of ours that travel with every payment; no personal data goes along. */
export const paymentIdKey = "payment_id";
export const orderCodeKey = "order_code";
export const refundIdKey = "refund_id";

/**
 * A Checkout session as a payment. Its PaymentIntent may be expanded; when it is not, the session
 * itself is what we go by (that is all an event carries). Amounts in whole rupiah.
 */
export function sessionToPayment(session: Stripe.Checkout.Session): GatewayPayment {
  const intent = typeof session.payment_intent === "object" ? session.payment_intent : null;
  const inner = intent ? intentToPayment(intent) : undefined;
  const paid = session.payment_status === "paid";
  return definedOnly({
    ...inner,
    checkoutRef: session.id,
    paymentRef: refOf(session.payment_intent),
    paymentId: session.client_reference_id ?? session.metadata?.[paymentIdKey],
    state: sessionState(session, inner),
    receivedRupiah: paid
      ? (inner?.receivedRupiah ?? fromSen(session.amount_total, session.currency, `Session ${session.id}`))
      : 0,
    refundedRupiah: inner?.refundedRupiah ?? 0,
    customerRef: refOf(session.customer) ?? inner?.customerRef,
  });
}

function sessionState(session: Stripe.Checkout.Session, inner?: GatewayPayment): GatewayPayment["state"] {
  if (session.status === "expired") return "expired";
  if (session.payment_status === "paid") return "succeeded";
  if (session.status === "open") return "open";
  // Complete but unpaid: a slow method. It is lost once its intent has fallen back to asking for a method.
  return inner && inner.state !== "processing" ? "failed" : "processing";
}

/**
 * A PaymentIntent as a payment. One that was declined but could still be paid (another card on the
 * same page) is `open`, with the decline in `failure`; only a cancelled one is `failed`.
 */
export function intentToPayment(intent: Stripe.PaymentIntent): GatewayPayment {
  const charge = typeof intent.latest_charge === "object" ? intent.latest_charge : null;
  const received = intent.status === "succeeded" ? intent.amount_received : 0;
  return definedOnly({
    paymentRef: intent.id,
    chargeRef: refOf(intent.latest_charge),
    paymentId: intent.metadata?.[paymentIdKey],
    state: intentState(intent),
    receivedRupiah: fromSen(received, intent.currency, `Payment ${intent.id}`),
    refundedRupiah: charge
      ? fromSen(charge.amount_refunded, charge.currency, `The refunds of ${charge.id}`)
      : 0,
    failure: intent.last_payment_error ? failureOf(intent.last_payment_error) : undefined,
    method: charge?.payment_method_details ? methodOf(charge.payment_method_details) : undefined,
    customerRef: refOf(intent.customer),
    savedMethodRef:
      intent.status === "succeeded" && intent.setup_future_usage === "off_session"
        ? refOf(intent.payment_method)
        : undefined,
  });
}

function intentState(intent: Stripe.PaymentIntent): GatewayPayment["state"] {
  if (intent.status === "succeeded") return "succeeded";
  if (intent.status === "processing") return "processing";
  if (intent.status === "canceled") return "failed";
  return "open";
}

/** The gateway's words for why a payment failed, with the issuer's code when there is one. */
export function failureOf(error: { code?: string; decline_code?: string; message?: string }): string {
  const code = error.decline_code ?? error.code;
  const message = error.message ?? "The payment failed.";
  return code ? `${code}: ${message}` : message;
}

function methodOf(details: Stripe.Charge.PaymentMethodDetails): GatewayPayment["method"] {
  return definedOnly({
    kind: details.type,
    brand: details.card?.brand ?? undefined,
    last4: details.card?.last4 ?? undefined,
    expMonth: details.card?.exp_month,
    expYear: details.card?.exp_year,
  });
}

/** A refund in the house's words. Cancelled counts as failed: the money stays with us. */
export function refundToOurs(refund: Stripe.Refund): GatewayRefund {
  const state = refund.status === "succeeded" ? "succeeded" : lost(refund.status) ? "failed" : "pending";
  return definedOnly({
    refundRef: refund.id,
    refundId: refund.metadata?.[refundIdKey],
    paymentRef: refOf(refund.payment_intent),
    amountRupiah: fromSen(refund.amount, refund.currency, `Refund ${refund.id}`),
    state,
    failure: refund.failure_reason ?? (refund.status === "canceled" ? "canceled" : undefined),
  });
}

const lost = (status: string | null) => status === "failed" || status === "canceled";

/**
 * The fee on one charge. Fees have sen even where charges have none (2.9 % of Rp16.800), and the house
 * counts whole rupiah: fee and tax go to the nearest rupiah, and what that added or left out is told in
 * `roundedSen`, so that nothing is rounded in silence. Settled in another currency, both are turned back
 * into rupiah by the settlement's own rate. `net` is what remains of the charge: the three always add up.
 */
export function feeOf(charge: Stripe.Charge, transaction: Stripe.BalanceTransaction): GatewayFee {
  const tax = transaction.fee_details
    .filter((part) => part.type === "tax")
    .reduce((sum, part) => sum + part.amount, 0);
  const rate = transaction.exchange_rate;
  const foreign = transaction.currency !== "idr";
  if (foreign && !rate)
    throw new NotWholeRupiahError(`The fee of ${charge.id} is in ${transaction.currency} without a rate.`);
  const sen = (minor: number) => (foreign && rate ? minor / rate : minor);
  const amountRupiah = fromSen(charge.amount, charge.currency, `Charge ${charge.id}`);
  const taxRupiah = Math.round(sen(tax) / 100);
  const feeRupiah = Math.round(sen(transaction.fee - tax) / 100);
  return {
    transactionRef: transaction.id,
    feeRupiah,
    taxRupiah,
    netRupiah: amountRupiah - feeRupiah - taxRupiah,
    roundedSen: Math.round(100 * (feeRupiah + taxRupiah) - sen(transaction.fee)),
    currency: transaction.currency,
    ...(rate === null ? {} : { exchangeRate: rate }),
    availableAt: new Date(transaction.available_on * 1000),
  };
}

/** The id of a thing Stripe gives either as id or in full. */
export function refOf(thing: string | { id: string } | null | undefined): string | undefined {
  if (!thing) return undefined;
  return typeof thing === "string" ? thing : thing.id;
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };
/** Leaves out what is undefined, so that values compare and store cleanly. */
function definedOnly<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}
