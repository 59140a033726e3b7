import type Stripe from "stripe";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { checkout, openRig, type Rig } from "./sandbox-rig";

let rig: Rig;
let refunds = 0;
beforeAll(async () => {
  rig = await openRig();
});
afterAll(() => rig.close());
beforeEach(async () => {
  await rig.quiet();
  rig.door.arrivals.length = 0;
});

async function pay(card = "4242424242424242", changes: Parameters<typeof checkout>[1] = {}) {
  const opened = await rig.gateway.openCheckout(checkout(rig.clock.now(), changes));
  if (opened.kind !== "opened") throw new Error(opened.detail);
  await rig.press(opened.url, { action: "pay", card });
  const found = await rig.gateway.findCheckout(opened.checkoutRef);
  await rig.quiet();
  rig.door.arrivals.length = 0;
  return found!;
}

const refund = (paymentRef: string, amountRupiah: number) => {
  refunds += 1;
  return { refundId: `refund-${refunds}`, paymentRef, amountRupiah, idempotencyKey: `refund/${refunds}` };
};

describe("a refund", () => {
  it("goes back in parts, never more than was paid", async () => {
    const { paymentRef = "" } = await pay();
    const part = await rig.gateway.refund(refund(paymentRef, 16_800));
    expect(part).toMatchObject({
      kind: "refund",
      refund: { state: "succeeded", amountRupiah: 16_800, paymentRef },
    });
    await rig.quiet();
    expect(rig.door.types()).toEqual(["refund.created", "charge.refunded"]);
    expect(await rig.gateway.findPayment(paymentRef)).toMatchObject({
      refundedRupiah: 16_800,
      receivedRupiah: 33_600,
    });
    expect(await rig.gateway.refund(refund(paymentRef, 16_900))).toMatchObject({
      kind: "refused",
      reason: "invalid_request",
    });
    expect(await rig.gateway.refund(refund(paymentRef, 16_800))).toMatchObject({ kind: "refund" });
    expect(await rig.gateway.refund(refund(paymentRef, 100))).toMatchObject({ reason: "not_refundable" });
  });

  it("is found again among those of its payment, by our own id", async () => {
    const { paymentRef = "" } = await pay();
    const other = await pay();
    const [first, second] = [refund(paymentRef, 10_000), refund(paymentRef, 5_000)];
    for (const request of [first, second, refund(other.paymentRef ?? "", 7_000)])
      expect(await rig.gateway.refund(request)).toMatchObject({ kind: "refund" });
    const found = await rig.gateway.findRefundsOf(paymentRef);
    expect(found.map(({ refundId, amountRupiah }) => [refundId, amountRupiah]).sort()).toEqual(
      [
        [first.refundId, 10_000],
        [second.refundId, 5_000],
      ].sort(),
    );
    expect(await rig.gateway.findRefundsOf((await pay()).paymentRef ?? "")).toEqual([]);
  });

  it("asked twice under one key is made once", async () => {
    const { paymentRef = "" } = await pay();
    const request = refund(paymentRef, 10_000);
    const [first, second] = [await rig.gateway.refund(request), await rig.gateway.refund(request)];
    expect(second).toEqual(first);
    expect(await rig.gateway.findPayment(paymentRef)).toMatchObject({ refundedRupiah: 10_000 });
    const other = await rig.gateway.refund({ ...request, amountRupiah: 11_000 });
    expect(other).toMatchObject({ kind: "refused", reason: "invalid_request", retryable: false });
  });

  it("that is pending becomes good an hour later", async () => {
    const { paymentRef = "" } = await pay("4000000000007726");
    const made = await rig.gateway.refund(refund(paymentRef, 33_600));
    if (made.kind !== "refund") throw new Error(made.detail);
    expect(made.refund.state).toBe("pending");
    await rig.control("clock/advance", { hours: 1 });
    expect(await rig.gateway.findRefund(made.refund.refundRef)).toMatchObject({ state: "succeeded" });
  });

  it("may fail after it was called good, and the money counts as ours again", async () => {
    const { paymentRef = "" } = await pay("4000000000005126");
    const made = await rig.gateway.refund(refund(paymentRef, 33_600));
    if (made.kind !== "refund") throw new Error(made.detail);
    expect(made.refund.state).toBe("succeeded");
    await rig.quiet();
    rig.door.arrivals.length = 0;
    await rig.control("clock/advance", { hours: 2 });
    await rig.quiet();
    expect(rig.door.types()).toEqual(["refund.updated", "charge.refund.updated", "refund.failed"]);
    expect(await rig.gateway.findRefund(made.refund.refundRef)).toMatchObject({
      state: "failed",
      failure: "expired_or_canceled_card",
      refundId: made.refund.refundId,
    });
    expect(await rig.gateway.findPayment(paymentRef)).toMatchObject({ refundedRupiah: 0 });
  });
});

