/**
 * The shapes Stripe's API speaks in at the pinned version, for the sandbox that stands in for it.
 * Types only: the vendor's code stays behind this folder's door.
 */
import type Stripe from "stripe";

/** An object as it is kept and sent when nothing is expanded: every reference is an id. */
export type Plain<T> = {
  [K in keyof T]: string extends Extract<T[K], string> ? Extract<T[K], string | null | undefined> : T[K];
};

export type StripeSession = Plain<Stripe.Checkout.Session>;
export type StripeIntent = Plain<Stripe.PaymentIntent>;
export type StripeCharge = Plain<Stripe.Charge>;
export type StripeRefund = Plain<Stripe.Refund>;
export type StripeDispute = Plain<Stripe.Dispute>;
export type StripeTransaction = Plain<Stripe.BalanceTransaction>;
export type StripePayout = Plain<Stripe.Payout>;
export type StripeCustomer = Plain<Omit<Stripe.Customer, "deleted">>;
export type StripeMethod = Plain<Stripe.PaymentMethod>;
export type StripeSetup = Plain<Stripe.SetupIntent>;
export type StripeTestClock = Plain<Omit<Stripe.TestHelpers.TestClock, "deleted">>;
/** On the wire a decimal is a string; the SDK makes an object of it. */
export type StripePrice = Omit<Plain<Omit<Stripe.Price, "deleted">>, "unit_amount_decimal"> & {
  unit_amount_decimal: string | null;
};
export type StripeProduct = Plain<Omit<Stripe.Product, "deleted">>;
export type StripeLine = Omit<Plain<Stripe.LineItem>, "price"> & { price: StripePrice | null };
export type StripePaymentError = Stripe.PaymentIntent.LastPaymentError;
export type StripeEventType = Stripe.Event["type"];
