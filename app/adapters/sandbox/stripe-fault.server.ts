/** An error as Stripe's API sends it: an envelope, a status, and whether the answer is kept under its key. */
import type { StripeIntent, StripeMethod } from "../stripe/stripe-shapes";

export type StripeErrorBody = {
  readonly type: "api_error" | "card_error" | "idempotency_error" | "invalid_request_error";
  readonly message: string;
  readonly code?: string;
  readonly param?: string;
  readonly decline_code?: string;
  readonly advice_code?: string;
  readonly charge?: string;
  readonly payment_intent?: StripeIntent;
  readonly payment_method?: StripeMethod;
  readonly doc_url?: string;
};

/**
 * Thrown, it undoes what the request had changed; returned from a handler, the changes stay
 * (a declined charge is a charge that was made).
 */
export class StripeFault extends Error {
  constructor(
    readonly status: number,
    readonly body: StripeErrorBody,
    /** Whether an idempotent repeat is to get this very answer: not when nothing was begun. */
    readonly remembered = true,
  ) {
    super(body.message);
  }
}

/** 400 `invalid_request_error`. */
export function invalidRequest(message: string, param?: string, code?: string): StripeFault {
  return new StripeFault(400, {
    type: "invalid_request_error",
    message,
    ...(code ? { code, doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll("_", "-")}` } : {}),
    ...(param ? { param } : {}),
  });
}

/** 404 for an id nobody knows. */
export function resourceMissing(what: string, id: string, param = "id"): StripeFault {
  return new StripeFault(404, {
    type: "invalid_request_error",
    code: "resource_missing",
    doc_url: "https://stripe.com/docs/error-codes/resource-missing",
    message: `No such ${what}: '${id}'`,
    param,
  });
}