describe("a dispute", () => {
  it("takes the money at once, forbids refunds, and gives it back when it is won", async () => {
    const { paymentRef = "" } = await pay();
    const dispute = (await rig.control(`payments/${paymentRef}/dispute`)) as { id: string };
    await rig.quiet();
    const news = await Promise.all(
      rig.door.arrivals.map(async (arrival) => {
        const reading = await rig.gateway.readEvent(rig.door.request(arrival), rig.clock.now());
        return (
          reading.kind === "event" && reading.event.news.kind === "dispute_changed" && reading.event.news
        );
      }),
    );
    expect(news).toMatchObject([
      { stage: "opened", amountRupiah: 33_600, paymentRef, reason: "fraudulent" },
      { stage: "funds_withdrawn" },
    ]);
    expect(await rig.gateway.refund(refund(paymentRef, 100))).toMatchObject({ reason: "not_refundable" });
    rig.door.arrivals.length = 0;
    await rig.control(`disputes/${dispute.id}/close`, { outcome: "won" });
    await rig.quiet();
    expect(rig.door.types()).toEqual(["charge.dispute.closed", "charge.dispute.funds_reinstated"]);
  });

  it("nobody answers is lost", async () => {
    const { paymentRef = "" } = await pay();
    const dispute = (await rig.control(`payments/${paymentRef}/dispute`)) as { id: string };
    await rig.control("clock/advance", { days: 8 });
    expect(await rig.stripe.disputes.retrieve(dispute.id)).toMatchObject({ status: "lost" });
  });
});

describe("the night's payout", () => {
  it("holds what has come of age, arrives the next day, and adds up to nothing with its own line", async () => {
    const { paymentRef = "" } = await pay(undefined, {
      lines: [{ description: "Iuran satu dinas", amountRupiah: 5_040_000 }],
    });
    const before = await rig.stripe.payouts.list({ limit: 100 });
    await rig.control("clock/advance", { days: 2 });
    const made = await rig.stripe.payouts.list({ limit: 100 });
    expect(made.data.length).toBeGreaterThan(before.data.length);
    const payout = made.data[0]!;
    expect(payout.status).toBe("in_transit");
    await expect(rig.stripe.balanceTransactions.list({ payout: payout.id })).rejects.toMatchObject({
      code: "payout_reconciliation_not_ready",
    });
    await rig.control("clock/advance", { days: 1 });
    await rig.quiet();
    expect(rig.door.types().filter((type) => type.startsWith("payout."))).toEqual(
      expect.arrayContaining(["payout.created", "payout.paid", "payout.reconciliation_completed"]),
    );
    const lines: Stripe.BalanceTransaction[] = [];
    for await (const line of rig.stripe.balanceTransactions.list({ payout: payout.id, limit: 2 }))
      lines.push(line);
    expect(lines.reduce((sum, line) => sum + line.net, 0)).toBe(0);
    const own = lines.filter((line) => line.type === "payout");
    expect(own.map((line) => -line.amount)).toEqual([payout.amount]);
    const charge = await rig.gateway.findPayment(paymentRef);
    expect(lines.map((line) => line.source)).toContain(charge?.chargeRef);
    for (const line of lines)
      expect(line.fee).toBe(line.fee_details.reduce((sum, part) => sum + part.amount, 0));
  });

  it("that the bank sends back is in the next one", async () => {
    const last = (await rig.stripe.payouts.list({ limit: 1 })).data[0]!;
    await rig.control(`payouts/${last.id}/fail`);
    await rig.quiet();
    expect(rig.door.types()).toEqual(["payout.failed"]);
    await rig.control("clock/advance", { days: 1 });
    const next = (await rig.stripe.payouts.list({ limit: 1 })).data[0]!;
    expect(next.id).not.toBe(last.id);
    expect(next.amount).toBeGreaterThanOrEqual(last.amount);
  });

  it("in another currency keeps the rate, and the fee still adds up in rupiah", async () => {
    await rig.control("settlement", { currency: "usd", exchangeRate: 0.00006 });
    const { paymentRef = "" } = await pay();
    await rig.control("settlement", { currency: "idr", exchangeRate: null });
    const fee = await rig.gateway.findFee(paymentRef);
    expect(fee).toMatchObject({ currency: "usd", exchangeRate: 0.00006 });
    expect(fee!.feeRupiah + fee!.taxRupiah + fee!.netRupiah).toBe(33_600);
  });

  it("a fee with sen goes to the nearest rupiah and says by how many sen", async () => {
    await rig.control("settlement", { senFees: true });
    const { paymentRef = "" } = await pay();
    await rig.control("settlement", { senFees: false });
    const intent = await rig.stripe.paymentIntents.retrieve(paymentRef, {
      expand: ["latest_charge.balance_transaction"],
    });
    const charge = intent.latest_charge as Stripe.Charge;
    const { fee: feeSen } = charge.balance_transaction as Stripe.BalanceTransaction;
    expect(feeSen % 100).not.toBe(0);
    const fee = (await rig.gateway.findFee(paymentRef))!;
    expect(100 * (fee.feeRupiah + fee.taxRupiah) - fee.roundedSen).toBe(feeSen);
    expect(Math.abs(fee.roundedSen)).toBeLessThanOrEqual(100);
    expect(fee.feeRupiah + fee.taxRupiah + fee.netRupiah).toBe(33_600);
  });
});

