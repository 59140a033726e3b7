/**
 * The night's payout: what has become available goes to the bank, arrives the next day, and can then be
 * reconciled transaction by transaction. The nets of a payout, its own included, add up to zero.
 */
import { z } from "zod";
import type { StripePayout } from "../stripe/stripe-shapes";
import { schedule } from "./due-list.server";
import { checkParams, paging, period, text, within } from "./form-values.server";
import type { Sandbox } from "./sandbox-house.server";
import { type Endpoint, endpoint, known, listOf, retrieve } from "./stripe-endpoint.server";
import { emit } from "./stripe-events.server";
import { invalidRequest } from "./stripe-fault.server";
import { book, ripenTransactions } from "./stripe-transactions.server";

const daySeconds = 86_400;

/** Pays out every currency whose available balance is above zero. Returns the payouts made. */
export function payOut(sandbox: Sandbox): StripePayout[] {
  ripenTransactions(sandbox);
  const open = sandbox.store
    .all("transaction")
    .filter((one) => one.status === "available" && !sandbox.store.get("paidOut", one.id));
  const currencies = [...new Set(open.map((one) => one.currency))];
  return currencies.flatMap((currency) => {
    const mine = open.filter((one) => one.currency === currency);
    const amount = mine.reduce((sum, one) => sum + one.net, 0);
    if (amount <= 0) return [];
    const payout = createPayout(sandbox, amount, currency);
    for (const one of mine) sandbox.store.put("paidOut", one.id, { payout: payout.id });
    return [payout];
  });
}

function createPayout(sandbox: Sandbox, amount: number, currency: string): StripePayout {
  const id = sandbox.id("po");
  const arrival = (Math.floor(sandbox.seconds() / daySeconds) + 1) * daySeconds;
  const transaction = book(sandbox, {
    type: "payout",
    category: "payout",
    sen: -amount,
    source: id,
    fee: "none",
    description: "STRIPE PAYOUT",
    atOnce: true,
    settled: currency,
  });
  sandbox.store.put("paidOut", transaction.id, { payout: id });
  const payout: StripePayout = {
    id,
    object: "payout",
    amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: arrival,
    automatic: true,
    balance_transaction: transaction.id,
    created: sandbox.seconds(),
    currency,
    description: "STRIPE PAYOUT",
    destination: "ba_sandboxBank00000000000001",
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: {},
    method: "standard",
    original_payout: null,
    payout_method: null,
    reconciliation_status: "in_progress",
    reversed_by: null,
    source_type: "card",
    statement_descriptor: null,
    status: "in_transit",
    trace_id: { status: "pending", value: null },
    type: "bank_account",
  };
  sandbox.store.put("payout", id, payout);
  emit(sandbox, "payout.created", payout);
  schedule(sandbox, "payout_arrives", id, arrival);
  return payout;
}

/** The expected day of arrival has come: paid as far as Stripe knows, and ready to be reconciled. */
export function payoutArrives(sandbox: Sandbox, id: string): void {
  const payout = sandbox.store.get("payout", id);
  if (payout?.status !== "in_transit") return;
  const paid: StripePayout = {
    ...payout,
    status: "paid",
    trace_id: { status: "supported", value: `SBX${id.slice(-12).toUpperCase()}` },
  };
  sandbox.store.put("payout", id, paid);
  emit(sandbox, "payout.paid", paid);
  const reconcilable: StripePayout = { ...paid, reconciliation_status: "completed" };
  sandbox.store.put("payout", id, reconcilable);
  emit(sandbox, "payout.reconciliation_completed", reconcilable);
}

/** The bank sends it back, even after it was called paid: the money is in the balance again. */
export function failPayout(sandbox: Sandbox, id: string): StripePayout {
  const payout = known(sandbox, "payout", "payout", id);
  if (payout.status === "failed") throw invalidRequest("This payout has already failed.", "payout");
  const returned = book(sandbox, {
    type: "payout_failure",
    category: "payout_reversal",
    sen: payout.amount,
    source: id,
    fee: "none",
    description: "STRIPE PAYOUT RETURNED",
    atOnce: true,
    settled: payout.currency,
  });
  const failed: StripePayout = {
    ...payout,
    status: "failed",
    failure_code: "account_closed",
    failure_message: "The bank account has been closed.",
    failure_balance_transaction: returned.id,
  };
  sandbox.store.put("payout", id, failed);
  emit(sandbox, "payout.failed", failed);
  return failed;
}

const path = "/v1/payouts";
const listShape = z.strictObject({
  ...paging,
  status: text.optional(),
  created: period,
  arrival_date: period,
});

export const payoutEndpoints: readonly Endpoint[] = [
  endpoint("GET", path, (sandbox, { params }) => {
    const asked = checkParams(listShape, params);
    const found = sandbox.store
      .all("payout")
      .filter((one) => !asked.status || one.status === asked.status)
      .filter((one) => within(one.created, asked.created) && within(one.arrival_date, asked.arrival_date));
    return listOf(found, path, asked);
  }),
  retrieve(path, "payout", "payout"),
];
