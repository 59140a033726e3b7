/**
 * What a visitor does on the hosted page. A session is paid once: whoever comes second, by a double click
 * or a second tab, is led on to where the first was led.
 */
import type { StripeIntent, StripeMethod, StripeSession } from "../stripe/stripe-shapes";
import { saveCard } from "./card-setup.server";
import { charge } from "./charging.server";
import { unschedule } from "./due-list.server";
import { createIntent } from "./intent-states.server";
import type { Sandbox } from "./sandbox-house.server";
import { payer } from "./session-object";
import { createCustomer } from "./stripe-customers.server";
import { emit } from "./stripe-events.server";
import { createMethod } from "./stripe-methods.server";
import { type TestCard, testCard } from "./test-cards";
import { arrive, startTransfer, stayAway } from "./transfers.server";

export type PageAnswer =
  | { readonly kind: "go"; readonly to: string }
  | { readonly kind: "show"; readonly problem?: string }
  | { readonly kind: "confirm" };

const show = (problem?: string): PageAnswer => (problem ? { kind: "show", problem } : { kind: "show" });

/** Where a finished session leads. */
export function successUrl(session: StripeSession): string {
  return (session.success_url ?? "/").replaceAll("{CHECKOUT_SESSION_ID}", session.id);
}

/** The visitor pressed a button of the page. `cardNumber` is what they typed; `email` who they say they are. */
export function pressPay(
  sandbox: Sandbox,
  session: StripeSession,
  cardNumber: string,
  email: string,
): PageAnswer {
  if (session.status === "complete") return { kind: "go", to: successUrl(session) };
  if (session.status === "expired") return show();
  const card = testCard(cardNumber);
  if (!card) return show("Nomor kartu ini bukan kartu uji. Pakai 4242 4242 4242 4242.");
  if (session.mode === "setup")
    return { kind: "go", to: successUrl(saveCard(sandbox, session, card, email)) };
  const ready = identify(sandbox, session, email);
  return settle(
    sandbox,
    ready,
    charge(sandbox, intentOf(sandbox, ready), createMethod(sandbox, card, payerOf(ready)), {
      offSession: false,
      confirmUrl: `${session.url}/verifikasi`,
    }),
  );
}

/** The visitor answered the issuer's question. */
export function answerIssuer(sandbox: Sandbox, session: StripeSession, passed: boolean): PageAnswer {
  if (session.status === "complete") return { kind: "go", to: successUrl(session) };
  const intent = session.payment_intent ? sandbox.store.get("intent", session.payment_intent) : undefined;
  const method = intent?.payment_method ? sandbox.store.get("method", intent.payment_method) : undefined;
  if (session.status !== "open" || intent?.status !== "requires_action" || !method) return show();
  return settle(sandbox, session, charge(sandbox, intent, method, { offSession: false, confirmed: passed }));
}

/** A transfer that takes its time: the session is complete, the money is not there yet. */
export function payLater(sandbox: Sandbox, session: StripeSession, email: string): PageAnswer {
  if (session.status === "complete") return { kind: "go", to: successUrl(session) };
  if (session.status !== "open" || session.mode !== "payment") return show();
  const ready = identify(sandbox, session, email);
  const { card, ...rest } = createMethod(sandbox, testCard("4242424242424242") as TestCard, payerOf(ready));
  const transfer: StripeMethod = { ...rest, type: "customer_balance", customer_balance: {} };
  sandbox.store.put("method", transfer.id, transfer);
  startTransfer(sandbox, intentOf(sandbox, ready), transfer);
  return { kind: "go", to: successUrl(complete(sandbox, ready.id, "unpaid")) };
}

/** The delayed money came, or did not. Returns whether the session was waiting for it. */
export function settleTransfer(sandbox: Sandbox, session: StripeSession, came: boolean): boolean {
  const intent = session.payment_intent ? sandbox.store.get("intent", session.payment_intent) : undefined;
  if (intent?.status !== "processing") return false;
  if (came) {
    arrive(sandbox, intent);
    const paid: StripeSession = { ...session, payment_status: "paid" };
    sandbox.store.put("session", session.id, paid);
    emit(sandbox, "checkout.session.async_payment_succeeded", paid);
    return true;
  }
  stayAway(sandbox, intent);
  emit(sandbox, "checkout.session.async_payment_failed", session);
  return true;
}

function settle(sandbox: Sandbox, session: StripeSession, intent: StripeIntent): PageAnswer {
  if (intent.status === "requires_action") return { kind: "confirm" };
  if (intent.status === "succeeded")
    return { kind: "go", to: successUrl(complete(sandbox, session.id, "paid")) };
  return show(
    refusalWords[intent.last_payment_error?.decline_code ?? intent.last_payment_error?.code ?? ""] ??
      refusalWords.generic_decline,
  );
}

const refusalWords: Readonly<Record<string, string>> = {
  generic_decline: "Kartu ditolak oleh bank penerbit. Silakan coba kartu lain.",
  insufficient_funds: "Saldo kartu tidak cukup. Silakan coba kartu lain.",
  expired_card: "Kartu sudah kedaluwarsa. Silakan coba kartu lain.",
  incorrect_cvc: "Kode keamanan kartu salah.",
  processing_error: "Bank sedang terganggu. Silakan coba lagi sebentar lagi.",
  payment_intent_authentication_failure: "Verifikasi 3-D Secure gagal. Belum ada uang yang ditarik.",
};

function complete(sandbox: Sandbox, id: string, paid: "paid" | "unpaid"): StripeSession {
  const session = sandbox.store.get("session", id)!;
  const done: StripeSession = { ...session, status: "complete", payment_status: paid, url: null };
  sandbox.store.put("session", id, done);
  unschedule(sandbox, "session_expires", id);
  emit(sandbox, "checkout.session.completed", done);
  return done;
}

const payerOf = (session: StripeSession) => session.customer_details?.email ?? session.customer_email;

/** Notes who pays, and makes the customer when one was asked for or a card is to be kept. */
function identify(sandbox: Sandbox, session: StripeSession, email: string): StripeSession {
  const address = payerOf(session) ?? (email || null);
  const notes = sandbox.store.get("sessionNotes", session.id);
  const wantsCustomer = session.customer_creation === "always" || Boolean(notes?.intent.setupFutureUsage);
  const customer =
    session.customer ?? (wantsCustomer ? createCustomer(sandbox, { email: address ?? undefined }).id : null);
  const known: StripeSession = { ...session, customer, customer_details: payer(address) };
  sandbox.store.put("session", session.id, known);
  return known;
}

/** The session's intent: made at the first try, used again for the next card. */
function intentOf(sandbox: Sandbox, session: StripeSession): StripeIntent {
  const made = session.payment_intent ? sandbox.store.get("intent", session.payment_intent) : undefined;
  if (made) return made;
  const notes = sandbox.store.get("sessionNotes", session.id)!;
  const intent = createIntent(sandbox, {
    amount: session.amount_total ?? 0,
    currency: session.currency ?? "idr",
    customer: session.customer,
    description: notes.intent.description,
    metadata: { ...notes.intent.metadata },
    receipt_email: notes.intent.receiptEmail,
    setup_future_usage: notes.intent.setupFutureUsage,
  });
  sandbox.store.put("session", session.id, { ...session, payment_intent: intent.id });
  return intent;
}