describe("a saved card", () => {
  let customerRef = "";
  let savedMethodRef = "";
  let charges = 0;
  const renew = () => {
    charges += 1;
    return rig.gateway.chargeSavedCard({
      paymentId: `renewal-${charges}`,
      orderCode: "SC-RENEWAL",
      idempotencyKey: `renewal/${charges}`,
      amountRupiah: 50_400,
      description: "Perpanjangan",
      customerRef,
      savedMethodRef,
    });
  };
  beforeAll(async () => {
    const paid = await pay("4000002500003155", { saveCard: {} }).catch(() => undefined);
    expect(paid?.state).toBe("open");
    const first = await pay(undefined, { saveCard: {} });
    customerRef = first.customerRef!;
    savedMethodRef = first.savedMethodRef!;
  });

  it("is kept when it was first paid with, and charged while the sponsor is away", async () => {
    const charged = await renew();
    expect(charged).toMatchObject({
      kind: "charged",
      payment: { state: "succeeded", receivedRupiah: 50_400, paymentId: `renewal-${charges}` },
    });
    await rig.quiet();
    expect(rig.door.types()).toEqual([
      "payment_intent.created",
      "charge.succeeded",
      "payment_intent.succeeded",
    ]);
  });

  it("declined says so, with the issuer's code and the payment it made", async () => {
    await rig.control(`cards/${savedMethodRef}`, { answer: "insufficient_funds" });
    const declined = await renew();
    expect(declined).toMatchObject({
      reason: "declined",
      declineCode: "insufficient_funds",
      retryable: false,
    });
    const { paymentRef } = declined as { paymentRef: string };
    expect(await rig.gateway.findPayment(paymentRef)).toMatchObject({ state: "open", receivedRupiah: 0 });
    await rig.quiet();
    expect(rig.door.types()).toEqual([
      "payment_intent.created",
      "charge.failed",
      "payment_intent.payment_failed",
    ]);
  });

  it("that wants the holder's confirmation is refused as such", async () => {
    await rig.control(`cards/${savedMethodRef}`, { answer: "ok", confirmation: "always" });
    expect(await renew()).toMatchObject({ reason: "authentication_needed", retryable: false });
    await rig.control(`cards/${savedMethodRef}`, { confirmation: "never" });
  });

  it("may be told of by webhook before the answer to the charge", async () => {
    await rig.control("webhooks/switch", { type: "payment_intent.succeeded", beforeAnswer: true });
    let told = false;
    rig.door.answerWith((arrival) => {
      told ||= arrival.body.includes('"payment_intent.succeeded"');
      return 204;
    });
    const charged = await renew();
    expect(told).toBe(true);
    expect(charged.kind).toBe("charged");
    rig.door.answerWith(() => 204);
  });

  it("removed can no longer be charged", async () => {
    await rig.stripe.paymentMethods.detach(savedMethodRef);
    expect(await renew()).toMatchObject({ kind: "refused", reason: "invalid_request" });
  });
});
