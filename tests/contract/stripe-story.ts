/** A story that touches every operation and as many events as the sandbox knows, in the order life has them. */
import type Stripe from "stripe";
import type { CheckoutOpened } from "~/payments/gateway";
import { checkout, type Rig } from "../adapters/sandbox-rig";

type Teller = Pick<Rig, "gateway" | "clock" | "control" | "press"> & { readonly stripe: Stripe };

export async function playStory(teller: Teller): Promise<void> {
  const paid = await payThreeWays(teller);
  await giveMoneyBack(teller, paid);
  await keepAndChargeCards(teller);
  await quarrel(teller);
  await askForTheImpossible(teller, paid);
  await letNightsPass(teller);
  await readTheBooks(teller);
}

async function open(teller: Teller, changes: Parameters<typeof checkout>[1] = {}): Promise<CheckoutOpened> {
  const opened = await teller.gateway.openCheckout(checkout(teller.clock.now(), changes));
  if (opened.kind !== "opened") throw new Error(opened.detail);
  return opened;
}

async function pay(teller: Teller, card = "4242424242424242", changes: Parameters<typeof checkout>[1] = {}) {
  const opened = await open(teller, changes);
  await teller.press(opened.url, { action: "pay", card });
  const found = await teller.gateway.findCheckout(opened.checkoutRef);
  return { opened, paymentRef: found?.paymentRef ?? "", found };
}

/** Paid, declined and paid, confirmed, delayed twice, expired. Returns one paid payment. */
async function payThreeWays(teller: Teller): Promise<string> {
  const { paymentRef, opened } = await pay(teller);
  await teller.gateway.findFee(paymentRef);
  await teller.stripe.checkout.sessions.listLineItems(opened.checkoutRef);
  await teller.stripe.checkout.sessions.retrieve(opened.checkoutRef, {
    expand: ["line_items", "payment_intent"],
  });
  await teller.stripe.checkout.sessions.list({ limit: 3 });
  const second = await open(teller);
  await teller.press(second.url, { action: "decline" });
  await teller.gateway.findCheckout(second.checkoutRef);
  await teller.press(second.url, { action: "three_ds" });
  await teller.gateway.findCheckout(second.checkoutRef);
  await teller.press(`${second.url}/verifikasi`, { result: "failed" });
  await teller.gateway.findCheckout(second.checkoutRef);
  await teller.press(second.url, { action: "pay", card: "5555555555554444" });
  for (const outcome of ["came", "failed"]) {
    const late = await open(teller);
    await teller.press(late.url, { action: "later" });
    await teller.gateway.findCheckout(late.checkoutRef);
    await teller.control(`sessions/${late.checkoutRef}/settle`, { outcome });
    await teller.gateway.findCheckout(late.checkoutRef);
  }
  const left = await open(teller);
  await teller.press(left.url, { action: "decline" });
  await teller.gateway.expireCheckout(left.checkoutRef);
  return paymentRef;
}

async function giveMoneyBack(teller: Teller, paymentRef: string): Promise<void> {
  const { gateway, stripe } = teller;
  const part = { refundId: "refund-1", paymentRef, amountRupiah: 16_800, idempotencyKey: "refund/1" };
  const refund = await gateway.refund(part);
  if (refund.kind === "refund") await gateway.findRefund(refund.refund.refundRef);
  await gateway.refund({ ...part, refundId: "refund-2", idempotencyKey: "refund/2" });
  for (const [n, card] of ["4000000000007726", "4000000000005126"].entries()) {
    const { paymentRef: slow } = await pay(teller, card);
    await gateway.refund({ ...part, paymentRef: slow, idempotencyKey: `refund/slow/${n}` });
  }
  await gateway.findRefundsOf(paymentRef);
  const list = await stripe.refunds.list({
    payment_intent: paymentRef,
    expand: ["data.balance_transaction"],
  });
  await stripe.refunds.update(list.data[0]!.id, { metadata: { note: "seen" } });
}

async function keepAndChargeCards(teller: Teller): Promise<void> {
  const { gateway, stripe, clock } = teller;
  const { found } = await pay(teller, undefined, { saveCard: {} });
  const customerRef = found?.customerRef ?? "";
  const savedMethodRef = found?.savedMethodRef ?? "";
  const charge = {
    paymentId: "renewal-1",
    orderCode: "SC-RENEWAL",
    amountRupiah: 50_400,
    description: "Perpanjangan",
    customerRef,
    savedMethodRef,
  };
  await gateway.chargeSavedCard({ ...charge, idempotencyKey: "renewal/1" });
  await gateway.findSavedCardCharge(charge);
  await teller.control(`cards/${savedMethodRef}`, { answer: "insufficient_funds" });
  await gateway.chargeSavedCard({ ...charge, idempotencyKey: "renewal/2" });
  await teller.control(`cards/${savedMethodRef}`, { answer: "ok", confirmation: "always" });
  await gateway.chargeSavedCard({ ...charge, idempotencyKey: "renewal/3" });
  const setup = await gateway.openCardPage({
    wishId: "card-1",
    idempotencyKey: "card/card-1",
    payerEmail: "sari@example.org",
    customerRef,
    successUrl: "http://site.example/kartu",
    cancelUrl: "http://site.example/kartu",
    locale: "id",
  });
  if (setup.kind !== "opened") throw new Error(setup.detail);
  await teller.press(setup.url, { action: "pay", card: "4000000000000341" });
  const done = await stripe.checkout.sessions.retrieve(setup.checkoutRef);
  await stripe.setupIntents.retrieve(done.setup_intent as string);
  const kept = await gateway.findCardPage(setup.checkoutRef);
  const card = kept?.state === "kept" ? kept.savedMethodRef : "";
  await stripe.customers.update(customerRef, { invoice_settings: { default_payment_method: card } });
  await stripe.customers.retrieve(customerRef, { expand: ["invoice_settings.default_payment_method"] });
  await stripe.customers.listPaymentMethods(customerRef);
  await stripe.paymentMethods.list({ customer: customerRef, type: "card" });
  await stripe.paymentMethods.retrieve(card);
  await gateway.forgetCard(card);
  const other = await stripe.customers.create({ email: "lain@example.org", metadata: { kind: "story" } });
  await stripe.paymentMethods.attach("pm_card_visa", { customer: other.id });
  await stripe.customers.list({
    email: "lain@example.org",
    created: { gte: Math.floor(clock.now().getTime() / 1000) - 60 },
  });
  await stripe.customers.del(other.id);
  const waiting = await stripe.paymentIntents.create({
    amount: 1_680_000,
    currency: "idr",
    payment_method: "pm_card_visa",
  });
  await stripe.paymentIntents.update(waiting.id, { metadata: { seen: "yes" } });
  await stripe.paymentIntents.confirm(waiting.id);
  const given = await stripe.paymentIntents.create({ amount: 1_680_000, currency: "idr" });
  await stripe.paymentIntents.cancel(given.id, { cancellation_reason: "abandoned" });
  await stripe.paymentIntents.list({ limit: 5, expand: ["data.latest_charge"] });
}

