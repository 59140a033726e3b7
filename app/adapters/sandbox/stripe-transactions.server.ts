/**
 * The gateway's own book: one balance transaction for every movement, with the fee and the tax on it.
 *
 *   charge +   refund −   dispute − fee   payout −      available two days later, paid out that night
 */
import { z } from "zod";
import type { StripeTransaction } from "../stripe/stripe-shapes";
import { checkParams, expand, paging, period, text, within } from "./form-values.server";
import type { Sandbox } from "./sandbox-house.server";
import type { SettlementSetting } from "./sandbox-records";
import { type Endpoint, endpoint, known, listOf, retrieve } from "./stripe-endpoint.server";
import { invalidRequest } from "./stripe-fault.server";

const daySeconds = 86_400;
/** The list price for cards: 2.9 % and Rp2.000, and 11 % tax on that. */
const feeShare = 0.029;
const feeFixedSen = 200_000;
const taxShare = 0.11;
const disputeFeeSen = 25_000_000;

type Movement = {
  readonly type: StripeTransaction["type"];
  readonly category: string;
  /** Sen of rupiah; negative when money leaves. */
  readonly sen: number;
  readonly source: string;
  readonly fee: "card" | "dispute" | "none";
  readonly description?: string | null;
  /** Payouts and what reverses them count at once. */
  readonly atOnce?: boolean;
  /** Payouts are already in the settlement's currency. */
  readonly settled?: string;
};

/** Books one movement. The currency it settles in, and whether fees have sen, is a setting. */
export function book(sandbox: Sandbox, movement: Movement): StripeTransaction {
  const settlement = settlementOf(sandbox);
  const rate = movement.settled ? null : settlement.exchangeRate;
  const currency = movement.settled ?? settlement.currency;
  const settled = (sen: number) => (rate === null ? sen : Math.round(sen * rate));
  const feeSen = feeOf(movement, settlement);
  const tax = settled(tidy(feeSen * taxShare, settlement));
  const stripeFee = settled(feeSen);
  const amount = settled(movement.sen);
  const now = sandbox.seconds();
  const midnight = Math.floor(now / daySeconds) * daySeconds;
  const availableOn = movement.atOnce ? now : midnight + 2 * daySeconds;
  const transaction: StripeTransaction = {
    id: sandbox.id("txn"),
    object: "balance_transaction",
    amount,
    available_on: availableOn,
    balance_type: "payments",
    created: now,
    currency,
    description: movement.description ?? null,
    exchange_rate: rate,
    fee: stripeFee + tax,
    fee_details: [
      feeDetail(stripeFee, currency, "Stripe processing fees", "stripe_fee"),
      feeDetail(tax, currency, "PPN", "tax"),
    ].filter((detail) => detail.amount > 0),
    net: amount - stripeFee - tax,
    reporting_category: movement.category,
    source: movement.source,
    status: movement.atOnce ? "available" : "pending",
    type: movement.type,
  };
  sandbox.store.put("transaction", transaction.id, transaction);
  return transaction;
}

function feeOf(movement: Movement, settlement: SettlementSetting): number {
  if (movement.fee === "none") return 0;
  if (movement.fee === "dispute") return disputeFeeSen;
  return tidy(movement.sen * feeShare + feeFixedSen, settlement);
}

/** Whole rupiah, as cards settle in Indonesia, unless sen are wanted to see what they do. */
function tidy(sen: number, settlement: SettlementSetting): number {
  return settlement.senFees ? Math.round(sen) : Math.round(sen / 100) * 100;
}

function feeDetail(amount: number, currency: string, description: string, type: string) {
  return { amount, application: null, currency, description, type };
}

export function settlementOf(sandbox: Sandbox): SettlementSetting {
  const found = sandbox.store.get("setting", "settlement");
  return found?.kind === "settlement"
    ? found
    : { kind: "settlement", currency: "idr", exchangeRate: null, senFees: false };
}

/** What has come of age becomes available; the night does this before it pays out. */
export function ripenTransactions(sandbox: Sandbox): void {
  for (const one of sandbox.store.all("transaction")) {
    if (one.status === "pending" && one.available_on <= sandbox.seconds())
      sandbox.store.put("transaction", one.id, { ...one, status: "available" });
  }
}

const listShape = z.strictObject({
  ...paging,
  payout: text.optional(),
  type: text.optional(),
  source: text.optional(),
  currency: text.optional(),
  created: period,
});

export const transactionEndpoints: readonly Endpoint[] = [
  endpoint("GET", "/v1/balance_transactions", (sandbox, { params }) => {
    const asked = checkParams(listShape, params);
    if (asked.payout) {
      const payout = known(sandbox, "payout", "payout", asked.payout, "payout");
      if (payout.reconciliation_status !== "completed")
        throw invalidRequest(
          "The payout is not ready to be reconciled.",
          "payout",
          "payout_reconciliation_not_ready",
        );
    }
    const found = sandbox.store
      .all("transaction")
      .filter((one) => !asked.payout || sandbox.store.get("paidOut", one.id)?.payout === asked.payout)
      .filter((one) => !asked.type || one.type === asked.type)
      .filter((one) => !asked.source || one.source === asked.source)
      .filter((one) => !asked.currency || one.currency === asked.currency)
      .filter((one) => within(one.created, asked.created));
    return listOf(found, "/v1/balance_transactions", asked);
  }),
  retrieve("/v1/balance_transactions", "transaction", "balance transaction"),
  endpoint("GET", "/v1/balance", (sandbox, { params }) => {
    checkParams(z.strictObject({ expand }), params);
    const all = sandbox.store.all("transaction");
    const sums = (status: string) =>
      [...new Set(["idr", ...all.map((one) => one.currency)])].map((currency) => {
        const amount = all
          .filter((one) => one.status === status && one.currency === currency)
          .reduce((sum, one) => sum + one.net, 0);
        return { amount, currency, source_types: { card: amount } };
      });
    return { object: "balance", available: sums("available"), livemode: false, pending: sums("pending") };
  }),
];
