/** What an issuer says when it refuses a charge, in the codes Stripe passes on. */
import type { CardAnswer } from "./sandbox-records";

export type Refusal = { readonly code: string; readonly declineCode?: string; readonly message: string };

const declined = (declineCode: string, message: string): Refusal => ({
  code: "card_declined",
  declineCode,
  message,
});
export const declines: Readonly<Record<Exclude<CardAnswer, "ok">, Refusal>> = {
  generic_decline: declined("generic_decline", "Your card was declined."),
  insufficient_funds: declined("insufficient_funds", "Your card has insufficient funds."),
  expired_card: { code: "expired_card", declineCode: "expired_card", message: "Your card has expired." },
  incorrect_cvc: {
    code: "incorrect_cvc",
    declineCode: "incorrect_cvc",
    message: "Your card's security code is incorrect.",
  },
  processing_error: {
    code: "processing_error",
    declineCode: "processing_error",
    message: "An error occurred while processing your card. Try again in a little bit.",
  },
};
export const authenticationRequired: Refusal = {
  code: "authentication_required",
  declineCode: "authentication_required",
  message: "Your card was declined. This transaction requires authentication.",
};
export const authenticationFailed: Refusal = {
  code: "payment_intent_authentication_failure",
  message: "The provided payment method has failed authentication.",
};