async function quarrel(teller: Teller): Promise<void> {
  const { stripe } = teller;
  const first = await pay(teller, "4000000000000259");
  const second = await pay(teller);
  await teller.control(`payments/${second.paymentRef}/dispute`, { reason: "product_not_received" });
  const third = await pay(teller);
  await teller.control(`payments/${third.paymentRef}/dispute`);
  const { data } = await stripe.disputes.list({ limit: 10 });
  const [lost, won, open] = data;
  await stripe.disputes.retrieve(open!.id, { expand: ["charge"] });
  await stripe.disputes.update(won!.id, {
    evidence: { uncategorized_text: "winning_evidence" },
    submit: true,
  });
  await stripe.disputes.close(lost!.id);
  await teller.gateway.refund({
    refundId: "x",
    paymentRef: first.paymentRef,
    amountRupiah: 100,
    idempotencyKey: "refund/x",
  });
}

/** What must be refused, and how. */
async function askForTheImpossible({ stripe, gateway }: Teller, paid: string): Promise<void> {
  const refused = async (work: () => Promise<unknown>) => {
    const outcome = await work().then(
      () => "done",
      () => "refused",
    );
    if (outcome === "done") throw new Error("The sandbox did what it should have refused.");
  };
  await refused(() => stripe.refunds.create({ payment_intent: paid }));
  await refused(() => stripe.customers.retrieve("cus_nobody"));
  await refused(() => stripe.checkout.sessions.create({ mode: "payment" }));
  await refused(() => stripe.paymentIntents.create({ amount: 100, currency: "idr" }));
  await refused(() => stripe.customers.create({ invented: "yes" } as Stripe.CustomerCreateParams));
  await refused(() => stripe.rawRequest("GET", "/v1/nothing_here"));
  await gateway.findPayment("pi_nobody");
}

async function letNightsPass(teller: Teller): Promise<void> {
  const { stripe, control, clock } = teller;
  // Enough to be above zero after the fees of the quarrels.
  await pay(teller, undefined, { lines: [{ description: "Iuran satu dinas", amountRupiah: 5_040_000 }] });
  const testClock = await stripe.testHelpers.testClocks.create({
    frozen_time: Math.floor(clock.now().getTime() / 1000),
    name: "story",
  });
  await stripe.testHelpers.testClocks.advance(testClock.id, {
    frozen_time: testClock.frozen_time + 5 * 86_400,
  });
  await stripe.testHelpers.testClocks.retrieve(testClock.id);
  await stripe.testHelpers.testClocks.list();
  await stripe.testHelpers.testClocks.del(testClock.id);
  await control("settlement", { currency: "usd", exchangeRate: 0.00006 });
  const dollars = await pay(teller);
  await teller.gateway.findFee(dollars.paymentRef);
  await control("clock/advance", { days: 4 });
  await control("settlement", { currency: "idr", exchangeRate: null });
  const { data } = await stripe.payouts.list({ limit: 10 });
  await control(`payouts/${data.find((payout) => payout.currency === "idr")!.id}/fail`);
}

async function readTheBooks({ stripe, gateway }: Teller): Promise<void> {
  const payouts = await stripe.payouts.list({ limit: 10, expand: ["data.balance_transaction"] });
  const payout = await stripe.payouts.retrieve(payouts.data[0]!.id);
  const transactions = await stripe.balanceTransactions.list({
    payout: payout.id,
    limit: 100,
    expand: ["data.source"],
  });
  await stripe.balanceTransactions.retrieve(transactions.data[0]!.id);
  for (const { payoutRef, itemised } of (await gateway.listPayouts(new Date(0))).items) {
    await gateway.findPayout(payoutRef);
    if (itemised) await gateway.listMovements(payoutRef);
  }
  await stripe.balance.retrieve();
  const charges = await stripe.charges.list({ limit: 2 });
  await stripe.charges.retrieve(charges.data[0]!.id, { expand: ["balance_transaction", "payment_intent"] });
  const events = await stripe.events.list({ limit: 100, type: "charge.*" });
  await stripe.events.retrieve(events.data[0]!.id);
  const product = await stripe.products.create({ name: "Iuran" });
  await stripe.products.retrieve(product.id);
  await stripe.products.list({ limit: 2 });
  const price = await stripe.prices.create({ product: product.id, currency: "idr", unit_amount: 840_000 });
  await stripe.prices.retrieve(price.id, { expand: ["product"] });
  await stripe.prices.list({ product: product.id });
}
