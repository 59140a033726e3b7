/** What we ask Stripe for when a checkout page is opened. Pure; `now` bounds how long the page lives. */
import type Stripe from "stripe";
import type { CheckoutRequest } from "../../payments/gateway";
import { toSen } from "./stripe-money";
import { orderCodeKey, paymentIdKey } from "./stripe-translation";

/** Stripe keeps a page open from 30 minutes to 24 hours from the moment it hears of it. */
const shortestMs = 31 * 60_000;
const longestMs = (24 * 60 - 1) * 60_000;
/** The page closes this much before the order does, so that nobody pays for an order just gone. */
const marginMs = 2 * 60_000;
const stepMs = 10 * 60_000;
/** Stripe lists at most this many lines in one payment. */
const mostLines = 100;

/** The request in Stripe's terms. Only our payment id and the order's code travel as data of ours. */
export function checkoutParams(request: CheckoutRequest, now: Date): Stripe.Checkout.SessionCreateParams {
  const metadata = { [paymentIdKey]: request.paymentId, [orderCodeKey]: request.orderCode };
  const customer = request.saveCard?.customerRef;
  return {
    mode: "payment",
    ui_mode: "hosted_page",
    client_reference_id: request.paymentId,
    metadata,
    payment_intent_data: {
      metadata,
      ...(request.saveCard ? { setup_future_usage: "off_session" as const } : {}),
    },
    line_items: shorten(request).map((line) => ({
      quantity: 1,
      price_data: {
        currency: "idr",
        unit_amount: toSen(line.amountRupiah),
        product_data: { name: line.description.slice(0, 250) },
      },
    })),
    ...(customer ? { customer } : { customer_email: request.payerEmail }),
    ...(request.saveCard && !customer ? { customer_creation: "always" as const } : {}),
    success_url: request.successUrl,
    cancel_url: request.cancelUrl,
    expires_at: Math.floor(pageEnd(request.expiresAt, now) / 1000),
    locale: request.locale,
  };
}

/**
 * When the page closes, in ms. A repeated call under the same key must ask for the same moment, so it
 * hangs on the order's own expiry and moves with `now` only at the two ends, in steps of ten minutes.
 */
function pageEnd(wanted: Date, now: Date): number {
  const end = wanted.getTime() - marginMs;
  const step = (ms: number, round: (steps: number) => number) => round(ms / stepMs) * stepMs;
  if (end < now.getTime() + shortestMs) return step(now.getTime() + shortestMs, Math.ceil);
  if (end > now.getTime() + longestMs) return step(now.getTime() + longestMs, Math.floor);
  return end;
}

/** Folds what does not fit on the page into a last line; the sum stays the same. */
function shorten({ lines, locale }: CheckoutRequest): CheckoutRequest["lines"] {
  if (lines.length <= mostLines) return lines;
  const rest = lines.slice(mostLines - 1);
  const description = locale === "id" ? `${rest.length} baris lainnya` : `${rest.length} more lines`;
  const amountRupiah = rest.reduce((sum, line) => sum + line.amountRupiah, 0);
  return [...lines.slice(0, mostLines - 1), { description, amountRupiah }];
}
