/**
 * Stripe's own book: payouts, and the balance transactions each of them holds. Pages of a hundred, walked with the
 * id of the last line, so that a reader who was cut off goes on where it stopped.
 */
import type Stripe from "stripe";
import type { Gateway, GatewayMovement, GatewayPayout } from "../../payments/gateway";
import { NotWholeRupiahError } from "./stripe-money";
import { expecting, NonsenseAnswerError, unlessUnknown } from "./stripe-refusal.server";
import { paymentIdKey, refOf } from "./stripe-translation";

/** The most Stripe gives at once. */
const PAGE = 100;

/** The part of the port that is about payouts. */
export function stripePayouts(stripe: Stripe): Pick<Gateway, "findPayout" | "listPayouts" | "listMovements"> {
  return {
    findPayout: (payoutRef) =>
      unlessUnknown(stripe.payouts.retrieve(payoutRef).then((it) => payoutToOurs(expecting("payout", it)))),
    async listPayouts(since, after) {
      const page = await stripe.payouts.list({
        limit: PAGE,
        created: { gte: Math.floor(since.getTime() / 1000) },
        ...(after ? { starting_after: after } : {}),
      });
      return pageOf(page, payoutToOurs);
    },
    async listMovements(payoutRef, after) {
      const page = await stripe.balanceTransactions.list({
        payout: payoutRef,
        limit: PAGE,
        expand: ["data.source"],
        ...(after ? { starting_after: after } : {}),
      });
      return pageOf(page, movementToOurs);
    },
  };
}

function pageOf<T extends { id: string }, Ours>(page: Stripe.ApiList<T>, toOurs: (item: T) => Ours) {
  if (!Array.isArray(page?.data)) throw new NonsenseAnswerError("Stripe answered something that is no list.");
  const last = page.data.at(-1);
  return { items: page.data.map(toOurs), ...(page.has_more && last ? { next: last.id } : {}) };
}

/** A payout in the house's words; a state Stripe adds one day counts as not yet decided. */
export function payoutToOurs(payout: Stripe.Payout): GatewayPayout {
  const states = ["in_transit", "paid", "failed", "canceled"] as const;
  const trace = typeof payout.trace_id?.value === "string" ? payout.trace_id.value : undefined;
  return {
    payoutRef: payout.id,
    amountMinor: payout.amount,
    currency: payout.currency,
    state: states.find((state) => state === payout.status) ?? "pending",
    createdAt: new Date(payout.created * 1000),
    arrivesOn: new Date(payout.arrival_date * 1000).toISOString().slice(0, 10),
    ...(trace ? { traceRef: trace } : {}),
    itemised: payout.automatic && payout.reconciliation_status === "completed",
  };
}

const kinds: Readonly<Record<string, GatewayMovement["kind"]>> = {
  charge: "payment",
  payment: "payment",
  refund: "refund",
  payment_refund: "refund",
  refund_failure: "refund_returned",
  payment_failure_refund: "refund_returned",
  payout: "payout",
  payout_failure: "payout_returned",
  payout_cancel: "payout_returned",
  stripe_fee: "fee",
  tax_fee: "fee",
};

/**
 * One balance transaction, its source expanded. What a charge or refund was in rupiah is read from the charge or
 * refund itself, whatever it was settled in; fee and tax go to the nearest rupiah, each for itself, as in `feeOf`.
 */
export function movementToOurs(line: Stripe.BalanceTransaction): GatewayMovement {
  const source = line.source && typeof line.source === "object" ? line.source : undefined;
  const tax = line.fee_details
    .filter((part) => part.type === "tax")
    .reduce((sum, part) => sum + part.amount, 0);
  const inRupiah = rupiahBy(line);
  const paymentRef =
    source && "payment_intent" in source ? refOf(source.payment_intent as string | null) : undefined;
  const kind = kindOf(line);
  const paymentId = source?.object === "charge" ? source.metadata?.[paymentIdKey] : undefined;
  return {
    movementRef: line.id,
    kind,
    type: line.type,
    ...(source ? { sourceRef: source.id } : {}),
    ...(paymentRef ? { paymentRef } : {}),
    ...(paymentId ? { paymentId } : {}),
    ...(source?.object === "refund" ? { refundRef: source.id } : {}),
    ...(source?.object === "dispute" ? { disputeRef: source.id } : {}),
    currency: line.currency,
    ...(line.exchange_rate ? { exchangeRate: line.exchange_rate } : {}),
    amountMinor: line.amount,
    feeMinor: line.fee - tax,
    taxMinor: tax,
    netMinor: line.net,
    amountRupiah: saidInRupiah(kind, source) ?? inRupiah(line.amount),
    feeRupiah: inRupiah(line.fee - tax),
    taxRupiah: inRupiah(tax),
    happenedAt: new Date(line.created * 1000),
    availableAt: new Date(line.available_on * 1000),
  };
}

function kindOf(line: Stripe.BalanceTransaction): GatewayMovement["kind"] {
  if (line.reporting_category === "dispute") return "dispute";
  if (line.reporting_category === "dispute_reversal") return "dispute_returned";
  return kinds[line.type] ?? "other";
}

/** The amount as the payer's side says it, signed as the movement is; absent when the source does not say. */
function saidInRupiah(kind: GatewayMovement["kind"], source: object | undefined): number | undefined {
  const said = source as { amount?: unknown; currency?: unknown } | undefined;
  if (said?.currency !== "idr" || typeof said.amount !== "number") return undefined;
  const rupiah = Math.round(said.amount / 100);
  switch (kind) {
    case "payment":
    case "refund_returned":
    case "dispute_returned":
      return rupiah;
    case "refund":
    case "dispute":
      return 0 - rupiah;
    case "payout":
    case "payout_returned":
    case "fee":
    case "other":
      return undefined;
  }
}

/** How this line's hundredths become whole rupiah: to the nearest, by its own rate when it is in another currency. */
function rupiahBy(line: Stripe.BalanceTransaction): (minor: number) => number {
  if (line.currency === "idr") return (minor) => zeroless(Math.round(minor / 100));
  const rate = line.exchange_rate;
  // The payout's own line has no rate: it never was in rupiah. Its worth is that of what it holds.
  if (!rate && line.type !== "payout" && line.type !== "payout_failure")
    throw new NotWholeRupiahError(`${line.id} is in ${line.currency} without a rate.`);
  return (minor) => (rate ? zeroless(Math.round(minor / rate / 100)) : 0);
}

/** Rounding -0.2 gives a negative nothing, which no table takes. */
const zeroless = (amount: number) => amount + 0;
