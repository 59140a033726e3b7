/** The card numbers one may type in the sandbox, and how each behaves: Stripe's own test numbers. */
import type { StripeMethod } from "../stripe/stripe-shapes";
import type { CardAnswer, CardKept } from "./sandbox-records";

export type TestCard = Omit<CardKept, "number"> & { readonly number: string; readonly words: string };

const plain = { answer: "ok", confirmation: "never", refunds: "at_once", disputed: false } as const;
const refusing = (number: string, answer: CardAnswer, words: string): TestCard => ({
  ...plain,
  number,
  answer,
  words,
});

export const testCards: readonly TestCard[] = [
  { ...plain, number: "4242424242424242", words: "Berhasil" },
  { ...plain, number: "5555555555554444", words: "Berhasil (Mastercard)" },
  refusing("4000000000000002", "generic_decline", "Ditolak"),
  refusing("4000000000009995", "insufficient_funds", "Saldo tidak cukup"),
  refusing("4000000000000069", "expired_card", "Kedaluwarsa"),
  refusing("4000000000000127", "incorrect_cvc", "CVC salah"),
  refusing("4000000000000119", "processing_error", "Gangguan pemrosesan"),
  { ...plain, number: "4000002500003155", confirmation: "on_page", words: "3-D Secure sekali" },
  { ...plain, number: "4000002760003184", confirmation: "always", words: "3-D Secure selalu" },
  refusing("4000000000000341", "generic_decline", "Tersimpan, lalu ditolak"),
  { ...plain, number: "4000000000000259", disputed: true, words: "Disengketakan" },
  { ...plain, number: "4000000000007726", refunds: "later", words: "Pengembalian dana tertunda" },
  { ...plain, number: "4000000000005126", refunds: "fail_later", words: "Pengembalian dana gagal kemudian" },
];

const byToken: Readonly<Record<string, string>> = {
  pm_card_visa: "4242424242424242",
  pm_card_mastercard: "5555555555554444",
  pm_card_visa_chargeDeclined: "4000000000000002",
  pm_card_chargeDeclined: "4000000000000002",
  pm_card_visa_chargeDeclinedInsufficientFunds: "4000000000009995",
  pm_card_chargeDeclinedInsufficientFunds: "4000000000009995",
  pm_card_chargeDeclinedExpiredCard: "4000000000000069",
  pm_card_chargeDeclinedProcessingError: "4000000000000119",
  pm_card_authenticationRequiredOnSetup: "4000002500003155",
  pm_card_authenticationRequired: "4000002760003184",
  pm_card_chargeCustomerFail: "4000000000000341",
  pm_card_createDispute: "4000000000000259",
  pm_card_pendingRefund: "4000000000007726",
  pm_card_refundFail: "4000000000005126",
};

/** The card of a typed number or of one of Stripe's `pm_card_…` names; undefined for any other. */
export function testCard(numberOrToken: string): TestCard | undefined {
  const number = byToken[numberOrToken] ?? numberOrToken.replace(/[\s-]/g, "");
  return testCards.find((card) => card.number === number);
}

/** The card as a payment method not yet attached to anyone. */
export function methodOf(
  card: TestCard,
  facts: { id: string; created: number; email: string | null },
): StripeMethod {
  const brand = card.number.startsWith("5") ? "mastercard" : "visa";
  return {
    id: facts.id,
    object: "payment_method",
    allow_redisplay: "unspecified",
    billing_details: { address: null, email: facts.email, name: null, phone: null, tax_id: null },
    card: {
      brand,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
      country: "ID",
      display_brand: brand,
      exp_month: 12,
      exp_year: new Date(facts.created * 1000).getUTCFullYear() + 3,
      fingerprint: `sandbox${card.number.slice(-9)}`,
      funding: "credit",
      generated_from: null,
      last4: card.number.slice(-4),
      networks: { available: [brand], preferred: null },
      regulated_status: "unregulated",
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: facts.created,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: "card",
  };
}
