/**
 * What a signed Stripe event tells us, in the house's words. Events we store but need not act on say
 * `nothing`. No look at the network here: whoever acts on the news looks again when it matters.
 */
import type Stripe from "stripe";
import type { GatewayNews } from "../../payments/gateway";
import { fromSen } from "./stripe-money";
import { failureOf, intentToPayment, refOf, refundToOurs, sessionToPayment } from "./stripe-translation";

/** Translates one event. Throws `NotWholeRupiahError` when it names an amount the house cannot hold. */
export function newsOf(event: Stripe.Event): GatewayNews {
  switch (event.type) {
    case "checkout.session.completed":
      return checkoutCompleted(event.data.object);
    case "checkout.session.async_payment_succeeded":
      return ifPayment(event.data.object, (session) => ({
        kind: "payment_succeeded",
        payment: sessionToPayment(session),
      }));
    case "checkout.session.async_payment_failed":
      return ifPayment(event.data.object, (session) => ({
        kind: "payment_failed",
        payment: { ...sessionToPayment(session), state: "failed" },
        reason: "The delayed payment did not arrive.",
      }));
    case "checkout.session.expired":
      return ifPayment(event.data.object, (session) => ({
        kind: "checkout_expired",
        payment: sessionToPayment(session),
      }));
    case "payment_intent.succeeded":
      return { kind: "payment_succeeded", payment: intentToPayment(event.data.object) };
    case "payment_intent.processing":
      return { kind: "payment_processing", payment: intentToPayment(event.data.object) };
    case "payment_intent.payment_failed":
    case "payment_intent.canceled":
      return intentFailed(event.data.object);
    case "refund.created":
    case "refund.updated":
    case "refund.failed":
      return { kind: "refund_changed", refund: refundToOurs(event.data.object) };
    case "charge.dispute.created":
      return disputeChanged(event.data.object, "opened");
    case "charge.dispute.updated":
      return disputeChanged(event.data.object, "updated");
    case "charge.dispute.funds_withdrawn":
      return disputeChanged(event.data.object, "funds_withdrawn");
    case "charge.dispute.funds_reinstated":
      return disputeChanged(event.data.object, "funds_reinstated");
    case "charge.dispute.closed":
      return disputeChanged(event.data.object, closedHow(event.data.object));
    case "payout.created":
    case "payout.updated":
    case "payout.paid":
    case "payout.failed":
    case "payout.canceled":
    case "payout.reconciliation_completed":
      return payoutChanged(event.data.object, event.type.slice("payout.".length));
    // Stripe knows hundreds of event types and adds to them; what is not above asks nothing of us.
    default:
      return { kind: "nothing" };
  }
}

type Session = Stripe.Checkout.Session;

/** A session that only keeps a card (`setup`) is no payment. */
function ifPayment(session: Session, news: (session: Session) => GatewayNews): GatewayNews {
  return session.mode === "payment" ? news(session) : { kind: "nothing" };
}

function checkoutCompleted(session: Session): GatewayNews {
  return ifPayment(session, () => {
    const payment = sessionToPayment(session);
    return payment.state === "succeeded"
      ? { kind: "payment_succeeded", payment }
      : { kind: "payment_processing", payment };
  });
}

function intentFailed(intent: Stripe.PaymentIntent): GatewayNews {
  const payment = intentToPayment(intent);
  const reason = intent.last_payment_error
    ? failureOf(intent.last_payment_error)
    : `The payment was cancelled${intent.cancellation_reason ? ` (${intent.cancellation_reason})` : ""}.`;
  return { kind: "payment_failed", payment, reason };
}

type DisputeStage = Extract<GatewayNews, { kind: "dispute_changed" }>["stage"];

/** A warning that closes without a dispute moved no money: neither won nor lost. */
function closedHow(dispute: Stripe.Dispute): DisputeStage {
  if (dispute.status === "won") return "won";
  return dispute.status === "lost" ? "lost" : "updated";
}

function disputeChanged(dispute: Stripe.Dispute, stage: DisputeStage): GatewayNews {
  const paymentRef = refOf(dispute.payment_intent);
  return {
    kind: "dispute_changed",
    disputeRef: dispute.id,
    ...(paymentRef ? { paymentRef } : {}),
    chargeRef: refOf(dispute.charge) ?? "",
    amountRupiah: fromSen(dispute.amount, dispute.currency, `Dispute ${dispute.id}`),
    stage,
    reason: dispute.reason,
  };
}

/** Its amount is looked up with everything it holds; it may have sen or be in another currency. */
function payoutChanged(payout: Stripe.Payout, stage: string): GatewayNews {
  return { kind: "payout_changed", payoutRef: payout.id, stage };
}
