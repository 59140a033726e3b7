/**
 * A payment is one attempt to move a sponsor's money to us.
 *
 *   pending ──▶ processing ──▶ succeeded
 *      │             └───────▶ failed
 *      └──▶ expired, failed, or straight to succeeded
 *
 * The gateway tells us what happened, in any order, sometimes twice and sometimes late;
 * `decide` is the only place that says what we make of it. Success is final: money that came
 * is never argued away by an older message. An attempt that failed or expired may still succeed.
 */
import type { GatewayNews, GatewayPayment } from "./gateway";

export type PaymentState = "pending" | "processing" | "succeeded" | "failed" | "expired";

export type Payment = {
  readonly id: string;
  readonly orderId: string;
  readonly gateway: string;
  readonly attempt: number;
  readonly amountRupiah: number;
  readonly state: PaymentState;
  readonly openedAt: Date;
  readonly expiresAt: Date;
  readonly checkoutRef?: string;
  readonly checkoutUrl?: string;
  readonly paymentRef?: string;
  readonly failure?: string;
  readonly succeededAt?: Date;
  readonly receivedRupiah: number;
  readonly method?: Readonly<Record<string, unknown>>;
};

/** The name payments bear that a unit's payroll brought: no gateway of that name is ever wired. */
export const PAYROLL = "payroll";

/** Whether a refund of it is handed to a gateway; what came through payroll goes back by a transfer made by hand. */
export const goesBackThroughGateway = (payment: Pick<Payment, "gateway">) => payment.gateway !== PAYROLL;

export type Outcome =
  /** Money has come for this attempt: allocate it. */
  | { readonly kind: "succeed"; readonly seen: GatewayPayment }
  /** The same money told again, with another amount than the first time: a person must look. */
  | { readonly kind: "contradict"; readonly seen: GatewayPayment }
  /** Money has come that no attempt of ours asked for. */
  | { readonly kind: "stray"; readonly seen: GatewayPayment }
  | { readonly kind: "wait"; readonly seen: GatewayPayment }
  /** A try on the gateway's page went wrong; the page is still open for another card. */
  | { readonly kind: "note_failure"; readonly seen: GatewayPayment; readonly reason: string }
  | { readonly kind: "fail"; readonly seen: GatewayPayment; readonly reason: string }
  | { readonly kind: "expire"; readonly seen: GatewayPayment }
  /** Nothing to do, and why: `known already`, `overtaken`, `not ours`. */
  | { readonly kind: "nothing"; readonly why: string };

/** Decides what a piece of payment news means for the attempt it is about (undefined: none of ours). */
export function decide(payment: Payment | undefined, news: GatewayNews): Outcome {
  switch (news.kind) {
    case "payment_succeeded":
      return decideSuccess(payment, news.payment);
    case "payment_processing":
      if (!payment) return { kind: "nothing", why: "not ours" };
      if (payment.state === "processing") return { kind: "nothing", why: "known already" };
      return isOpen(payment) ? { kind: "wait", seen: news.payment } : { kind: "nothing", why: "overtaken" };
    case "payment_failed":
      if (!payment) return { kind: "nothing", why: "not ours" };
      if (!isOpen(payment)) return { kind: "nothing", why: "overtaken" };
      return news.payment.state === "failed"
        ? { kind: "fail", seen: news.payment, reason: news.reason }
        : { kind: "note_failure", seen: news.payment, reason: news.reason };
    case "checkout_expired":
      if (!payment) return { kind: "nothing", why: "not ours" };
      if (payment.state === "expired") return { kind: "nothing", why: "known already" };
      return isOpen(payment) ? { kind: "expire", seen: news.payment } : { kind: "nothing", why: "overtaken" };
    case "refund_changed":
    case "dispute_changed":
    case "payout_changed":
    case "nothing":
      return { kind: "nothing", why: "not about a payment" };
  }
}

function decideSuccess(payment: Payment | undefined, seen: GatewayPayment): Outcome {
  if (!payment) return { kind: "stray", seen };
  if (payment.state !== "succeeded") return { kind: "succeed", seen };
  if (payment.receivedRupiah !== seen.receivedRupiah) return { kind: "contradict", seen };
  if (payment.paymentRef && seen.paymentRef && payment.paymentRef !== seen.paymentRef)
    return { kind: "stray", seen };
  return { kind: "nothing", why: "known already" };
}

const isOpen = (payment: Payment) => payment.state === "pending" || payment.state === "processing";

/** What the house knows the payment as when it looks at the gateway itself instead of being told. */
export function newsOfSighting(seen: GatewayPayment): GatewayNews {
  switch (seen.state) {
    case "succeeded":
      return { kind: "payment_succeeded", payment: seen };
    case "processing":
      return { kind: "payment_processing", payment: seen };
    case "failed":
      return { kind: "payment_failed", payment: seen, reason: seen.failure ?? "The gateway says it failed." };
    case "expired":
      return { kind: "checkout_expired", payment: seen };
    case "open":
      return { kind: "nothing" };
  }
}
