/** Stripe's errors as reasons the house can act on. What is not an answer of Stripe's is thrown on. */
import Stripe from "stripe";
import type { GatewayRefusal } from "../../payments/gateway";

const reasonByCode: Readonly<Record<string, GatewayRefusal["reason"]>> = {
  amount_too_small: "amount_too_small",
  amount_too_large: "amount_too_large",
  charge_already_refunded: "not_refundable",
  charge_disputed: "not_refundable",
  charge_not_refundable: "not_refundable",
  refund_disputed_payment: "not_refundable",
  payment_intent_unexpected_state: "already_complete",
  authentication_required: "authentication_needed",
  payment_intent_authentication_failure: "authentication_needed",
};

/** Turns a failed call into a refusal; rethrows what is a bug of ours rather than Stripe's answer. */
export function refusalOf(error: unknown): GatewayRefusal {
  if (error instanceof NonsenseAnswerError) return refused("unreachable", true, error.message);
  if (!(error instanceof Stripe.errors.StripeError)) throw error;
  const { reason, retryable } = classify(error);
  const paymentRef = error.payment_intent?.id;
  return {
    ...refused(reason, retryable, error.code ? `${error.code}: ${error.message}` : error.message),
    ...(error.decline_code ? { declineCode: error.decline_code } : {}),
    ...(paymentRef ? { paymentRef } : {}),
  };
}

function refused(reason: GatewayRefusal["reason"], retryable: boolean, detail: string): GatewayRefusal {
  return { kind: "refused", reason, retryable, detail };
}

function classify(error: Stripe.errors.StripeError): Pick<GatewayRefusal, "reason" | "retryable"> {
  if (error instanceof Stripe.errors.StripeConnectionError) return { reason: "unreachable", retryable: true };
  if (error instanceof Stripe.errors.StripeRateLimitError) return { reason: "rate_limited", retryable: true };
  if (error instanceof Stripe.errors.StripeAuthenticationError) return misconfigured;
  if (error instanceof Stripe.errors.StripePermissionError) return misconfigured;
  // Our earlier call with this key is still running there.
  if (error.code === "idempotency_key_in_use" || error.code === "lock_timeout")
    return { reason: "rate_limited", retryable: true };
  const reason = error.code && reasonByCode[error.code];
  if (reason) return { reason, retryable: false };
  if (error instanceof Stripe.errors.StripeCardError)
    return reasonByCode[error.decline_code ?? ""] === "authentication_needed"
      ? { reason: "authentication_needed", retryable: false }
      : { reason: "declined", retryable: false };
  if (error instanceof Stripe.errors.StripeInvalidRequestError) return invalid;
  if (error instanceof Stripe.errors.StripeIdempotencyError) return invalid;
  // 5xx, a broken proxy page, a cut-off body: Stripe did not understandably answer.
  return { reason: "unreachable", retryable: true };
}

const misconfigured = { reason: "misconfigured", retryable: false } as const;
const invalid = { reason: "invalid_request", retryable: false } as const;

/** Whether Stripe said that it does not know the thing we asked for. */
export function isUnknownThere(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeInvalidRequestError &&
    (error.code === "resource_missing" || error.statusCode === 404)
  );
}

/**
 * The answer came with a success but is not the object asked for (the SDK itself only looks for an
 * `error` key and would hand it on). The call may have worked; the same key tells when it is repeated.
 */
export class NonsenseAnswerError extends Error {
  override readonly name = "NonsenseAnswerError";
}

/** Hands the object on when it is what was asked for; throws `NonsenseAnswerError` otherwise. */
export function expecting<T extends { object: string; id: string }>(kind: T["object"], answer: T): T {
  if (answer?.object === kind && typeof answer.id === "string") return answer;
  throw new NonsenseAnswerError(`Stripe answered something that is not a ${kind}.`);
}

/** The answer, or `undefined` when Stripe does not know the thing we asked for. */
export async function unlessUnknown<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isUnknownThere(error)) return undefined;
    throw error;
  }
}
